import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import type { Unsent } from '../delivery/deliver';
import { isOfAnother } from '../feishu/judge';
import { SEARCH_SCOPES } from '../feishu/searchEmployees';
import type { Problem } from '../result';
import { PROXY_ANSWERED } from './statement';

const OTHER_MODES = 'Or choose another mode.';

/** What stands in the list in place of people. */
type Report = Pick<Problem, 'message' | 'hint'> & { readonly httpStatus?: number };

/** Searching worked, but the app may not read any names. */
export const NO_NAMES: Report = {
	message: 'The app may not read the names of people',
	hint: `Add the scope ${SEARCH_SCOPES.name} to the app in the developer console, publish a version, then search again. ${OTHER_MODES}`,
};

/**
 * Why the list is empty. It shows errors of this class only, as plain text, and puts blanks in place of the hyphens in the
 * message: what has hyphens goes into the description.
 */
export function searchError(node: INode, { message, hint, httpStatus }: Report): NodeApiError {
	return new NodeApiError(node, { message } as JsonObject, {
		message,
		description: hint,
		...(httpStatus === undefined ? {} : { httpCode: String(httpStatus) }),
	});
}

/** Why Feishu did not search. */
export function describeSearchFailure(verdict: Unsent): Report {
	if ('problem' in verdict) return verdict.problem;
	if ('loss' in verdict)
		return {
			message: 'Feishu gave no answer',
			hint: `The search failed, because ${verdict.loss.reason}. Try again. ${OTHER_MODES}`,
		};
	if (!('statement' in verdict) || verdict.statement === undefined)
		return { message: 'Feishu is busy', hint: `Search again in a moment. ${OTHER_MODES}` };
	const { httpStatus, code, msg, scopes, logId } = verdict.statement;
	if (scopes.length > 0)
		return {
			message: 'The app may not search for people',
			hint: `Add the scopes ${[...new Set([...scopes, SEARCH_SCOPES.name])].join(' and ')} to the app in the developer console, publish a version, then search again. ${OTHER_MODES}`,
			httpStatus,
		};
	const said = [
		code === undefined ? `HTTP ${httpStatus}` : `code ${code}`,
		msg,
		logId && `log ID ${logId}`,
	];
	if (isOfAnother(verdict.statement))
		return {
			message: PROXY_ANSWERED.title,
			hint: `It answered HTTP ${httpStatus}. ${PROXY_ANSWERED.advice} ${OTHER_MODES}`,
			httpStatus,
		};
	return {
		message: verdict.verdict === 'refused' ? 'Feishu did not search' : 'Feishu is busy',
		hint: `Feishu answered: ${said.filter(Boolean).join(', ')}. ${OTHER_MODES}`,
		httpStatus,
	};
}
