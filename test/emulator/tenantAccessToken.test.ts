import { TenantAccessTokens } from '../../emulator/gateway/tokens';
import { type Client, lastRequest, startAfresh, startClient } from './client';

const path = '/open-apis/auth/v3/tenant_access_token/internal';

describe('over HTTP', () => {
	let client: Client;
	let appId: string;
	let appSecret: string;

	beforeAll(async () => {
		client = await startClient();
		({ appId, appSecret } = client.emulator.world.apps[0]!);
	});
	beforeEach(() => startAfresh(client));
	afterAll(async () => await client.emulator.close());

	const obtain = async (body: unknown = { app_id: appId, app_secret: appSecret }) =>
		await client.http.post(path, body);
	const invalidParam = { code: 10003, data: {}, msg: 'invalid param' };

	test.each([
		['nothing', ''],
		['an empty object', {}],
		['no secret', { app_id: 'cli_0123456789abcdef' }],
		['no app ID', { app_secret: 'x' }],
		['an empty secret', { app_id: 'cli_0123456789abcdef', app_secret: '' }],
		['a number', { app_id: 5, app_secret: 'x' }],
		['an array', []],
		['text', 'app_id=x'],
		['an ID that is none', { app_id: 'test', app_secret: 'test' }],
		['an ID that is too short', { app_id: 'cli_test', app_secret: 'test' }],
	])('%s is answered with HTTP 200 and 10003', async (_what, body) => {
		const answer = await obtain(body);
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual(invalidParam);
		expect(answer.headers['x-tt-logid']).toMatch(/^\d{14}[0-9A-F]{20}$/);
		expect(lastRequest(client.emulator)).toMatchObject({
			code: 10003,
			status: 200,
			reason: expect.any(String),
		});
	});

	test('an unknown app is answered with HTTP 200 and 10014', async () => {
		const answer = await obtain({ app_id: 'cli_0123456789abcdef', app_secret: 'x' });
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({ code: 10014, msg: 'app id not exists' });
	});

	test('a wrong secret is answered with HTTP 200 and 10014', async () => {
		const answer = await obtain({ app_id: appId, app_secret: `${appSecret} ` });
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({ code: 10014, msg: 'app secret invalid' });
	});

	test('a disabled app is answered with 10014', async () => {
		client.emulator.world.apps[0]!.disabled = true;
		expect((await obtain()).data).toEqual({ code: 10014, msg: 'app unauthorized' });
	});

	test('the fields of a success are at the top level', async () => {
		const answer = await obtain();
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			code: 0,
			msg: 'ok',
			tenant_access_token: expect.stringMatching(/^t-[0-9a-f]{40}$/),
			expire: 7200,
		});
	});

	test('a trailing slash does no harm', async () => {
		const answer = await client.http.post(`${path}/`, { app_id: appId, app_secret: appSecret });
		expect(answer.data.code).toBe(0);
	});

	test('with a short lifetime every call gets a new token, and all of them are good', async () => {
		client.emulator.settings.tokenLifetimeSeconds = 1799;
		const [first, second] = [(await obtain()).data, (await obtain()).data];
		expect(first.expire).toBe(1799);
		expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
		for (const { tenant_access_token: token } of [first, second]) {
			const answer = await client.send({}, { Authorization: `Bearer ${token}` });
			expect(answer.data.code).toBe(0);
		}
	});

	test('after all tokens were expired a new one is handed out', async () => {
		const before = await client.token();
		expect(await client.token()).toBe(before);
		client.emulator.expireTokens();
		expect(await client.token()).not.toBe(before);
	});
});

describe('lifetime', () => {
	const start = Date.parse('2026-01-31T08:00:00Z');
	const after = (seconds: number) => jest.setSystemTime(start + seconds * 1000);

	beforeEach(() => jest.useFakeTimers({ now: start }));
	afterEach(() => jest.useRealTimers());

	test('the same token is returned while 30 minutes or more remain, with what is left of its life', () => {
		const tokens = new TenantAccessTokens();
		const { token, expire } = tokens.obtain('cli_a', 7200);
		expect(expire).toBe(7200);
		after(2633);
		expect(tokens.obtain('cli_a', 7200)).toEqual({ token, expire: 4567 });
		after(5400);
		expect(tokens.obtain('cli_a', 7200)).toEqual({ token, expire: 1800 });
	});

	test('below 30 minutes a new one is returned, and the old one stays good until its end', () => {
		const tokens = new TenantAccessTokens();
		const { token: old } = tokens.obtain('cli_a', 7200);
		after(5401);
		const renewed = tokens.obtain('cli_a', 7200);
		expect(renewed.token).not.toBe(old);
		expect(renewed.expire).toBe(7200);
		expect(tokens.find(old)).toEqual({ appId: 'cli_a', expired: false });
		expect(tokens.obtain('cli_a', 7200).token).toBe(renewed.token);
		after(7200);
		expect(tokens.find(old)).toEqual({ appId: 'cli_a', expired: true });
		expect(tokens.find(renewed.token)).toEqual({ appId: 'cli_a', expired: false });
	});

	test('every app has its own', () => {
		const tokens = new TenantAccessTokens();
		expect(tokens.obtain('cli_a', 7200).token).not.toBe(tokens.obtain('cli_b', 7200).token);
	});
});
