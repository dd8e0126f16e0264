/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- the header is what is tested */
import { AccountError, accountErrorOf } from '../../../../nodes/shared/credential/accountError';
import { readAccount } from '../../../../nodes/shared/credential/readAccount';
import { secretsOf } from '../../../../nodes/shared/feishu/account';

const fields = {
	region: 'feishu',
	baseUrl: '',
	appTokenSource: 'appSecret',
	appId: 'cli_a',
	appSecret: 'app-secret',
	tenantAccessToken: '',
	helpdeskId: '6939771743531696147',
	helpdeskToken: 'ht-1',
};

test.each([
	["'App ID' is empty", 'appId', { appId: ' ' }],
	["'App Secret' is empty", 'appSecret', { appSecret: '' }],
	["'Tenant Access Token' is empty", 'tenantAccessToken', { appTokenSource: 'tenantAccessToken' }],
	["'Helpdesk ID' is empty", 'helpdeskId', { helpdeskId: undefined }],
	["'Helpdesk Token' is empty", 'helpdeskToken', { helpdeskToken: '\n' }],
	[
		"'Helpdesk Token' contains a character that cannot be part of it",
		'helpdeskToken',
		{ helpdeskToken: 'ht－1' },
	],
	[
		"'Helpdesk ID' contains a character that cannot be part of it",
		'helpdeskId',
		{ helpdeskId: '１２３' },
	],
	[
		"'App ID' contains a character that cannot be part of it",
		'appId',
		{ appId: 'cli_a\r\nX-Evil: 1' },
	],
	["'Helpdesk ID' contains a colon", 'helpdeskId', { helpdeskId: '12:ht-1' }],
	["'Base URL' is empty", 'baseUrl', { region: 'custom' }],
	["'Base URL' is empty", 'baseUrl', { region: 'Custom' }],
	["'Region' is none of the choices", 'region', { region: 'Larkk' }],
	["'Region' is none of the choices", 'region', { region: '' }],
	["'Region' is none of the choices", 'region', { region: 5, baseUrl: 'https://proxy.example' }],
	["'Region' is none of the choices", 'region', { region: { name: 'Lark' } }],
	["'Base URL' is not an address", 'baseUrl', { region: 'custom', baseUrl: 'open.feishu.cn' }],
	[
		"'Base URL' must start with https://",
		'baseUrl',
		{ region: 'custom', baseUrl: 'http://open.feishu.cn' },
	],
	[
		"'Base URL' must start with https://",
		'baseUrl',
		{ region: 'custom', baseUrl: 'http://127.0.0.1.example.com' },
	],
	[
		"'Base URL' must start with https://",
		'baseUrl',
		{ region: 'custom', baseUrl: 'file:///etc/passwd' },
	],
	[
		"'Base URL' contains a user name or password",
		'baseUrl',
		{ region: 'custom', baseUrl: 'https://me:pw@open.feishu.cn' },
	],
	[
		"'Base URL' contains a user name or password",
		'baseUrl',
		{ region: 'custom', baseUrl: 'https://me@open.feishu.cn' },
	],
	[
		"'Base URL' contains a user name or password",
		'baseUrl',
		{ region: 'custom', baseUrl: 'https://:pw@open.feishu.cn' },
	],
])('%s', (message, field, change) => {
	const account = readAccount({ ...fields, ...change });
	expect(account).toEqual({
		ok: false,
		problem: { field, message, hint: expect.stringMatching(/\S/) as string },
	});
	expect(JSON.stringify(account)).not.toMatch(/app-secret|ht-1|pw@/);
});

test.each([
	['feishu', '', 'https://open.feishu.cn'],
	['lark', '', 'https://open.larksuite.com'],
	['custom', 'https://open.feishu.cn', 'https://open.feishu.cn'],
	['custom', ' https://open.feishu.cn/ ', 'https://open.feishu.cn'],
	[
		'custom',
		'https://open.feishu.cn/open-apis/helpdesk/v1/message?user_id_type=open_id#x',
		'https://open.feishu.cn',
	],
	['custom', 'https://proxy.example.com/feishu//', 'https://proxy.example.com/feishu'],
	['custom', 'https://proxy.example.com/feishu/open-apis/', 'https://proxy.example.com/feishu'],
	['custom', 'https://proxy.example.com/feishu/open-apis', 'https://proxy.example.com/feishu'],
	['custom', 'https://proxy.example.com/open-apis2', 'https://proxy.example.com/open-apis2'],
	['custom', 'http://127.0.12.123', 'http://127.0.12.123'],
	['custom', 'http://localhost:3210', 'http://localhost:3210'],
	['custom', 'http://127.0.0.1:3210/', 'http://127.0.0.1:3210'],
	['custom', 'http://[::1]:3210', 'http://[::1]:3210'],
])('region %s, base URL %j -> %s', (region, baseUrl, expected) => {
	expect(readAccount({ ...fields, region, baseUrl })).toMatchObject({
		ok: true,
		value: { baseUrl: expected },
	});
});

test('trims what was pasted, and joins the helpdesk header raw', () => {
	expect(
		readAccount({
			...fields,
			appId: ' cli_a\n',
			appSecret: '\tapp-secret ',
			helpdeskId: ' 6939771743531696147',
			helpdeskToken: 'ht-1\n',
		}),
	).toEqual({
		ok: true,
		value: {
			baseUrl: 'https://open.feishu.cn',
			appToken: { source: 'appSecret', appId: 'cli_a', appSecret: 'app-secret' },
			helpdeskAuthorization: 'NjkzOTc3MTc0MzUzMTY5NjE0NzpodC0x',
			helpdeskToken: 'ht-1',
		},
	});
});

test.each(['t-abc', 'Bearer t-abc', ' bearer  t-abc\n'])(
	'a token pasted as %j',
	(tenantAccessToken) => {
		expect(
			readAccount({
				...fields,
				appTokenSource: 'tenantAccessToken',
				appId: '',
				appSecret: '',
				tenantAccessToken,
			}),
		).toMatchObject({
			ok: true,
			value: { appToken: { source: 'tenantAccessToken', tenantAccessToken: 't-abc' } },
		});
	},
);

test('nothing but the first word is cut off a pasted token', () => {
	expect(
		readAccount({
			...fields,
			appTokenSource: 'tenantAccessToken',
			tenantAccessToken: 't-Bearer abc',
		}),
	).toMatchObject({ value: { appToken: { tenantAccessToken: 't-Bearer abc' } } });
});

test.each([
	{},
	[],
	{ toString: null },
	Object.create(null) as object,
	true,
	() => 'x',
	Symbol('x'),
])('a field that an expression filled with something else reads as empty', (value) => {
	for (const [field, change] of [
		['appId', {}],
		['helpdeskToken', {}],
		['baseUrl', { region: 'custom' }],
	] as const) {
		expect(readAccount({ ...fields, ...change, [field]: value })).toMatchObject({
			ok: false,
			problem: { field, message: expect.stringContaining('is empty') as string },
		});
	}
});

test.each([
	[
		'the helpdesk is pasted whole',
		{ helpdeskId: '12:ht-1' },
		'Enter the ID alone, e.g. 6939771743531696147, and the token in its own field.',
	],
	[
		'the address is plain http',
		{ region: 'custom', baseUrl: 'http://open.feishu.cn' },
		'Over plain http anyone on the way could read the tokens. Only addresses of this machine (localhost) may use it.',
	],
])('says what to do when %s', (_name, change, hint) => {
	expect(readAccount({ ...fields, ...change })).toMatchObject({ problem: { hint } });
});

test.each([
	'http://a.127.0.0.1.example.com',
	'http://1.127.0.1',
	'http://[::2]',
	'http://localhost.example.com',
	'ftp://localhost',
])('%s is not this machine', (baseUrl) => {
	expect(readAccount({ ...fields, region: 'custom', baseUrl })).toMatchObject({
		ok: false,
		problem: { message: "'Base URL' must start with https://" },
	});
});

test.each([
	['Lark', 'https://open.larksuite.com'],
	['LARK', 'https://open.larksuite.com'],
	[' lark\n', 'https://open.larksuite.com'],
	['Feishu', 'https://open.feishu.cn'],
	['Custom', 'https://proxy.example'],
	[null, 'https://open.feishu.cn'],
])('region %j by an expression -> %s', (region, baseUrl) => {
	expect(readAccount({ ...fields, region, baseUrl: 'https://proxy.example' })).toMatchObject({
		ok: true,
		value: { baseUrl },
	});
});

test('a credential from before there were regions is one of Feishu', () => {
	expect(readAccount({ ...fields, region: undefined })).toMatchObject({
		value: { baseUrl: 'https://open.feishu.cn' },
	});
});

test('an ID that an expression gives as a number is taken', () => {
	expect(readAccount({ ...fields, helpdeskId: 12 })).toMatchObject({
		ok: true,
		value: { helpdeskAuthorization: 'MTI6aHQtMQ==' },
	});
});

test('all that must stay secret', () => {
	const secretsIn = (change: object) => {
		const account = readAccount({ ...fields, ...change });
		return account.ok ? secretsOf(account.value) : [];
	};
	expect(secretsIn({})).toEqual(['app-secret', 'ht-1', 'NjkzOTc3MTc0MzUzMTY5NjE0NzpodC0x']);
	expect(secretsIn({ appTokenSource: 'tenantAccessToken', tenantAccessToken: 't-abc' })).toEqual([
		't-abc',
		'ht-1',
		'NjkzOTc3MTc0MzUzMTY5NjE0NzpodC0x',
	]);
});

test('an error of the credential is found again by the credential', () => {
	const credential = { ...fields };
	const error = new AccountError(
		credential,
		{ field: 'appId', message: 'It is wrong', hint: 'Change it.' },
		true,
	);
	expect(accountErrorOf(credential)).toBe(error);
	expect(accountErrorOf({ ...fields })).toBeUndefined();
	expect(error).toMatchObject({
		name: 'FeishuAccountError',
		message: 'It is wrong. Change it.',
		isTemporary: true,
	});
});
