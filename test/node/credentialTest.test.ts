import { testCredential } from '../support/n8nEngine/credentialTest';
import { CREDENTIAL_ID, setUp, workflowOf, type Bench } from './setup';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(() => bench.emulator.close());

const check = (store: ReturnType<Bench['credential']>) =>
	testCredential(bench.engine, 'feishuHelpdeskApi', CREDENTIAL_ID, store);

test('a good credential', async () => {
	expect(await check(bench.credential())).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
});

test.each([
	[
		'App ID',
		{ appId: 'cli_unknown' },
		/^Feishu refused 'App ID' or 'App Secret'\. Feishu answered code 100(03|14)/,
	],
	[
		'App Secret',
		{ appSecret: 'wrong' },
		/^Feishu refused 'App ID' or 'App Secret'\. Feishu answered code 10014/,
	],
	[
		'Helpdesk Token',
		{ helpdeskToken: 'ht-wrong' },
		/^The app is fine, but Feishu refused the helpdesk/,
	],
	['Helpdesk ID', { helpdeskId: '1' }, /^The app is fine, but Feishu refused the helpdesk/],
	['empty Helpdesk ID', { helpdeskId: ' ' }, /^'Helpdesk ID' is empty/],
	['Base URL', { baseUrl: 'http://open.feishu.cn' }, /^'Base URL' must start with https:\/\//],
	[
		'server',
		{ baseUrl: 'http://127.0.0.1:1' },
		/^No app token could be fetched, because the server refused the connection/,
	],
	[
		'pasted token',
		{ appTokenSource: 'tenantAccessToken', tenantAccessToken: 't-old' },
		/^Feishu refused the tenant access token/,
	],
])('names what is wrong: %s', async (_name, change, message) => {
	expect(await check(bench.credential(change))).toEqual({
		status: 'Error',
		message: expect.stringMatching(message) as string,
	});
});

test('says first that sending may work where the scope for reading is missing', async () => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = ['helpdesk:all'];
	expect(await check(bench.credential())).toEqual({
		status: 'Error',
		message: expect.stringMatching(
			/^Sending may work as it is: .* Only this test needs helpdesk:all:readonly/,
		) as string,
	});
});

test.each([
	[{ subject: 'helpdesk:all' }, { subject: 'helpdesk:all:readonly' }],
	[{ scope: 'helpdesk:all:readonly' }, { scope: 'helpdesk:all' }],
])('says that sending does not work where Feishu lists its scope, too: %j', async (...listed) => {
	const body = { code: 99991672, msg: 'Access denied', error: { permission_violations: listed } };
	const answer = { on: 'ticketCustomizedFields', kind: 'answer', status: 400, body } as const;
	bench.emulator.faults.add(answer);
	expect(await check(bench.credential())).toEqual({
		status: 'Error',
		message: expect.stringMatching(
			/^App ID and App Secret are fine, but Feishu names helpdesk:all among the scopes/,
		) as string,
	});
});

test('does not pass on the token of an earlier secret', async () => {
	const store = bench.credential();
	await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
		store,
	);
	store[CREDENTIAL_ID] = { ...store[CREDENTIAL_ID], appSecret: 'wrong' };
	expect((await check(store)).message).toMatch(/^Feishu refused 'App ID' or 'App Secret'/);
});

test.each([
	['a page', { status: 200, body: '<html>Log in</html>' }],
	['another 404', { status: 404, body: '404 page not found' }],
	['an unknown code', { status: 400, body: { code: 99999999, msg: 'new' } }],
])('does not take %s for a success', async (_name, answer) => {
	bench.emulator.faults.add({ on: 'ticketCustomizedFields', kind: 'answer', ...answer });
	expect(await check(bench.credential())).toEqual({
		status: 'Error',
		message: expect.stringMatching(/^The server did not confirm the credential/) as string,
	});
});

test('a pasted API address works as Base URL', async () => {
	const baseUrl = `${bench.emulator.url}/open-apis/helpdesk/v1/message?x=1`;
	expect(await check(bench.credential({ baseUrl }))).toMatchObject({ status: 'OK' });
});
