import type { ICredentialTestRequest } from 'n8n-workflow';

import { CODE_MEANINGS, type CodeMeaning } from '../feishu/errorCodes';

type Rule = Extract<
	NonNullable<ICredentialTestRequest['rules']>[number],
	{ type: 'responseSuccessBody' }
>;

const READ_SCOPE_MISSING =
	'Sending may work as it is: it needs the scope helpdesk:all. Only this test needs helpdesk:all:readonly, which the app lacks, so the helpdesk could not be checked. App ID and App Secret are fine.';
const SEND_SCOPE_MISSING =
	'App ID and App Secret are fine, but Feishu names helpdesk:all among the scopes that the app lacks, and sending needs it. Give it helpdesk:all and, for this test, helpdesk:all:readonly in the developer console, publish a new version, and let an administrator approve it.';
const TOKEN_REFUSED =
	'Feishu refused the tenant access token. If you pasted it, it has expired: paste a new one. Otherwise run a node once with this credential, which fetches a new one, and test again.';

/** What the Test button says of each code that is not about one message: docs/decisions/0002-credential-test.md */
function messageOf(code: number, { kind, title, advice, about }: CodeMeaning): string {
	if (about === 'scope') return READ_SCOPE_MISSING;
	if (kind === 'token') return TOKEN_REFUSED;
	// Codes of Helpdesk come from behind Feishu's gateway, which has let the app pass.
	return `${Math.floor(code / 1000) === 154 ? 'The app is fine, but ' : ''}${title}. ${advice}`;
}

function rule(key: string, value: unknown, message: string): Rule {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}

/** The first one that fits counts. */
export const testRules: Rule[] = [
	// Feishu lists scopes of which one is needed. Both spellings of the list: feishu/judge.ts. The key is a path (lodash's get).
	...['subject', 'scope'].flatMap((name) =>
		[0, 1, 2].map((index) =>
			rule(`error.permission_violations[${index}].${name}`, 'helpdesk:all', SEND_SCOPE_MISSING),
		),
	),
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
