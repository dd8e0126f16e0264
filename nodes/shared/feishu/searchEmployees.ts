import { asRecord } from '../result';
import type { FeishuRequest } from './request';

/** What the app needs to search, and to be told names. Feishu leaves out fields that the app may not read. */
export const SEARCH_SCOPES = {
	search: 'directory:employee:search',
	name: 'directory:employee.base.name.name:read',
	email: 'directory:employee.base.email:read',
} as const;

/** Somebody who was found. */
export interface FoundEmployee {
	readonly openId: string;
	readonly name?: string;
	readonly email?: string;
}

export interface EmployeesPage {
	readonly employees: readonly FoundEmployee[];
	/** There is more. */
	readonly nextPage?: string;
}

/** How many people of one page; Feishu takes at most 100. */
const PAGE_SIZE = 50;

/**
 * Searches people by name or e-mail address, both by part of it, by mobile number or User ID:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/directory-v1/employee/search
 */
export function searchEmployeesRequest(query: string, page?: string): FeishuRequest {
	return {
		method: 'POST',
		path: '/open-apis/directory/v1/employees/search',
		query: { employee_id_type: 'open_id' },
		body: {
			query,
			page_request: {
				page_size: PAGE_SIZE,
				...(page === undefined ? {} : { page_token: page }),
			},
			// The ID as well: the document calls the one that comes without being asked for meaningless.
			required_fields: ['base_info.employee_id', 'base_info.name.name', 'base_info.email'],
		},
	};
}

export function readEmployees({
	employees,
	page_response: pageResponse,
}: Readonly<Record<string, unknown>>): EmployeesPage | undefined {
	// A list without entries is left out of answers of this gateway now and then: documents show it only filled.
	if (employees !== undefined && employees !== null && !Array.isArray(employees)) return undefined;
	const { has_more: hasMore, page_token: pageToken } = asRecord(pageResponse);
	return {
		employees: ((employees ?? []) as unknown[]).flatMap((employee) => {
			const { employee_id: openId, name, email } = asRecord(asRecord(employee).base_info);
			if (typeof openId !== 'string' || openId === '') return [];
			const called = asRecord(asRecord(name).name).default_value;
			return [{ openId, name: text(called), email: text(email) }];
		}),
		...(hasMore === true && text(pageToken) !== undefined ? { nextPage: text(pageToken) } : {}),
	};
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
