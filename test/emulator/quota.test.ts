import { Quota } from '../../emulator/gateway/quota';
import { type Client, lastRequest, startClient } from './client';

describe('over HTTP', () => {
	let client: Client;
	afterEach(async () => await client.emulator.close());

	test('the call after the last one allowed is answered as documented', async () => {
		client = await startClient({ quota: { limit: 2, windowMs: 3_600_000 } });
		expect((await client.send()).data.code).toBe(0);
		expect((await client.send({ receiver_id: 'nobody' })).data.code).toBe(99992351);
		const answer = await client.send();
		expect(answer.status).toBe(429);
		expect(answer.data).toEqual({ code: 99991400, msg: 'request trigger frequency limit' });
		expect(answer.headers['x-ogw-ratelimit-limit']).toBe('2');
		expect(answer.headers['x-ogw-ratelimit-reset']).toMatch(/^3(600|[45]\d\d)$/);
		expect(answer.headers['retry-after']).toBeUndefined();
		expect(client.emulator.inbox.messages).toHaveLength(1);
		expect(lastRequest(client.emulator)).toMatchObject({
			status: 429,
			code: 99991400,
			known: 'document',
		});
	});

	test('a call with a bad token does not count', async () => {
		client = await startClient({ quota: { limit: 1, windowMs: 3_600_000 } });
		await client.send({}, { Authorization: 'Bearer t-fakefakefakefake' });
		expect((await client.send()).data.code).toBe(0);
	});

	test('every app has its own', async () => {
		client = await startClient({ quota: { limit: 1, windowMs: 3_600_000 } });
		const { apps, people } = client.emulator.world;
		const byUserId = async () =>
			(await client.send({ receiver_id: people[0]!.userId }, {}, '?user_id_type=user_id')).data
				.code;
		expect(await byUserId()).toBe(0);
		expect(await byUserId()).toBe(99991400);
		apps.unshift({ ...apps[0]!, appId: 'cli_another000000000' });
		expect(await byUserId()).toBe(0);
	});

	test('the limit is restored when the window is over', async () => {
		client = await startClient({ quota: { limit: 1, windowMs: 1_000 } });
		let code = 0;
		while (code === 0) code = (await client.send()).data.code;
		expect(code).toBe(99991400);
		while (code !== 0) code = (await client.send()).data.code;
		expect(code).toBe(0);
	});

	test('limit 0 means none, and the limit can change while the emulator runs', async () => {
		client = await startClient({ quota: { limit: 0, windowMs: 3_600_000 } });
		for (let call = 0; call < 5; call += 1) expect((await client.send()).data.code).toBe(0);
		client.emulator.settings.quota = { limit: 1, windowMs: 3_600_000 };
		expect((await client.send()).data.code).toBe(0);
		expect((await client.send()).data.code).toBe(99991400);
	});
});

describe('the window', () => {
	const start = Date.parse('2026-01-31T08:00:00Z');
	const at = (milliseconds: number) => jest.setSystemTime(start + milliseconds);
	beforeEach(() => jest.useFakeTimers({ now: start }));
	afterEach(() => jest.useRealTimers());

	test('is fixed: the whole limit comes back at once', () => {
		const quota = new Quota();
		const settings = { limit: 2, windowMs: 60_000 };
		expect(quota.take('a', settings)).toBeNull();
		at(50_000);
		expect(quota.take('a', settings)).toBeNull();
		expect(quota.take('a', settings)).toEqual({ restoredInSeconds: 10 });
		at(59_999);
		expect(quota.take('a', settings)).toEqual({ restoredInSeconds: 1 });
		at(60_000);
		expect(quota.take('a', settings)).toBeNull();
		expect(quota.take('a', settings)).toBeNull();
		expect(quota.take('a', settings)).toEqual({ restoredInSeconds: 60 });
	});

	test('is told in whole seconds, even when it is shorter than one', () => {
		const quota = new Quota();
		const settings = { limit: 1, windowMs: 200 };
		quota.take('a', settings);
		expect(quota.take('a', settings)).toEqual({ restoredInSeconds: 1 });
		at(200);
		expect(quota.take('a', settings)).toBeNull();
	});
});
