/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- restarts a server while messages wait for it */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { INode, IRun } from 'n8n-workflow';

import type { Fault } from '../../emulator/server';
import { crowd } from './crowd';
import {
	MESSAGE_PATH,
	TOKEN_PATH,
	outputOf,
	requestsTo,
	setUp,
	workflowOf,
	type Bench,
} from './setup';
import { by } from '../support/receiver';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

interface Scenario {
	readonly receivers: number;
	/** Messages that Feishu accepts per window. */
	readonly quota?: { limit: number; windowMs: number };
	readonly faults?: readonly Fault[];
	/** Open IDs put in place of the people with these numbers. */
	readonly strangers?: readonly number[];
	readonly node?: Partial<INode>;
	readonly options?: object;
	/** True when the credential has a token before the run. */
	readonly warm?: boolean;
	readonly expect: {
		readonly status: IRun['status'];
		/** People whom the message did not reach. */
		readonly missed?: number;
		/** Items that the node put out as failures, by details.kind. */
		readonly failures?: Record<string, number>;
		readonly tokenRequests: number;
		/** Message requests beyond the first of each receiver; 0 unless told. */
		readonly extraRequests?: number | { atMost: number };
	};
}

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
const CONTINUE: Partial<INode> = { onError: 'continueRegularOutput' };
/** The node's second is a tenth of one. */
const TEN_PER_SECOND = { limit: 10, windowMs: 100 };
/** Each of them may be refused once before all know. */
const FIVE_AT_ONCE = { concurrency: 5 };
const AT_FIFTH = { on: 'message', skip: 4 } as const;

/** In every row: nobody receives a message twice, and everybody is reached but those whom the row names. */
const scenarios: Record<string, Scenario> = {
	'20 cold': { receivers: 20, expect: { status: 'success', tokenRequests: 1 } },
	'100 warm': { receivers: 100, warm: true, expect: { status: 'success', tokenRequests: 0 } },
	'expired token at the start, HTTP 400': {
		receivers: 20,
		warm: true,
		faults: [{ on: 'message', kind: 'tokenExpired', status: 400 }],
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 5 } },
	},
	'expired token at the start, HTTP 200': {
		receivers: 20,
		warm: true,
		faults: [{ on: 'message', kind: 'tokenExpired', status: 200 }],
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 5 } },
	},
	'expired token in the middle, HTTP 400': {
		receivers: 20,
		warm: true,
		faults: [{ on: 'message', skip: 9, kind: 'tokenExpired', status: 400 }],
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 5 } },
	},
	'expired token in the middle, HTTP 200': {
		receivers: 20,
		warm: true,
		faults: [{ on: 'message', skip: 9, kind: 'tokenExpired', status: 200 }],
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 5 } },
	},
	'30 receivers, 10 per window': {
		receivers: 30,
		quota: TEN_PER_SECOND,
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 10 } },
	},
	'30 receivers, 10 per window, Retry On Fail': {
		receivers: 30,
		quota: TEN_PER_SECOND,
		node: RETRY,
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 10 } },
	},
	'30 receivers, 10 per window, continue': {
		receivers: 30,
		quota: TEN_PER_SECOND,
		node: CONTINUE,
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 10 } },
	},
	'30 receivers, 10 per window, continue and Retry On Fail': {
		receivers: 30,
		quota: TEN_PER_SECOND,
		node: { ...CONTINUE, ...RETRY },
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 10 } },
	},
	'first receiver unknown, continue and Retry On Fail': {
		receivers: 20,
		strangers: [0],
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', failures: { refused: 1 }, tokenRequests: 1 },
	},
	'a receiver unknown in the middle, continue and Retry On Fail': {
		receivers: 20,
		strangers: [9],
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', failures: { refused: 1 }, tokenRequests: 1 },
	},
	'first receiver unknown, stop and Retry On Fail': {
		receivers: 20,
		strangers: [0],
		node: RETRY,
		expect: { status: 'error', tokenRequests: 1 },
	},
	'a receiver unknown in the middle, stop and Retry On Fail': {
		receivers: 20,
		strangers: [9],
		node: RETRY,
		expect: { status: 'error', tokenRequests: 1 },
	},
	'dropped after delivery, continue': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'dropAfterDelivery' }],
		node: CONTINUE,
		expect: { status: 'success', failures: { unknown: 1 }, tokenRequests: 1 },
	},
	'dropped after delivery, stop and Retry On Fail': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'dropAfterDelivery' }],
		node: RETRY,
		expect: { status: 'error', tokenRequests: 1 },
	},
	'dropped before delivery, stop and Retry On Fail': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'dropBeforeDelivery' }],
		node: RETRY,
		expect: { status: 'error', missed: 1, tokenRequests: 1 },
	},
	'HTTP 500, continue and Retry On Fail': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'answer', status: 500, body: { code: 155000 } }],
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', missed: 1, failures: { unknown: 1 }, tokenRequests: 1 },
	},
	'garbage with HTTP 200, continue and Retry On Fail': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'garbage' }],
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', failures: { unknown: 1 }, tokenRequests: 1 },
	},
	'stall with a timeout, continue and Retry On Fail': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'stall', deliver: true }],
		options: { timeout: 1 },
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', failures: { unknown: 1 }, tokenRequests: 1 },
	},
	'HTTP 500 at the first, continue and Retry On Fail': {
		receivers: 20,
		faults: [{ on: 'message', kind: 'answer', status: 500, body: '' }],
		node: { ...CONTINUE, ...RETRY },
		expect: { status: 'success', missed: 1, failures: { unknown: 1 }, tokenRequests: 1 },
	},
	'resending the unclear, dropped before delivery': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'dropBeforeDelivery' }],
		options: { resendUnknown: true },
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'429 without a reset': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'rateLimited', status: 429 }],
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'429 with a malformed reset': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'rateLimited', status: 429, reset: 'soon' }],
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'429 with the Retry-After of a proxy': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'rateLimited', status: 429, retryAfter: '1' }],
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'99991400 with HTTP 400': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'rateLimited', status: 400, reset: '1' }],
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'99991400 with HTTP 200': {
		receivers: 20,
		faults: [{ ...AT_FIFTH, kind: 'rateLimited', status: 200, reset: '1' }],
		expect: { status: 'success', tokenRequests: 1, extraRequests: 1 },
	},
	'the token server fails once': {
		receivers: 20,
		faults: [{ on: 'token', kind: 'answer', status: 200, body: { code: 5000, msg: 'internal' } }],
		expect: { status: 'success', tokenRequests: 2 },
	},
	'helpdesk refused: nobody else is tried': {
		receivers: 20,
		faults: [{ on: 'message', kind: 'answer', status: 401, body: { code: 154001 }, times: 20 }],
		options: { concurrency: 1 },
		node: CONTINUE,
		expect: {
			status: 'success',
			missed: 20,
			failures: { credential: 20 },
			tokenRequests: 1,
			extraRequests: -19,
		},
	},
	'1 000 receivers, 250 per window, five at once': {
		receivers: 1000,
		quota: { limit: 250, windowMs: 100 },
		options: FIVE_AT_ONCE,
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 25 } },
	},
	// What is under way when it is found out, and one for each of the windows that follow.
	'1 000 receivers, 250 per window': {
		receivers: 1000,
		quota: { limit: 250, windowMs: 100 },
		expect: { status: 'success', tokenRequests: 1, extraRequests: { atMost: 54 } },
	},
};

let bench: Bench;
afterEach(() => bench.emulator.close());

test.each(Object.entries(scenarios))(
	'%s',
	async (_name, scenario) => {
		const { receivers, strangers = [], expect: expected } = scenario;
		bench = await setUp({
			world: crowd(receivers),
			quota: scenario.quota ?? { limit: 0, windowMs: 100 },
		});
		const store = bench.credential();
		if (scenario.warm) {
			await bench.engine.run(
				workflowOf({ receiver: by('id', 'ou_0'), text: 'warm', options: { messagesPerMinute: 0 } }),
				store,
			);
			bench.emulator.inbox.clear();
		}
		scenario.faults?.forEach((fault) => bench.emulator.faults.add(fault));
		const items = Array.from({ length: receivers }, (_, i) => ({
			to: strangers.includes(i) ? `ou_stranger${i}` : `ou_${i}`,
		}));
		const parameters = {
			receiver: by('id', '={{ $json.to }}'),
			text: '={{ $json.to }}',
			options: { messagesPerMinute: 0, ...scenario.options },
		};
		const run = await bench.engine.run(workflowOf(parameters, items, scenario.node), store);

		const reached = bench.emulator.inbox.messages.map(({ receiverId }) => receiverId);
		const requests = requestsTo(bench.emulator, MESSAGE_PATH);
		const failures: Record<string, number> = {};
		outputOf(run)[0]?.forEach(({ json }, item) => {
			const kind = (json.details as { kind: string } | undefined)?.kind;
			if (kind) failures[kind] = (failures[kind] ?? 0) + 1;
			// Output order is input order.
			else expect(json.receiver_id).toBe(items[item]?.to);
		});
		expect({
			status: run.status,
			missed: receivers - strangers.length - new Set(reached).size,
			twice: reached.length - new Set(reached).size,
			failures,
			tokenRequests: requestsTo(bench.emulator, TOKEN_PATH).length,
		}).toEqual({
			status: expected.status,
			missed: expected.missed ?? 0,
			twice: 0,
			failures: expected.failures ?? {},
			tokenRequests: expected.tokenRequests,
		});
		const extraRequests = requests.length - receivers;
		if (typeof expected.extraRequests === 'object')
			expect(extraRequests).toBeLessThanOrEqual(expected.extraRequests.atMost);
		else expect(extraRequests).toBe(expected.extraRequests ?? 0);
	},
	30_000,
);

test('stop mode: after the first failure no new send starts, and the error says who was reached', async () => {
	bench = await setUp({ world: crowd(30) });
	bench.emulator.faults.add({ ...AT_FIFTH, kind: 'dropAfterDelivery' });
	const items = Array.from({ length: 30 }, (_, i) => ({ to: `ou_${i}` }));
	const run = await bench.engine.run(
		workflowOf(
			{ receiver: by('id', '={{ $json.to }}'), text: 'x', options: { concurrency: 1 } },
			items,
		),
		bench.credential(),
	);
	expect(bench.emulator.inbox.messages).toHaveLength(5);
	expect(run.data.resultData.error).toMatchObject({
		message: 'The message to ou_4 may have been delivered; check the chat before sending again',
		description: expect.stringMatching(
			/>4 of 30 messages were sent \(items 0-3\)\. Unclear: items 4\. A retry by n8n's Retry On Fail does not send these again; a new execution does\. To reach the others all the same, open Settings and set 'On Error' to 'Continue \(using error output\)'\.$/,
		) as string,
		context: { itemIndex: 4 },
	});
});

test('bad input in any item stops the run before anything is sent', async () => {
	bench = await setUp({ world: crowd(30) });
	const items = Array.from({ length: 30 }, (_, i) => ({ to: i === 29 ? '' : `ou_${i}` }));
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x' }, items),
		bench.credential(),
	);
	expect(run.data.resultData.error).toMatchObject({
		message: "'Receiver' is empty",
		description: expect.stringContaining(
			'<br><br>Nothing was sent. To reach the others all the same',
		) as string,
		context: { itemIndex: 29 },
	});
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('messages to the same receiver arrive one at a time, in order', async () => {
	bench = await setUp({ world: crowd(3), latencyMs: 5 });
	const items = Array.from({ length: 30 }, (_, i) => ({ to: `ou_${i % 3}`, text: String(i) }));
	await bench.engine.run(
		workflowOf(
			{
				receiver: by('id', '={{ $json.to }}'),
				text: '={{ $json.text }}',
				options: { concurrency: 10 },
			},
			items,
		),
		bench.credential(),
	);
	for (const receiver of [0, 1, 2]) {
		const texts = bench.emulator.inbox.messages
			.filter(({ receiverId }) => receiverId === `ou_${receiver}`)
			.map(({ content }) => Number((content as { text: string }).text));
		expect(texts).toEqual(Array.from({ length: 10 }, (_, i) => i * 3 + receiver));
	}
});

/** A free port that no system gives to one who asks for any: while it is closed, no other test can get it. */
async function quietPort(): Promise<number> {
	const port = 20_000 + Math.floor(Math.random() * 10_000);
	const probe = createServer().listen(port, '127.0.0.1');
	try {
		await once(probe, 'listening');
		return port;
	} catch {
		return await quietPort();
	} finally {
		probe.close();
	}
}

test('a connection that is refused at first is made again', async () => {
	const port = await quietPort();
	bench = await setUp({ world: crowd(5), port });
	const store = bench.credential();
	await bench.engine.run(workflowOf({ receiver: by('id', 'ou_0'), text: 'warm' }), store);
	await bench.emulator.close();
	const items = Array.from({ length: 5 }, (_, i) => ({ to: `ou_${i}` }));
	const running = bench.engine.run(
		workflowOf(
			// However long the server takes to be there again.
			{ receiver: by('id', '={{ $json.to }}'), text: 'x', options: { maxTries: 10 } },
			items,
		),
		store,
	);
	await new Promise((resolve) => setTimeout(resolve, 30));
	bench = await setUp({ world: crowd(5), port });
	expect((await running).status).toBe('success');
	expect(bench.emulator.inbox.messages.map(({ receiverId }) => receiverId).sort()).toEqual(
		items.map(({ to }) => to),
	);
});

test('two executions at once share one token and one quota', async () => {
	bench = await setUp({ world: crowd(40), quota: TEN_PER_SECOND });
	const store = bench.credential();
	const runs = [0, 1].map((half) => {
		const items = Array.from({ length: 20 }, (_, i) => ({ to: `ou_${half * 20 + i}` }));
		return bench.engine.run(
			workflowOf(
				{ receiver: by('id', '={{ $json.to }}'), text: 'x', options: { messagesPerMinute: 0 } },
				items,
			),
			store,
		);
	});
	expect((await Promise.all(runs)).map(({ status }) => status)).toEqual(['success', 'success']);
	expect(bench.emulator.inbox.messages.map(({ receiverId }) => receiverId).sort()).toEqual(
		Array.from({ length: 40 }, (_, i) => `ou_${i}`).sort(),
	);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
}, 30_000);

test('a retry gives back the message IDs of the first try', async () => {
	bench = await setUp({ world: crowd(3) });
	const items = [{ to: 'ou_stranger' }, { to: 'ou_1' }, { to: 'ou_2' }];
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: '={{ $now.toISO() }}' }, items, {
			...CONTINUE,
			...RETRY,
		}),
		bench.credential(),
	);
	const { messages } = bench.emulator.inbox;
	expect(messages).toHaveLength(2);
	expect(
		outputOf(run)[0]
			?.slice(1)
			.map(({ json }) => json.message_id),
	).toEqual(['ou_1', 'ou_2'].map((to) => messages.find(({ receiverId }) => receiverId === to)?.id));
});

test('a loop sends again: a later run of the node is no retry', async () => {
	bench = await setUp({ world: crowd(1) });
	const workflow = workflowOf({ receiver: by('id', 'ou_0'), text: 'x' });
	// The node receives the trigger's item twice, by two connections: two runs in one execution.
	workflow.connections.Trigger = {
		main: [
			[
				{ node: 'Send', type: 'main', index: 0 },
				{ node: 'Send', type: 'main', index: 0 },
			],
		],
	};
	const run = await bench.engine.run(workflow, bench.credential());
	expect(run.data.resultData.runData.Send).toHaveLength(2);
	expect(bench.emulator.inbox.messages).toHaveLength(2);
});
