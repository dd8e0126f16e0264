/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks into n8n's log, and serves an answer that never ends */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import { crowd } from './crowd';
import {
	MESSAGE_PATH,
	errorOf,
	outputOf,
	requestsTo,
	setUp,
	workflowOf,
	type Bench,
} from './setup';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await setUp({ world: crowd(10) });
});
afterEach(() => bench.emulator.close());

const reached = () =>
	bench.emulator.inbox.messages.map(
		({ receiverId, receiveType }) => `${receiverId} ${receiveType}`,
	);

describe('When a Ticket Is in Progress', () => {
	const options = { ticketInProgress: 'privateChat' };

	beforeEach(() => {
		bench.emulator.tickets.create({ guest: 'ou_0' });
	});

	test('a receiver with an open ticket gets the message in private, and the output says so and why', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x', options }, [
				{ to: 'ou_0' },
				{ to: 'ou_1' },
			]),
			bench.credential(),
		);
		expect(reached().sort()).toEqual(['ou_0 user', 'ou_1 chat']);
		expect(outputOf(run)[0]?.map(({ json }) => [json.receive_type, json.fallback_reason])).toEqual([
			[
				'user',
				expect.stringMatching(/^Feishu refused the dedicated group with code 154\d\d\d \(.+\)$/),
			],
			['chat', undefined],
		]);
	});

	test('without the option it does not', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_0'), text: 'x' }),
			bench.credential(),
		);
		expect(errorOf(run).description).toContain("add the option 'When a Ticket Is in Progress'");
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);
	});

	test.each([
		['what is unclear', { kind: 'dropAfterDelivery' } as const, 1],
		['a wrong helpdesk', { kind: 'answer', status: 401, body: { code: 154001 } } as const, 0],
		['an internal error', { kind: 'answer', status: 500, body: { code: 155000 } } as const, 0],
		['an unknown receiver', { kind: 'answer', status: 400, body: { code: 99992351 } } as const, 0],
	])('%s is not sent in private', async (_name, fault, delivered) => {
		bench.emulator.faults.add({ on: 'message', ...fault });
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options }),
			bench.credential(),
		);
		expect(run.status).toBe('error');
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);
		expect(bench.emulator.inbox.messages).toHaveLength(delivered);
	});

	test('a refusal in private too is the failure that counts', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154005 },
			times: 2,
		});
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options }),
			bench.credential(),
		);
		expect(errorOf(run)).toMatchObject({
			message: 'Feishu does not allow this message (message to ou_1)',
		});
		expect(
			requestsTo(bench.emulator, MESSAGE_PATH).map(
				({ body }) => (body as { receive_type: string }).receive_type,
			),
		).toEqual(['chat', 'user']);
	});
});

test('Max Wait: what would wait longer fails as not sent', async () => {
	const items = Array.from({ length: 5 }, (_, i) => ({ to: `ou_${i}` }));
	const options = { messagesPerMinute: 3, maxWait: 10, concurrency: 1 };
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x', options }, items, {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	expect(reached()).toEqual(['ou_0 chat', 'ou_1 chat', 'ou_2 chat']);
	expect(
		outputOf(run)[0]
			?.slice(3)
			.map(({ json }) => [json.error, json.details]),
	).toEqual([
		[
			"The message to ou_3 was not sent, because the quota is used up for longer than 'Max Wait' allows",
			{ kind: 'rateLimited', receiver: 'ou_3' },
		],
		[
			"The message to ou_4 was not sent, because the quota is used up for longer than 'Max Wait' allows",
			{ kind: 'rateLimited', receiver: 'ou_4' },
		],
	]);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(3);
});

test('stopping the execution ends a wait for the quota at once', async () => {
	const items = Array.from({ length: 5 }, (_, i) => ({ to: `ou_${i}` }));
	const options = { messagesPerMinute: 3 };
	const started = Date.now();
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x', options }, items),
		bench.credential(),
		(execution) => {
			bench.emulator.inbox.events.on('message', () => {
				if (bench.emulator.inbox.messages.length === 3) execution.cancel();
			});
		},
	);
	expect(run.status).toBe('canceled');
	// The wait would have been a minute.
	expect(Date.now() - started).toBeLessThan(30_000);
	expect(reached()).toHaveLength(3);
});

test('a wait for the quota is told in the log while it lasts, and in the output pane afterwards', async () => {
	const log = jest.spyOn(Container.get(Logger), 'info');
	bench.emulator.faults.add({
		on: 'message',
		kind: 'rateLimited',
		status: 429,
		reset: '3',
		skip: 3,
	});
	const items = Array.from({ length: 8 }, (_, i) => ({ to: `ou_${i}` }));
	const run = await bench.engine.run(
		workflowOf(
			{ receiver: by('id', '={{ $json.to }}'), text: 'secret text', options: { concurrency: 1 } },
			items,
		),
		bench.credential(),
	);
	expect(log.mock.calls.map(([line]) => line)).toEqual([
		'Feishu Helpdesk: 3 of 8 messages done, waiting 3 s for the quota',
	]);
	expect(run.data.resultData.runData.Send?.[0]?.hints).toEqual([
		{
			message:
				"Sending waited 3 seconds for Feishu's quota. It can be set with the option 'Messages per Minute'.",
			location: 'outputPane',
		},
	]);
	log.mockRestore();
});

test('an answer that trickles in for ever ends after the timeout', async () => {
	const server = createServer((request, response) => {
		request.resume();
		if (request.url?.includes('tenant_access_token'))
			return response.end('{"code":0,"tenant_access_token":"t-1","expire":7200}');
		const drip = setInterval(() => response.write(' '), 100);
		response.on('close', () => clearInterval(drip));
		return response;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const store = bench.credential({ baseUrl: `http://127.0.0.1:${port}` });
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_0'), text: 'x', options: { timeout: 1 } }, [{}], {
			onError: 'continueRegularOutput',
		}),
		store,
	);
	expect(outputOf(run)).toMatchObject([[{ json: { details: { kind: 'unknown' } } }]]);
	server.closeAllConnections();
	server.close();
});

test('Spread Over: the start waits, and stopping ends that too', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_0'), text: 'x', options: { spreadOver: 86_400 } }),
		bench.credential(),
		(execution) => {
			execution.cancel();
		},
	);
	expect(run.status).toBe('canceled');
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test.each([
	['concurrency', 101, "'Concurrency' is not a whole number from 1 to 100"],
	['messagesPerMinute', -1, "'Messages per Minute' is not a whole number from 0 to 100000"],
	['maxWait', 'long', "'Max Wait (Seconds)' is not a number from 0 to 86400"],
	['spreadOver', 1e9, "'Spread Over (Seconds)' is not a number from 0 to 86400"],
])('%s %j is refused', async (name, value, message) => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_0'), text: 'x', options: { [name]: value } }),
		bench.credential(),
	);
	expect(errorOf(run)).toMatchObject({ message });
	expect(bench.emulator.inbox.requests).toEqual([]);
});
