import type { ICredentialTestRequest } from 'n8n-workflow';

import { CODE_MEANINGS, type CodeMeaning } from '../feishu/errorCodes';

type Rule = Extract<
	NonNullable<ICredentialTestRequest['rules']>[number],
	{ type: 'responseSuccessBody' }
>;

const SCOPE_MISSING =
	'The app is fine. Only the read scope helpdesk:all:readonly is missing, so the helpdesk could not be checked. Sending does not need it; it needs helpdesk:all.';
const TOKEN_REFUSED =
	'Feishu refused the tenant access token. If you pasted it, it has expired: paste a new one. Otherwise run a node once with this credential, which fetches a new one, and test again.';

/** What the Test button says of each code that is not about one message: docs/decisions/0002-credential-test.md */
function messageOf(code: number, { kind, title, advice, about }: CodeMeaning): string {
	if (about === 'scope') return SCOPE_MISSING;
	if (kind === 'token') return TOKEN_REFUSED;
	// Codes of Helpdesk come from behind Feishu's gateway, which has let the app pass.
	return `${Math.floor(code / 1000) === 154 ? 'The app is fine, but ' : ''}${title}. ${advice}`;
}

function rule(key: string, value: unknown, message: string): Rule {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}

/** The first one that fits counts. */
export const testRules: Rule[] = [
	...[...CODE_MEANINGS]
		.filter(([, { kind }]) => kind !== 'refused')
		.map(([code, meaning]) => rule('code', code, messageOf(code, meaning))),
	// Whatever else is not a success. A successful answer always has data.
	rule(
		'data',
		undefined,
		'The server did not confirm the credential. Check Region and Base URL, and that the app is published in the developer console.',
	),
];
