/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks at sockets */
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

import { startEmulator } from '../../emulator/server';
import { type Client, lastRequest, startClient } from './client';

const clients: Client[] = [];
async function start(...options: Parameters<typeof startClient>) {
	const client = await startClient(...options);
	clients.push(client);
	return client;
}
afterEach(async () => {
	await Promise.all(clients.splice(0).map(async ({ emulator }) => await emulator.close()));
});

describe('unknown paths', () => {
	test.each([
		['GET', '/open-apis/auth/v3/tenant_access_token/internal'],
		['GET', '/open-apis/helpdesk/v1/message'],
		['POST', '/open-apis/helpdesk/v1/message/'],
		['PUT', '/open-apis/helpdesk/v1/message'],
		['DELETE', '/open-apis/helpdesk/v1/message'],
		['OPTIONS', '/open-apis/helpdesk/v1/message'],
		['POST', '/open-apis/helpdesk/v1/Message'],
		['POST', '/open-apis/im/v1/messages'],
		['POST', '/open-apis/nonexistent'],
		['POST', '/open-apis//helpdesk/v1/message'],
	])('%s %s is a 404 in plain text, as on the live gateway', async (method, url) => {
		const client = await start();
		const answer = await client.http.request({
			method,
			url,
			headers: await client.headers(),
			data: method === 'GET' ? undefined : {},
		});
		expect(answer.status).toBe(404);
		expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(answer.data).toBe('404 page not found');
		expect(lastRequest(client.emulator)).toMatchObject({
			method,
			path: url,
			status: 404,
			code: null,
			known: 'observed',
		});
	});

	test.each(['/', '/open-api', '/%zz', '/open-apis/%zz', '/_emulator', '/_emulator/nowhere'])(
		'POST %s is a 404',
		async (url) => {
			const client = await start();
			expect((await client.http.post(url, {})).status).toBe(404);
		},
	);
});

describe('limits', () => {
	test('a message of more than 1 MB is not read', async () => {
		const client = await start();
		const answer = await client.send({ content: 'x'.repeat(1024 * 1024) });
		expect(answer.status).toBe(413);
		expect(answer.data).toBe('413 Payload Too Large');
		expect(lastRequest(client.emulator)).toMatchObject({
			status: 413,
			known: 'assumed',
			body: null,
		});
	});

	test('a type that is none does no harm', async () => {
		const client = await start();
		for (const type of ['', 'x', ';', 'application/', 'a/b; c=']) {
			const answer = await client.send({}, { 'Content-Type': type });
			expect([400, 415]).toContain(answer.status);
			expect(lastRequest(client.emulator)).toMatchObject({
				status: answer.status,
				reason: expect.any(String),
			});
		}
	});

	test('other machines cannot connect: it listens on 127.0.0.1 alone', async () => {
		const { emulator } = await start();
		expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
		for (const { address, family } of addresses.filter(({ internal }) => !internal)) {
			if (family !== 'IPv4') continue;
			const socket = connect(Number(new URL(emulator.url).port), address);
			const error = await new Promise((resolve) =>
				socket.on('error', resolve).on('connect', () => resolve(null)),
			);
			expect(error).toMatchObject({ code: 'ECONNREFUSED' });
		}
	});
});

describe('several side by side', () => {
	test('share nothing', async () => {
		const [one, other] = [await start({ quota: { limit: 1, windowMs: 3_600_000 } }), await start()];
		expect(one.emulator.url).not.toBe(other.emulator.url);
		one.emulator.world.people.length = 1;
		one.emulator.settings.tokenLifetimeSeconds = 60;
		one.emulator.faults.add({ on: 'message', kind: 'garbage' });
		const token = await one.token();
		await one.send();
		expect(other.emulator.world.people).toHaveLength(9);
		expect(other.emulator.settings.tokenLifetimeSeconds).toBe(7200);
		expect(other.emulator.faults.list()).toEqual([]);
		expect(other.emulator.inbox.messages).toEqual([]);
		expect((await other.send({}, { Authorization: `Bearer ${token}` })).data.code).toBe(99991663);
		for (let call = 0; call < 3; call += 1) expect((await other.send()).data.code).toBe(0);
	});

	test('a port that is taken is told', async () => {
		const { emulator } = await start();
		const port = Number(new URL(emulator.url).port);
		await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});

describe('close', () => {
	test('ends idle connections and frees the port', async () => {
		const { emulator } = await startClient();
		const port = Number(new URL(emulator.url).port);
		const socket = connect(port, '127.0.0.1');
		const ended = new Promise((resolve) =>
			socket.on('close', resolve).on('error', () => undefined),
		);
		await new Promise((resolve) => socket.on('connect', resolve));
		await emulator.close();
		await ended;
		const again = await startEmulator({ port });
		await again.close();
	});

	test('ends a request that waits out a latency', async () => {
		const client = await startClient();
		client.emulator.settings.latencyMs = 600_000;
		const headers = { Authorization: 'Bearer none' };
		const given = expect(
			client.http.post('/open-apis/helpdesk/v1/message', {}, { headers }),
		).rejects.toMatchObject({
			code: 'ECONNRESET',
		});
		while (client.emulator.inbox.requests.length === 0) await new Promise(setImmediate);
		await client.emulator.close();
		await given;
	});

	test('can be asked for twice', async () => {
		const { emulator } = await startClient();
		await Promise.all([emulator.close(), emulator.close()]);
	});
});

describe('latency', () => {
	test('the message is delivered before the wait, so that a client that gives up has sent it', async () => {
		const client = await start();
		const headers = await client.headers();
		client.emulator.settings.latencyMs = 600_000;
		const givingUp = new AbortController();
		client.emulator.inbox.events.once('message', () => setImmediate(() => givingUp.abort()));
		const settled = new Promise((resolve) => client.emulator.inbox.events.once('request', resolve));
		const body = {
			msg_type: 'text',
			content: '{"text":"Hello"}',
			receiver_id: client.openId('林晓雨'),
		};
		await expect(
			client.http.post('/open-apis/helpdesk/v1/message', body, {
				headers,
				signal: givingUp.signal,
			}),
		).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		expect(client.emulator.inbox.messages).toHaveLength(1);
		await settled;
		expect(lastRequest(client.emulator)).toMatchObject({
			status: null,
			messageId: client.emulator.inbox.messages[0]!.id,
		});
	});

	test('a short one only makes the answer late', async () => {
		const client = await start({ latencyMs: 5 });
		expect((await client.send()).data.code).toBe(0);
	});
});
