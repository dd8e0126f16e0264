import { tokenProblem } from '../../../../nodes/shared/credential/tokenProblem';
import { readToken, tokenUrl } from '../../../../nodes/shared/feishu/token';

const NOW = new Date('2026-01-01T00:00:00.000Z');

test.each([
	[
		'a wrong App ID, answered with HTTP 200',
		200,
		{ code: 10003, data: {}, msg: 'invalid param' },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'10003 (invalid param)',
	],
	[
		'an unknown app',
		200,
		{ code: 10014, msg: 'app id not exists' },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'10014 (app id not exists)',
	],
	[
		'any other code',
		400,
		{ code: 99999, msg: 'rpc timeout' },
		'appSecret',
		'Feishu issued no app token',
		'Feishu answered code 99999 (rpc timeout). This code is not among the documented errors',
	],
	[
		'a code about another token',
		400,
		{ code: 99991663 },
		'appSecret',
		'Feishu issued no app token',
		'Feishu answered code 99991663. ',
	],
	[
		'a server that is not on the allow-list',
		400,
		{ code: 99991401 },
		'appSecret',
		"This server's IP address is not on the app's allow-list",
		'Feishu answered code 99991401. Add the address',
	],
	[
		'a secret that does not exist',
		400,
		{ code: 99991543 },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'Feishu answered code 99991543. Copy both again',
	],
	[
		'an app from the store',
		200,
		{ code: 10005 },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'only a custom (self-built) app',
	],
	[
		'a disabled app',
		200,
		{ code: 10014 },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'the secret is wrong. Copy both again',
	],
	[
		'a message that is no text',
		200,
		{ code: 10003, msg: { a: 1 } },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		'code 10003. ',
	],
	[
		'an endless message',
		200,
		{ code: 10003, msg: 'm'.repeat(5000) },
		'appSecret',
		"Feishu refused 'App ID' or 'App Secret'",
		`code 10003 (${'m'.repeat(200)}). `,
	],
	[
		'too many requests',
		400,
		{ code: 99991400 },
		'appSecret',
		'Feishu could not issue an app token just now',
		'Try again later',
	],
	[
		'an internal error of another kind',
		200,
		{ code: 2200 },
		'appSecret',
		'Feishu could not issue an app token just now',
		'Try again later',
	],
	[
		'an internal error',
		200,
		{ code: 5000, msg: 'internal' },
		'appSecret',
		'Feishu could not issue an app token just now',
		'Try again later',
	],
	[
		'a page of a proxy',
		502,
		'<html>',
		'region',
		"The token request got an answer that is not Feishu's",
		"HTTP status 502. Check 'Region' and 'Base URL' of the credential.",
	],
	[
		'a policy of a proxy',
		403,
		{ error: 'blocked' },
		'region',
		"The token request got an answer that is not Feishu's",
		"HTTP status 403. Check 'Region' and 'Base URL' of the credential. If they are right, a proxy or gateway answered in Feishu's place",
	],
	[
		'null',
		200,
		null,
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a token that is no text',
		200,
		{ code: 0, tenant_access_token: 7 },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a code that is text, and a token',
		200,
		{ code: '0', tenant_access_token: 't-1' },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a redirect',
		307,
		'',
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 307, a redirect, which is not followed. Check',
	],
	[
		'a token that cannot be part of a header',
		200,
		{ code: 0, tenant_access_token: 't-1\r\nX-Evil: 1' },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a token with full-width characters',
		200,
		{ code: 0, tenant_access_token: 't-１' },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'an endless token',
		200,
		{ code: 0, tenant_access_token: 't'.repeat(4097) },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'nothing',
		200,
		undefined,
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a success without a token',
		200,
		{ code: 0, msg: 'ok' },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
	[
		'a success with an empty token',
		200,
		{ code: 0, tenant_access_token: '' },
		'region',
		"The token request got an answer that is not Feishu's",
		'HTTP status 200',
	],
])('%s is a problem', (_name, status, body, field, message, hint) => {
	const reply = readToken(status, body, NOW);
	expect(!reply.isIssued && tokenProblem(reply)).toEqual({
		field,
		message,
		hint: expect.stringContaining(hint) as string,
	});
});

test.each([
	[7200, '2026-01-01T01:57:00.000Z'],
	[1800, '2026-01-01T00:27:00.000Z'],
	[100, '2026-01-01T00:01:30.000Z'],
	[0, '2026-01-01T00:00:00.000Z'],
	[-100, '2026-01-01T00:00:00.000Z'],
	['7200', '2026-01-01T00:00:00.000Z'],
	[1e300, '2026-01-01T01:57:00.000Z'],
	[undefined, '2026-01-01T00:00:00.000Z'],
])('a token with %s seconds left is used until %s', (expire, expiresAt) => {
	expect(readToken(200, { code: 0, tenant_access_token: 't-1', expire }, NOW)).toEqual({
		isIssued: true,
		accessToken: 't-1',
		expiresAt,
	});
});

test('the longest token that can be part of a header is taken', () => {
	expect(readToken(200, { code: 0, tenant_access_token: 't'.repeat(4096) }, NOW).isIssued).toBe(
		true,
	);
});

test.each([
	['an internal error', true, 200, { code: 5000 }],
	['another internal error', true, 400, { code: 2200 }],
	['too many requests', true, 400, { code: 99991400 }],
	['too many requests, told by a proxy', true, 429, '<html>'],
	['a gateway that failed', true, 500, null],
	['a wrong App ID', false, 200, { code: 10003 }],
	['a refusal, whatever the status', false, 500, { code: 10003 }],
	['a page', true, 403, '<html>'],
	['a proxy that wants a password', true, 407, '<html>'],
	['a proxy that lost patience', true, 408, ''],
	['a policy, in JSON of its own', true, 400, { error: 'blocked' }],
	['a client that went away', true, 499, '<html>'],
	['a wrong App ID with HTTP 403', false, 403, { code: 10003 }],
	['a page to log in', false, 200, '<html>'],
	['a success without a token, whatever the status', false, 403, { code: 0 }],
	['a redirect', false, 302, ''],
])('does it pass? %s: %s', (_name, isTemporary, status, body) => {
	expect(readToken(status, body, NOW)).toMatchObject({ isIssued: false, isTemporary });
});

test('the address of the token', () => {
	expect(tokenUrl({ baseUrl: 'https://open.larksuite.com' })).toBe(
		'https://open.larksuite.com/open-apis/auth/v3/tenant_access_token/internal',
	);
});
