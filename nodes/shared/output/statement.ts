import { isOfAnother, type Statement, type Verdict } from '../feishu/judge';
import type { Page } from './html';

export type StatementVerdict = Extract<Verdict, { statement: Statement }>;

/** What Feishu said, as far as it goes into `details`. */
export function facts(statement: Statement | undefined) {
	return {
		code: statement?.code,
		msg: statement?.msg,
		httpStatus: statement?.httpStatus,
		logId: statement?.logId,
	};
}

/**
 * Of an answer without a code that is documented.
 * @param title what happened, where nothing more is known
 * @param remedies what to do then
 */
export function meaningOfStatus(
	{ verdict, statement }: StatementVerdict,
	title: string,
	...remedies: string[]
) {
	const { httpStatus, code, isPage } = statement;
	if (verdict === 'refused' && Math.floor(httpStatus / 100) === 3) return REDIRECTED;
	return isOfAnother(statement) || (code === undefined && isPage === true)
		? PROXY_ANSWERED
		: {
				title,
				advice: [
					...remedies,
					"Feishu's answer is not among the documented errors of this endpoint.",
				].join(' '),
				about: undefined,
			};
}

/** A gateway of Feishu's may answer like that too, so nobody is named for certain. */
export const PROXY_ANSWERED = {
	title: "A proxy or gateway answered in Feishu's place",
	advice:
		'Its answer has no code of Feishu. Check the proxy settings of n8n, that the proxy lets this server reach Feishu, and Region and Base URL in the credential.',
	about: undefined,
};

const REDIRECTED = {
	title: 'The server redirects to another address',
	advice:
		'Redirects are not followed: they would carry the tokens there. Check Region and Base URL in the credential.',
	about: undefined,
};

export const PASTED_TOKEN_REFUSED = {
	title: 'The pasted tenant access token has expired or is not valid',
	advice:
		'Paste a new one into the credential, or let it fetch and renew the token with App ID and App Secret.',
};

/** Feishu asks for one of them. */
export function namedScopes({ scopes }: Statement, title: string): string {
	if (scopes.length === 0 || scopes.some((scope) => title.includes(scope))) return '';
	return `: ${scopes.length > 1 ? 'one of ' : ''}${scopes.slice(0, 5).join(', ')}`;
}

export function pagesOn({ scopePage, troubleshooter }: Statement): Page[] {
	return [
		...(scopePage === undefined ? [] : [{ label: 'Add the scope in Feishu', url: scopePage }]),
		...(troubleshooter === undefined
			? []
			: [{ label: "Feishu's help on this error", url: troubleshooter }]),
	];
}

export function quote(statement: Statement): string {
	const { httpStatus, code, msg, logId } = statement;
	const parts = [
		`HTTP ${httpStatus}`,
		code === undefined ? 'no code' : `code ${code}`,
		msg,
		logId && `log ID ${logId}`,
	];
	return `${isOfAnother(statement) ? 'The answer was' : 'Feishu answered'}: ${parts.filter((part) => part !== undefined && part !== '').join(', ')}.`;
}
