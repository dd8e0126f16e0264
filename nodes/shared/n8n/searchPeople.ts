import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { deliver } from '../delivery/deliver';
import { Pace } from '../delivery/pace';
import {
	readEmployees,
	searchEmployeesRequest,
	type FoundEmployee,
} from '../feishu/searchEmployees';
import { describeSearchFailure, NO_NAMES, searchError } from '../output/searchError';
import { realClock } from './clock';
import { feishuClient } from './transport';

/** Somebody looks at the list meanwhile. */
const TIMEOUT_SECONDS = 10;

/**
 * The people for the mode From List: those whose name or e-mail address has the words in it.
 * @throws NodeApiError, which the list shows
 */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const words = (filter ?? '').trim();
	// Feishu's document requires a query, and does not say what an empty one gives.
	if (words === '') return { results: [] };
	const halted = new AbortController().signal;
	const clock = realClock(halted);
	const client = await feishuClient(this, clock);
	if (!client.ok) throw searchError(this.getNode(), client.problem);
	const found = await deliver(
		{
			request: searchEmployeesRequest(
				words,
				typeof paginationToken === 'string' ? paginationToken : undefined,
			),
			read: readEmployees,
			timeoutSeconds: TIMEOUT_SECONDS,
			// Searching again is harmless, so unclear answers are tried again.
			retry: { maxTries: 2, resendUnknown: true },
			// Of its own: nobody's typing holds up executions.
			pace: new Pace(),
			perMinute: 0,
		},
		{
			client: client.value,
			clock,
			halted,
			deadlineMs: clock.now() + TIMEOUT_SECONDS * 1000,
			onQuotaWait: () => undefined,
		},
	);
	if (found.verdict !== 'sent') throw searchError(this.getNode(), describeSearchFailure(found));
	const { employees, nextPage } = found.value;
	if (employees.length > 0 && !employees.some(({ name, email }) => name ?? email))
		throw searchError(this.getNode(), NO_NAMES);
	return {
		results: employees.map((employee) => ({ name: nameOf(employee), value: employee.openId })),
		paginationToken: nextPage,
	};
}

/** With the address, so that people of the same name are told apart. */
function nameOf({ openId, name, email }: FoundEmployee): string {
	return name !== undefined && email !== undefined
		? `${name} (${email})`
		: (name ?? email ?? openId);
}
