/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks into n8n's log, and serves an answer that never ends */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import { MemoryDeduplicator } from '../support/n8nEngine/deduplication';
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

describe('Deduplication Key', () => {
	const items = (count: number) =>
		Array.from({ length: count }, (_, i) => ({ to: `ou_${i}`, key: `2026-01-01 ou_${i}` }));
	let nodes = 0;

	/** A node of its own for each test: keys are kept by node. */
	function workflow(rows: ReturnType<typeof items>, id: string, settings = {}) {
		return workflowOf(
			{
				receiver: by('id', '={{ $json.to }}'),
				text: 'x',
				options: { deduplicationKey: '={{ $json.key }}' },
			},
			rows,
			{ id, ...settings },
		);
	}
	const newNode = () => `node ${++nodes}`;

	test('what was delivered before is skipped, also by a manual re-execution', async () => {
		const id = newNode();
		await bench.engine.run(workflow(items(3), id), bench.credential());
		const again = await bench.engine.run(workflow(items(4), id), bench.credential());
		expect(reached().sort()).toEqual(['ou_0 chat', 'ou_1 chat', 'ou_2 chat', 'ou_3 chat']);
		expect(
			outputOf(again)[0]?.map(({ json, pairedItem }) => [
				json.skipped ?? json.msg_type,
				json.deduplication_key,
				pairedItem,
			]),
		).toEqual([
			[true, '2026-01-01 ou_0', { item: 0 }],
			[true, '2026-01-01 ou_1', { item: 1 }],
			[true, '2026-01-01 ou_2', { item: 2 }],
			['text', undefined, { item: 3 }],
		]);
	});

	test('of two items with one key the second is skipped', async () => {
		const run = await bench.engine.run(
			workflow([...items(1), ...items(1)], newNode()),
			bench.credential(),
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.skipped ?? false)).toEqual([false, true]);
		expect(reached()).toEqual(['ou_0 chat']);
	});

	test("when n8n's store fails, the message is not sent, and the reason is told", async () => {
		const failing = jest
			.spyOn(MemoryDeduplicator.prototype, 'checkProcessedAndRecord')
			.mockRejectedValue(new Error('database is locked'));
		const run = await bench.engine.run(
			workflow(items(1), newNode(), { onError: 'continueRegularOutput' }),
			bench.credential(),
		);
		failing.mockRestore();
		expect(reached()).toEqual([]);
		expect(outputOf(run)[0]).toEqual([
			{
				json: {
					error:
						'The message was not sent, because n8n could not keep its deduplication key or read its picture',
					message:
						"n8n said: database is locked. Run again. If it keeps failing, check n8n's log and the free space of its database and disk.",
					details: { kind: 'notTried', receiver: 'ou_0' },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an empty key is none', async () => {
		const id = newNode();
		const rows = [{ to: 'ou_0', key: ' ' }];
		await bench.engine.run(workflow(rows, id), bench.credential());
		await bench.engine.run(workflow(rows, id), bench.credential());
		expect(reached()).toHaveLength(2);
	});

	test('a message that Feishu refused may be sent later; one that may have arrived stays unclear until the user decides', async () => {
		const id = newNode();
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154004 },
		});
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
		const settings = { onError: 'continueRegularOutput' };
		const rows = items(2).map((item) => ({ ...item, to: 'ou_0' }));
		const first = await bench.engine.run(workflow(rows, id, settings), bench.credential());
		expect(outputOf(first)[0]?.map(({ json }) => (json.details as { kind: string }).kind)).toEqual([
			'refused',
			'unknown',
		]);

		const second = await bench.engine.run(workflow(rows, id, settings), bench.credential());
		expect(outputOf(second)[0]?.map(({ json }) => json.msg_type ?? json)).toEqual([
			'text',
			{
				error: 'The message may have been delivered; check the chat before sending again',
				message: expect.stringContaining(
					'An earlier execution started sending a message with the deduplication key "2026-01-01 ou_1"',
				) as string,
				details: { kind: 'unknown', receiver: 'ou_0' },
			},
		]);
		expect(reached()).toHaveLength(2);

		const resending = workflow(rows, id, settings);
		(resending.nodes[1]?.parameters.options as { resendUnknown?: boolean }).resendUnknown = true;
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154004 },
		});
		await bench.engine.run(resending, bench.credential());
		const stillUnclear = await bench.engine.run(workflow(rows, id, settings), bench.credential());
		expect(outputOf(stillUnclear)[0]?.[1]?.json.details).toMatchObject({ kind: 'unknown' });
		const third = await bench.engine.run(resending, bench.credential());
		expect(outputOf(third)[0]?.map(({ json }) => json.skipped ?? json.msg_type)).toEqual([
			true,
			'text',
		]);
		const fourth = await bench.engine.run(workflow(rows, id, settings), bench.credential());
		expect(outputOf(fourth)[0]?.map(({ json }) => json.skipped)).toEqual([true, true]);
		expect(reached()).toHaveLength(3);
	});

	test('a retry of the same execution gives the message ID, not a skip', async () => {
		const rows = [{ to: 'ou_stranger', key: 'a' }, ...items(2)];
		const run = await bench.engine.run(
			workflow(rows, newNode(), {
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			}),
			bench.credential(),
		);
		expect(outputOf(run)[0]?.map(({ json }) => Object.keys(json)[0])).toEqual([
			'error',
			'message_id',
			'message_id',
		]);
		expect(reached()).toHaveLength(2);
	});

	test('many items at once lose no key', async () => {
		const id = newNode();
		await bench.engine.run(workflow(items(10), id), bench.credential());
		const again = await bench.engine.run(workflow(items(10), id), bench.credential());
		expect(outputOf(again)[0]?.every(({ json }) => json.skipped === true)).toBe(true);
		expect(reached()).toHaveLength(10);
	});
});

describe('Fall Back to Private Chat', () => {
	const options = { fallbackToPrivateChat: true };

	beforeEach(() => {
		const [person] = bench.emulator.world.people;
		if (person) person.openTicket = true;
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

	test('off, it does not', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_0'), text: 'x' }),
			bench.credential(),
		);
		expect(errorOf(run).description).toContain("turn on the option 'Fall Back to Private Chat'");
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
		expect(errorOf(run)).toMatchObject({ message: 'Feishu does not allow this message' });
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
			"The message was not sent, because the quota is used up for longer than 'Max Wait' allows",
			{ kind: 'rateLimited', receiver: 'ou_3' },
		],
		[
			"The message was not sent, because the quota is used up for longer than 'Max Wait' allows",
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
	['concurrency', 11, "'Concurrency' is not a whole number from 1 to 10"],
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
