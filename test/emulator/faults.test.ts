/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets events pass */
import type { Fault } from '../../emulator/server';
import {
	type Client,
	imageForm,
	lastRequest,
	refusalBody,
	startAfresh,
	startClient,
} from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

const arm = (fault: Fault) => client.emulator.faults.add(fault);
const messages = () => client.emulator.inbox.messages;

describe('rateLimited', () => {
	test.each([429, 400, 200] as const)('with HTTP %i', async (status) => {
		arm({ on: 'message', kind: 'rateLimited', status, reset: '52', retryAfter: '7' });
		const answer = await client.send();
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual({ code: 99991400, msg: 'request trigger frequency limit' });
		expect(answer.headers).toMatchObject({
			'x-ogw-ratelimit-limit': '100',
			'x-ogw-ratelimit-reset': '52',
			'retry-after': '7',
		});
		expect(messages()).toEqual([]);
		expect(lastRequest(client.emulator)).toMatchObject({
			status,
			code: 99991400,
			fault: 'rateLimited',
			known: null,
		});
	});

	test.each(['', '-1', '1.5', 'soon', '99999999999999999999'])(
		'with the reset "%s" sent as it is',
		async (reset) => {
			arm({ on: 'message', kind: 'rateLimited', reset });
			expect((await client.send()).headers['x-ogw-ratelimit-reset']).toBe(reset);
		},
	);

	test('without any header', async () => {
		arm({ on: 'message', kind: 'rateLimited' });
		const answer = await client.send();
		expect(answer.status).toBe(429);
		expect(answer.headers).not.toHaveProperty('x-ogw-ratelimit-reset');
		expect(answer.headers).not.toHaveProperty('x-ogw-ratelimit-limit');
		expect(answer.headers).not.toHaveProperty('retry-after');
	});
});

describe('tokenExpired', () => {
	test.each([400, 200, 401] as const)(
		'with HTTP %i: the token is dead from then on',
		async (status) => {
			const Authorization = `Bearer ${await client.token()}`;
			arm({ on: 'message', kind: 'tokenExpired', status });
			const answer = await client.send({}, { Authorization });
			const msg =
				'Invalid access token for authorization. Please make a request with token attached';
			expect(answer.status).toBe(status);
			expect(answer.data).toEqual(refusalBody(answer, 99991663, msg));
			expect((await client.send({}, { Authorization })).data.code).toBe(99991663);
			expect((await client.send()).data.code).toBe(0);
			expect(messages()).toHaveLength(1);
		},
	);
});

describe('answer', () => {
	test('replaces the answer and, unless told, the delivery', async () => {
		arm({
			on: 'message',
			kind: 'answer',
			status: 500,
			body: { code: 155000, msg: 'Internal error' },
			headers: { 'x-extra': 'yes' },
		});
		const answer = await client.send();
		expect(answer.status).toBe(500);
		expect(answer.data).toEqual({ code: 155000, msg: 'Internal error' });
		expect(answer.headers['x-extra']).toBe('yes');
		expect(messages()).toEqual([]);
		expect(lastRequest(client.emulator)).toMatchObject({
			code: 155000,
			msg: 'Internal error',
			fault: 'answer',
		});
	});

	test('may say anything, in any type', async () => {
		arm({
			on: 'message',
			kind: 'answer',
			status: 502,
			body: '<h1>Bad Gateway</h1>',
			headers: { 'content-type': 'text/html' },
		});
		const answer = await client.send();
		expect(answer.data).toBe('<h1>Bad Gateway</h1>');
		expect(answer.headers['content-type']).toBe('text/html');
	});

	test('can follow a delivery', async () => {
		arm({ on: 'message', kind: 'answer', status: 504, body: '', deliver: true });
		expect((await client.send()).status).toBe(504);
		expect(messages()).toHaveLength(1);
		expect(lastRequest(client.emulator)).toMatchObject({
			status: 504,
			messageId: messages()[0]!.id,
			fault: 'answer',
		});
	});
});

describe('a connection that is dropped', () => {
	test.each([
		['dropBeforeDelivery', 0],
		['dropAfterDelivery', 1],
	] as const)('%s', async (kind, delivered) => {
		arm({ on: 'message', kind });
		await expect(client.send()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(messages()).toHaveLength(delivered);
		expect(lastRequest(client.emulator)).toMatchObject({ status: null, code: null, fault: kind });
	});
});

describe('stall', () => {
	test('nothing is delivered and nothing answered, until the client gives up', async () => {
		arm({ on: 'message', kind: 'stall' });
		const headers = await client.headers();
		const givingUp = new AbortController();
		client.emulator.inbox.events.once('request', () => givingUp.abort());
		await expect(
			client.http.post('/open-apis/helpdesk/v1/message', {}, { headers, signal: givingUp.signal }),
		).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		expect(messages()).toEqual([]);
		expect(lastRequest(client.emulator)).toMatchObject({ status: null, fault: 'stall' });
	});

	test('the message is delivered first when told so', async () => {
		arm({ on: 'message', kind: 'stall', deliver: true });
		const givingUp = new AbortController();
		client.emulator.inbox.events.once('message', () => setImmediate(() => givingUp.abort()));
		const sent = client.http.post(
			'/open-apis/helpdesk/v1/message',
			{ msg_type: 'text', content: '{"text":"Hello"}', receiver_id: client.openId('林晓雨') },
			{ headers: await client.headers(), signal: givingUp.signal },
		);
		await expect(sent).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		expect(messages()).toHaveLength(1);
		expect(lastRequest(client.emulator)).toMatchObject({
			status: null,
			fault: 'stall',
			messageId: messages()[0]!.id,
		});
	});

	test.each([true, false])(
		'after the time the usual answer follows (deliver: %s)',
		async (deliver) => {
			arm({ on: 'message', kind: 'stall', ms: 30, deliver });
			const answer = await client.send();
			expect(answer.data.code).toBe(0);
			expect(messages()).toHaveLength(1);
			expect(lastRequest(client.emulator)).toMatchObject({ status: 200, fault: 'stall' });
		},
	);

	test('closing the emulator ends it', async () => {
		const another = await startClient();
		const { faults, inbox, close } = another.emulator;
		faults.add({ on: 'message', kind: 'stall' });
		const given = expect(another.send()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await new Promise((resolve) =>
			inbox.events.on('request', ({ fault }) => fault && resolve(null)),
		);
		await close();
		await given;
	});
});

describe('garbage', () => {
	test.each([
		[undefined, 1],
		[true, 1],
		[false, 0],
	])('HTTP 200 with half an answer (deliver: %s)', async (deliver, delivered) => {
		arm({ on: 'message', kind: 'garbage', deliver });
		const answer = await client.send();
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toContain('application/json');
		expect(answer.data).toMatch(/^\{"code":0/);
		expect(() => JSON.parse(answer.data as string)).toThrow();
		expect(messages()).toHaveLength(delivered);
	});
});

describe('counting', () => {
	const code = async () => (await client.send()).data.code;

	test('a fault hits once unless told, and then is gone', async () => {
		arm({ on: 'message', kind: 'rateLimited' });
		expect([await code(), await code()]).toEqual([99991400, 0]);
		expect(client.emulator.faults.list()).toEqual([]);
	});

	test('it can let requests pass first, and hit several', async () => {
		arm({ on: 'message', kind: 'rateLimited', skip: 1, times: 2 });
		expect([await code(), await code(), await code(), await code()]).toEqual([
			0, 99991400, 99991400, 0,
		]);
	});

	test('several wait in line', async () => {
		arm({ on: 'message', kind: 'rateLimited' });
		arm({ on: 'message', kind: 'tokenExpired' });
		expect([await code(), await code(), await code()]).toEqual([99991400, 99991663, 0]);
	});

	test('the list tells what is still to come', async () => {
		arm({ on: 'message', kind: 'rateLimited', skip: 2, times: 3 });
		await code();
		expect(client.emulator.faults.list()).toEqual([
			{ on: 'message', kind: 'rateLimited', skip: 1, times: 3 },
		]);
		client.emulator.faults.clear();
		expect(client.emulator.faults.list()).toEqual([]);
	});

	test('a fault that needs a delivery waits for a request that is not refused', async () => {
		arm({ on: 'message', kind: 'dropAfterDelivery' });
		expect((await client.send({ receiver_id: 'nobody' })).data.code).toBe(99992351);
		expect(client.emulator.faults.list()).toHaveLength(1);
		await expect(client.send()).rejects.toThrow();
		expect(client.emulator.faults.list()).toEqual([]);
	});

	test('other endpoints are not hit', async () => {
		arm({ on: 'image', kind: 'rateLimited' });
		expect(await code()).toBe(0);
	});
});

describe('on the other endpoints', () => {
	const fault = { kind: 'answer', status: 503, body: { code: 1, msg: 'no' } } as const;

	test('token', async () => {
		const [app] = client.emulator.world.apps;
		const ask = async () =>
			await client.http.post('/open-apis/auth/v3/tenant_access_token/internal', {
				app_id: app!.appId,
				app_secret: app!.appSecret,
			});
		arm({ on: 'token', ...fault });
		expect((await ask()).status).toBe(503);
		arm({ on: 'token', kind: 'garbage' });
		expect((await ask()).data).toMatch(/^\{"code":0,"msg":"ok","tenant/);
	});

	test('contact', async () => {
		const headers = await client.headers();
		arm({ on: 'contact', ...fault });
		expect(
			(await client.http.post('/open-apis/contact/v3/users/batch_get_id', {}, { headers })).status,
		).toBe(503);
	});

	test('employeesSearch', async () => {
		const headers = await client.headers();
		arm({ on: 'employeesSearch', ...fault });
		expect(
			(await client.http.post('/open-apis/directory/v1/employees/search', {}, { headers })).status,
		).toBe(503);
	});

	test('ticketCustomizedFields', async () => {
		const headers = await client.headers();
		arm({ on: 'ticketCustomizedFields', ...fault });
		expect(
			(await client.http.get('/open-apis/helpdesk/v1/ticket_customized_fields', { headers }))
				.status,
		).toBe(503);
	});

	test('image: stored all the same when told so', async () => {
		const { Authorization } = await client.headers();
		arm({ on: 'image', ...fault, deliver: true });
		expect(
			(
				await client.http.post('/open-apis/im/v1/images', imageForm(), {
					headers: { Authorization },
				})
			).status,
		).toBe(503);
	});
});

describe('over HTTP', () => {
	const fault = { on: 'message', kind: 'stall', ms: 5, deliver: true, times: 2, skip: 1 };

	test('faults are armed, listed and disarmed', async () => {
		const armed = await client.http.post('/_emulator/faults', fault);
		expect(armed.status).toBe(201);
		expect(armed.data).toEqual({ faults: [fault] });
		expect((await client.http.get('/_emulator/faults')).data).toEqual({ faults: [fault] });
		expect((await client.http.delete('/_emulator/faults')).data).toEqual({ faults: [] });
		expect(client.emulator.faults.list()).toEqual([]);
	});

	test.each([
		undefined,
		[],
		{},
		{ on: 'message' },
		{ kind: 'garbage' },
		{ on: 'everything', kind: 'garbage' },
		{ on: 'message', kind: 'explode' },
		{ on: 'message', kind: 'garbage', times: 0 },
		{ on: 'message', kind: 'garbage', times: '3' },
		{ on: 'message', kind: 'garbage', skip: -1 },
		{ on: 'message', kind: 'garbage', ms: 5 },
		{ on: 'message', kind: 'rateLimited', status: 500 },
		{ on: 'message', kind: 'rateLimited', reset: 'a\r\nset-cookie: b' },
		{ on: 'message', kind: 'tokenExpired', status: 500 },
		{ on: 'message', kind: 'answer', status: 200 },
		{ on: 'message', kind: 'answer', status: 99, body: {} },
		{ on: 'message', kind: 'answer', status: 200, body: {}, headers: { 'a b': 'c' } },
		{ on: 'message', kind: 'answer', status: 200, body: {}, headers: { a: 'b\r\nc: d' } },
		{ on: 'message', kind: 'stall', ms: -1 },
	])('%j is refused', async (body) => {
		const answer = await client.http.post('/_emulator/faults', body, {
			headers: { 'Content-Type': 'application/json' },
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ error: expect.any(String) });
		expect(client.emulator.faults.list()).toEqual([]);
	});
});
