import { documents } from '../documents';
import { callingApp, missingScope } from '../gateway/callers';
import { isObject, jsonBody, parameter, wronglyTyped } from '../gateway/parameters';
import { isRefusal, type Known, type Outcome, type Refusal } from '../gateway/refusal';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { type App, idOf, type Person, type World } from '../world';

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;
const MAX_FIELDS = 100;
const ID_TYPES = { open_id: 'open_id', union_id: 'union_id', employee_id: 'user_id' } as const;

/** What the app may read of a person, by the scopes of which it needs one. */
const fieldScopes = {
	name: ['directory:employee.base.base:read', 'directory:employee.base.name.name:read'],
	email: ['directory:employee.base.email:read'],
	mobile: ['directory:employee.base.mobile:read'],
	employeeId: ['directory:employee.base.external_id:read'],
};

/**
 * POST /open-apis/directory/v1/employees/search. Fields that were not asked for, or that the app may not read, are left out.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/directory-v1/employee/search
 */
export function employeesSearch(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const noScope = missingScope(app, ['directory:employee:search']);
	if (noScope) return noScope;
	const body = jsonBody(request);
	if (isRefusal(body)) return body;
	const wrong = wronglyTyped(body, { query: 'string', required_fields: 'string[]' });
	if (wrong) return wrong;
	const query = String(body.query ?? '');
	if (query === '') return invalid('query is required.', 'assumed');
	const fields = (body.required_fields ?? []) as string[];
	if (fields.length > MAX_FIELDS) return invalid(`required_fields has more than ${MAX_FIELDS}.`);
	const idType = parameter(request, 'employee_id_type') ?? 'open_id';
	if (!isIdType(idType))
		return invalid(`employee_id_type must be one of ${Object.keys(ID_TYPES).join(', ')}.`);
	const page = pageOf(body.page_request);
	if (isRefusal(page)) return page;

	const may = (field: keyof typeof fieldScopes) =>
		fieldScopes[field].some((scope) => app.scopes.includes(scope));
	const asks = (...names: string[]) =>
		['base_info.*', ...names].some((name) => fields.includes(name));
	// The document: without its field in required_fields, the ID that comes back has no meaning.
	const tellsId = asks('base_info.employee_id') && (idType !== 'employee_id' || may('employeeId'));
	const found = world.people.filter((person) => matches(person, query, app));
	const shown = found.slice(page.from, page.from + page.size);
	const next = page.from + shown.length;
	const hasMore = shown.length > 0 && next < found.length;
	return {
		body: {
			code: 0,
			msg: 'success',
			data: {
				employees: shown.map((person) => ({
					base_info: {
						employee_id: tellsId ? identify(person, idType, app, world) : 'meaningless',
						...(asks('base_info.name', 'base_info.name.name') &&
							may('name') && {
								name: {
									name: { default_value: person.name, i18n_value: { zh_cn: person.name } },
								},
							}),
						...(asks('base_info.email') && may('email') && { email: person.email ?? '' }),
						...(asks('base_info.mobile') && may('mobile') && { mobile: person.mobile ?? '' }),
					},
				})),
				page_response: { has_more: hasMore, ...(hasMore && { page_token: tokenOf(next) }) },
				abnormals: [],
			},
		},
	};
}

/** Names and addresses by a part of them, IDs and numbers whole. What Feishu finds besides is not documented. */
function matches(
	{ name, email, mobile, userId, tenant, resigned }: Person,
	query: string,
	app: App,
) {
	if (tenant !== app.tenant || resigned) return false;
	const part = query.toLowerCase();
	return (
		[name, email ?? ''].some((text) => text.toLowerCase().includes(part)) ||
		[userId, mobile, mobile?.replace(/^\+86/, '')].includes(query)
	);
}

function isIdType(type: string): type is keyof typeof ID_TYPES {
	return Object.hasOwn(ID_TYPES, type);
}

function identify(person: Person, idType: keyof typeof ID_TYPES, app: App, world: World): string {
	return idOf(person, ID_TYPES[idType], app, world) ?? '';
}

const TOKEN = /^page-(\d{1,6})$/;
const tokenOf = (from: number) => `page-${from}`;

function pageOf(request: unknown): { from: number; size: number } | Refusal {
	if (request === undefined || request === null)
		return { ...invalid('page_request is missing.'), code: 2221005, msg: 'no page request' };
	if (!isObject(request)) return invalid('page_request must be an object.', 'assumed');
	const { page_size: size = DEFAULT_PAGE, page_token: token = '' } = request;
	if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > MAX_PAGE)
		return invalid(`page_size must be a whole number from 0 to ${MAX_PAGE}.`);
	if (token === '') return { from: 0, size };
	const from = typeof token === 'string' ? TOKEN.exec(token)?.[1] : undefined;
	if (from === undefined)
		return {
			...invalid('The page_token is none that was given out.'),
			code: 2221004,
			msg: 'invalid page token',
		};
	return { from: Number(from), size };
}

function invalid(reason: string, known: Known = 'document'): Refusal {
	return {
		status: 400,
		code: 2220001,
		msg: 'param is invalid',
		error: {},
		reason,
		known,
		source: documents.employeesSearch,
	};
}
