/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- servers that break a connection, and a proxy */
/** What is said of one message. */
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../emulator/server';
import { MemoryCredentialsHelper } from '../support/n8nEngine/credentials';
import { readConnectionLoss } from '../../nodes/shared/feishu/networkError';
import { judge } from '../../nodes/shared/feishu/judge';
import { readMessageId } from '../../nodes/shared/feishu/sendMessage';
import type { Bench } from './setup';
import { CONTINUE, RETRY, kindsOf, people, reached, sending, start } from './sending';
import { keepsCauses } from '../support/n8nVersion';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await start();
});

const run = async (items: IDataObject[], options: IDataObject = {}, settings = {}, more = {}) =>
	await bench.engine.run(
		sending(items, options, { ...CONTINUE, ...settings }, more),
		bench.credential(),
	);

const ARRIVES: Fault = { on: 'message', kind: 'dropAfterDelivery' };
const REFUSED: Fault = { on: 'message', kind: 'answer', status: 400, body: { code: 154004 } };
const LATER: Fault = { on: 'message', kind: 'rateLimited', status: 429, reset: '60' };

describe('once a try was unclear, the message is unclear', () => {
	test('unless a later try was sent', async () => {
		bench.emulator.faults.add(ARRIVES);
		expect(kindsOf(await run(people(1), { resendUnknown: true }))).toEqual(['sent']);
	});

	test.each([
		['refused', REFUSED],
		['put off for longer than Max Wait', LATER],
	])('when a later try is %s', async (_, fault) => {
		bench.emulator.faults.add(ARRIVES);
		bench.emulator.faults.add(fault);
		expect(kindsOf(await run(people(1), { resendUnknown: true, maxWait: 10 }))).toEqual([
			'unknown',
		]);
	});

	test('and its key is kept', async () => {
		bench.emulator.faults.add(ARRIVES);
		bench.emulator.faults.add(REFUSED);
		await run(people(1), { resendUnknown: true, deduplicationKey: 'unclear, then refused' });
		await run(people(1), { deduplicationKey: 'unclear, then refused' });
		expect(reached(bench)).toEqual(['ou_0']);
	});
});

describe('what never left is not unclear', () => {
	test('n8n cannot store the token', async () => {
		const failing = jest
			.spyOn(MemoryCredentialsHelper.prototype, 'updateCredentials')
			.mockRejectedValue(new Error('database is locked'));
		const kinds = kindsOf(await run(people(1)));
		failing.mockRestore();
		expect(kinds).not.toContain('unknown');
	});

	const servers: Array<Server | HttpServer> = [];
	const sockets = new Set<Socket>();
	afterAll(() => {
		sockets.forEach((socket) => socket.destroy());
		servers.forEach((server) => server.close());
	});

	/** The port of a server that lives until the file is through. */
	async function listen(server: Server | HttpServer): Promise<number> {
		servers.push(
			server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined))),
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return (server.address() as AddressInfo).port;
	}

	/** A port that no server of an ordinary machine listens on. */
	const NOBODY = 1;

	/** With a pasted token, so that the message is the first request. */
	async function kindsBy(port: number): Promise<unknown[]> {
		const store = bench.credential({
			baseUrl: `https://127.0.0.1:${port}`,
			appTokenSource: 'tenantAccessToken',
			tenantAccessToken: 't-pasted-by-somebody',
		});
		return kindsOf(
			await bench.engine.run(sending(people(1), { timeout: 1, maxTries: 1 }, CONTINUE), store),
		);
	}

	test('nobody listens', async () => {
		expect(await kindsBy(NOBODY)).toEqual(['notConnected']);
	});

	test('the TLS handshake is closed', async () => {
		const port = await listen(createServer((socket) => socket.destroy()));
		expect(await kindsBy(port)).toEqual(['notConnected']);
	});

	test.each<[string, () => Server | HttpServer]>([
		['the TLS handshake is never answered', () => createServer()],
		['the server speaks plain HTTP', () => createHttpServer((_, response) => response.end())],
	])('%s; where n8n does not tell, it stays unclear', async (_, server) => {
		expect(await kindsBy(await listen(server()))).toEqual([
			keepsCauses ? 'notConnected' : 'unknown',
		]);
	});

	test('the certificate of the server is not valid yet', () => {
		// https://nodejs.org/api/tls.html#x509-certificate-error-codes
		expect(
			readConnectionLoss({ code: 'ERR_BAD_REQUEST', cause: { code: 'CERT_NOT_YET_VALID' } })
				.neverConnected,
		).toBe(true);
	});

	test('a proxy refuses the tunnel', async () => {
		const proxy = createHttpServer().on('connect', (_, socket: Socket) =>
			socket.end(
				'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
			),
		);
		const url = `http://127.0.0.1:${await listen(proxy)}`;
		const { env } = process;
		process.env = {
			...Object.fromEntries(Object.entries(env).filter(([name]) => !/proxy/i.test(name))),
			HTTPS_PROXY: url,
			https_proxy: url,
		};
		const kinds = await kindsBy(NOBODY).finally(() => (process.env = env));
		expect(kinds).toEqual(['notConnected']);
	});
});

/** "Failed inside": Feishu does not say how far it got. */
test.each([
	[200, 5000],
	[200, 2200],
	[400, 1500],
])('HTTP %i with code %i is unclear', (status, code) => {
	expect(
		judge(
			{
				kind: 'answered',
				status,
				headers: {},
				body: { code, msg: 'internal error' },
				token: 'issued',
			},
			readMessageId,
		).verdict,
	).toBe('unknown');
});

test.each([403, 407])(
	'a page of a proxy with HTTP %i is not what Feishu says of the message: a retry sends it',
	async (status) => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status,
			body: '<html><body>Proxy</body></html>',
			headers: { 'content-type': 'text/html' },
		});
		await run(people(1), {}, RETRY);
		expect(reached(bench)).toEqual(['ou_0']);
	},
);

const REFUSALS_OF_OTHERS: Array<[number, Extract<Fault, { kind: 'answer' }>['body']]> = [
	[403, { error: 'blocked by policy' }],
	[403, 'Access denied by corporate policy'],
	[404, 'not found'],
	[401, {}],
];

test.each(REFUSALS_OF_OTHERS)(
	'HTTP %i without a code is not what Feishu says either: %j',
	async (status, body) => {
		bench.emulator.faults.add({ on: 'message', kind: 'answer', status, body });
		expect(kindsOf(await run(people(1)))).toEqual(['sent']);

		bench.emulator.faults.add({ on: 'message', kind: 'answer', status, body, times: 3 });
		expect(kindsOf(await run(people(1)))).toEqual(['notConnected']);
		expect(reached(bench)).toEqual(['ou_0']);
	},
);

test.each([408, 499])('HTTP %i without a code: a proxy may have passed it on', async (status) => {
	bench.emulator.faults.add({ on: 'message', kind: 'answer', status, body: {}, deliver: true });
	expect(kindsOf(await run(people(1)))).toEqual(['unknown']);
	expect(reached(bench)).toEqual(['ou_0']);
});

test.each<[number, Extract<Fault, { kind: 'answer' }>['body']]>([
	...REFUSALS_OF_OTHERS,
	[407, '<html>Password</html>'],
	[408, ''],
])('HTTP %i of a proxy in place of the token is asked for again: %j', async (status, body) => {
	bench.emulator.faults.add({ on: 'token', kind: 'answer', status, body });
	expect(kindsOf(await run(people(2)))).toEqual(['sent', 'sent']);
});

test('a scope that is missing for one kind of ID stops no other kind', async () => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = app.scopes.filter((scope) => scope !== 'contact:user.employee_id:readonly');
	const items = [
		{ type: 'user_id', to: 'user1' },
		{ type: 'id', to: 'ou_2' },
	];
	await run(
		items,
		{ concurrency: 1 },
		{},
		{ receiver: by('={{ $json.type }}', '={{ $json.to }}') },
	);
	expect(reached(bench)).toEqual(['ou_2']);
});

test.each([
	['was dissolved', 232009],
	['lacks the bot', 230002],
])('When a Ticket Is in Progress, when the group %s', async (_, code) => {
	bench.emulator.faults.add({ on: 'message', kind: 'answer', status: 400, body: { code } });
	await run(people(1), { ticketInProgress: 'privateChat' });
	expect(bench.emulator.inbox.messages.map(({ receiveType }) => receiveType)).toEqual(['user']);
});

test('an outage ends sending: what was not tried is told apart from what is unclear', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'dropBeforeDelivery', times: 60 });
	const items = Array.from({ length: 60 }, (_, i) => ({ to: `ou_${i % 10}` }));
	expect(kindsOf(await run(items)).at(-1)).toBe('notTried');
});

test('what happened is told apart from an execution that was stopped', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'dropBeforeDelivery', times: 60 });
	const items = Array.from({ length: 60 }, (_, i) => ({ to: `ou_${i % 10}` }));
	const kinds = kindsOf(await run(items, { concurrency: 1 }));
	// With one at a time five in a row are an outage.
	expect([kinds.filter((kind) => kind === 'unknown').length, kinds.at(-1)]).toEqual([
		5,
		'notTried',
	]);
});

test('unclear messages among others are no outage', async () => {
	for (let i = 0; i < 10; i++) {
		bench.emulator.faults.add({ on: 'message', kind: 'dropBeforeDelivery', times: 4, skip: i * 5 });
	}
	const items = Array.from({ length: 50 }, (_, i) => ({ to: `ou_${i % 10}` }));
	expect(kindsOf(await run(items, { concurrency: 1 }))).not.toContain('notTried');
});

test('When a Ticket Is in Progress does not follow an answer that leaves open what became of the message', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 500,
		body: { code: 154999 },
		deliver: true,
	});
	expect(kindsOf(await run(people(1), { ticketInProgress: 'privateChat' }))).toEqual(['unknown']);
	expect(reached(bench)).toEqual(['ou_0']);
});

test('messages to one person stay in order, by whatever ID', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'stall', ms: 300 });
	const items = [
		{ to: 'ou_1', text: 'first' },
		{ to: 'person1@example.com', text: 'second' },
	];
	const settings = { receiver: '={{ $json.to }}', text: '={{ $json.text }}' };
	await run(items, {}, {}, settings);
	expect(
		bench.emulator.inbox.messages.map(({ content }) => (content as { text: string }).text),
	).toEqual(['first', 'second']);
});
