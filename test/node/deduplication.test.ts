/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- waits for a request */
/** Deduplication keys in n8n's engine: who gets a message, who is skipped, and what is said of the rest. */
import { once } from 'node:events';
import type { IDataObject, IExecuteFunctions, INode, IRun } from 'n8n-workflow';

import { keyStore } from '../../nodes/shared/n8n/deduplication';
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

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

const CONTINUE = { onError: 'continueRegularOutput' } as const;

let bench: Bench;
let node: { id: string };
let nodes = 0;
beforeEach(async () => {
	const world = crowd(150);
	world.people = world.people.map((person, i) => ({ ...person, email: `person${i}@example.com` }));
	bench = await setUp({ world, quota: { limit: 0, windowMs: 1000 } });
	// Keys are kept by node.
	node = { id: `node ${++nodes}` };
});
afterEach(() => bench.emulator.close());

/** One item for each of so many people. */
const people = (count: number) => Array.from({ length: count }, (_, i) => ({ to: `ou_${i}` }));
const byEmail = { receiver: by('email', '={{ $json.to }}') };

function workflow(
	items: IDataObject[],
	options: IDataObject,
	settings: Partial<INode> = {},
	more: IDataObject = {},
) {
	return workflowOf(
		{
			receiver: by('id', '={{ $json.to }}'),
			text: 'x',
			options: { messagesPerMinute: 0, ...options },
			...more,
		},
		items,
		{ ...node, ...settings },
	);
}

const run = async (
	items: IDataObject[],
	options: IDataObject,
	settings: Partial<INode> = {},
	more: IDataObject = {},
) => await bench.engine.run(workflow(items, options, settings, more), bench.credential());

/** Whom messages reached, in alphabetical order. */
const reached = () => bench.emulator.inbox.messages.map(({ receiverId }) => receiverId).sort();

/** What became of each message: sent, skipped, or the kind of its failure. */
const kindsOf = (done: IRun): unknown[] =>
	(outputOf(done)[0] ?? []).map(
		({ json }) =>
			(json.details as IDataObject | undefined)?.kind ??
			(json.skipped === true ? 'skipped' : json.message_id === undefined ? 'nothing' : 'sent'),
	);

test('a key is used once', async () => {
	await run(people(2), { deduplicationKey: '={{ $json.to }}' });
	expect(kindsOf(await run(people(3), { deduplicationKey: '={{ $json.to }}' }))).toEqual([
		'skipped',
		'skipped',
		'sent',
	]);
	expect(reached()).toEqual(['ou_0', 'ou_1', 'ou_2']);
});

test('what a skipped item says, and which item it belongs to', async () => {
	const options = { deduplicationKey: '={{ $json.to }}' };
	await run(people(1), options);
	expect(outputOf(await run(people(2), options))[0]).toMatchObject([
		{
			json: { skipped: true, deduplication_key: 'ou_0', receiver_id: 'ou_0' },
			pairedItem: { item: 0 },
		},
		{ json: { msg_type: 'text' }, pairedItem: { item: 1 } },
	]);
});

test('of two items with one key for one person the second is skipped', async () => {
	const items = [...people(1), ...people(1)];
	expect(kindsOf(await run(items, { deduplicationKey: 'k' }))).toEqual(['sent', 'skipped']);
	expect(reached()).toEqual(['ou_0']);
});

test('a message that Feishu refused may be sent later; one that may have arrived stays unclear until the user decides', async () => {
	const REFUSED = { on: 'message', kind: 'answer', status: 400, body: { code: 154004 } } as const;
	const items = ['a', 'b'].map((key) => ({ to: 'ou_0', key }));
	const options = { deduplicationKey: '={{ $json.key }}' };
	const resending = { ...options, resendUnknown: true };
	bench.emulator.faults.add(REFUSED);
	bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
	expect(kindsOf(await run(items, options, CONTINUE))).toEqual(['refused', 'unknown']);
	const again = await run(items, options, CONTINUE);
	expect(kindsOf(again)).toEqual(['sent', 'unknown']);
	expect(outputOf(again)[0]?.[1]?.json).toMatchObject({
		error: 'The message to ou_0 may have been delivered; check the chat before sending again',
		message: expect.stringContaining(
			'An earlier execution, or an earlier item of this one, started sending a message with the deduplication key "b"',
		) as string,
	});
	expect(reached()).toHaveLength(2);

	bench.emulator.faults.add(REFUSED);
	const refused = await run(items, resending, CONTINUE);
	expect(kindsOf(refused)).toEqual(['skipped', 'unknown']);
	expect(outputOf(refused)[0]?.[1]?.json).toMatchObject({
		error: 'The message to ou_0 may have been delivered; check the chat before sending again',
		message: expect.stringMatching(
			/^An earlier execution, or an earlier item of this one, started .* This time: Feishu did not find the receiver: ou_0\. .*code 154004/,
		) as string,
	});
	expect(kindsOf(await run(items, options, CONTINUE))).toEqual(['skipped', 'unknown']);
	expect(kindsOf(await run(items, resending, CONTINUE))).toEqual(['skipped', 'sent']);
	expect(kindsOf(await run(items, options, CONTINUE))).toEqual(['skipped', 'skipped']);
	expect(reached()).toHaveLength(3);
});

test('a message that the quota had no place for may be sent later', async () => {
	const options = { deduplicationKey: 'k', maxWait: 0 };
	bench.emulator.faults.add({ on: 'message', kind: 'rateLimited', status: 429, reset: '1' });
	expect(kindsOf(await run(people(1), options, CONTINUE))).toEqual(['rateLimited']);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(kindsOf(await run(people(1), options, CONTINUE))).toEqual(['sent']);
});

test('a retry of the same execution gives the message ID, not a skip', async () => {
	const settings = { ...CONTINUE, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const done = await run(
		[{ to: 'ou_stranger' }, ...people(2)],
		{ deduplicationKey: 'k' },
		settings,
	);
	expect(kindsOf(done)).toEqual(['refused', 'sent', 'sent']);
	expect(reached()).toEqual(['ou_0', 'ou_1']);
});

test("when n8n's store fails, the message is not sent, and the reason is told", async () => {
	const failing = jest
		.spyOn(MemoryDeduplicator.prototype, 'checkProcessedAndRecord')
		.mockRejectedValue(new Error('database is locked'));
	const done = await run(people(1), { deduplicationKey: 'k' }, CONTINUE);
	failing.mockRestore();
	expect(reached()).toEqual([]);
	expect(outputOf(done)[0]?.map(({ json }) => json)).toEqual([
		{
			error:
				'The message to ou_0 was not sent, because n8n could not keep its deduplication key or read its picture',
			message:
				"Run again. If it keeps failing, check n8n's log and the free space of its database and disk. n8n said: database is locked.",
			details: { kind: 'notTried', receiver: 'ou_0' },
		},
	]);
});

test('more messages than are claimed at a time: each is sent once', async () => {
	const options = { deduplicationKey: '={{ $today.toISODate() }}' };
	expect(new Set(kindsOf(await run(people(150), options)))).toEqual(new Set(['sent']));
	expect(new Set(kindsOf(await run(people(150), options)))).toEqual(new Set(['skipped']));
	expect(new Set(reached()).size).toBe(150);
	expect(reached()).toHaveLength(150);
});

test('two executions with the same keys at the same time share them: each person is reached once, and nobody is unclear', async () => {
	const options = { deduplicationKey: 'week 1', concurrency: 3 };
	const backwards = people(60).reverse();
	const [one, other] = await Promise.all([run(people(60), options), run(backwards, options)]);
	const told = [...kindsOf(one), ...kindsOf(other)].sort();
	expect(told).toEqual(
		[...Array<string>(60).fill('sent'), ...Array<string>(60).fill('skipped')].sort(),
	);
	expect(new Set(reached()).size).toBe(60);
	expect(reached()).toHaveLength(60);
});

test('where the first failure ends the run, keys that were claimed ahead are given back', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'answer', status: 400, body: { code: 154004 } });
	const options = { deduplicationKey: 'week 1', concurrency: 1 };
	const removing = jest.spyOn(MemoryDeduplicator.prototype, 'removeProcessed');
	errorOf(await run(people(30), options));
	// By the end of the execution, so that another process may take them.
	const removed = new Set(removing.mock.calls.flatMap(([entries]) => entries).map(String));
	removing.mockRestore();
	expect([...removed].filter((entry) => entry.startsWith('["key",'))).toHaveLength(30);
	expect(reached()).toEqual([]);
	expect(new Set(kindsOf(await run(people(30), options)))).toEqual(new Set(['sent']));
});

test('a stopped execution gives back what it had claimed and not sent', async () => {
	bench.emulator.settings.latencyMs = 100;
	const options = { deduplicationKey: 'week 1', concurrency: 1 };
	const arrived = once(bench.emulator.inbox.events, 'message');
	await bench.engine.run(workflow(people(30), options), bench.credential(), (execution) => {
		void arrived.then(() => execution.cancel());
	});
	bench.emulator.settings.latencyMs = 0;
	await new Promise((resolve) => setTimeout(resolve, 500));
	const before = reached();
	const again = kindsOf(await run(people(30), options, CONTINUE));
	// At most the message that was under way is unclear.
	expect(again.filter((kind) => kind === 'unknown').length).toBeLessThanOrEqual(1);
	expect(again.filter((kind) => kind === 'sent').length).toBeGreaterThanOrEqual(28);
	expect(reached()).toHaveLength(before.length + again.filter((kind) => kind === 'sent').length);
});

test('a picture that n8n cannot read: nothing was sent, so the key is free', async () => {
	const options = { deduplicationKey: 'week 1' };
	const picture = { messageType: 'image', imageSource: 'binary', binaryPropertyName: 'data' };
	expect(kindsOf(await run(people(1), options, CONTINUE, picture))).toEqual(['invalidInput']);
	expect(kindsOf(await run(people(1), options))).toEqual(['sent']);
});

describe('what is unclear never becomes "delivered"', () => {
	test("n8n's store fails once while an unclear key is looked up", async () => {
		const options = { deduplicationKey: 'k' };
		bench.emulator.faults.add({ on: 'message', kind: 'dropBeforeDelivery' });
		await run(people(1), options, CONTINUE);
		const failing = jest
			.spyOn(MemoryDeduplicator.prototype, 'removeProcessed')
			.mockRejectedValueOnce(new Error('database is locked'));
		await run(people(1), options, CONTINUE);
		failing.mockRestore();
		expect([kindsOf(await run(people(1), options, CONTINUE)), reached()]).toEqual([
			['unknown'],
			[],
		]);
	});
});

test("n8n's store fails in the middle: the message was not sent, so the next execution sends it", async () => {
	let calls = 0;
	const { checkProcessedAndRecord } = MemoryDeduplicator.prototype;
	const failing = jest
		.spyOn(MemoryDeduplicator.prototype, 'checkProcessedAndRecord')
		.mockImplementation(async function (this: MemoryDeduplicator, ...call) {
			calls++;
			if (calls >= 2 && calls <= 4) throw new Error('database is locked');
			return await checkProcessedAndRecord.apply(this, call);
		});
	const first = await run(people(1), { deduplicationKey: 'k' }, CONTINUE);
	failing.mockRestore();
	const second = await run(people(1), { deduplicationKey: 'k' }, CONTINUE);
	expect([kindsOf(first), kindsOf(second)]).toEqual([['notTried'], ['sent']]);
});

describe('how many keys are kept', () => {
	/** n8n's store as the node sees it. What n8n is given is checked on the way. */
	function store(): IExecuteFunctions & { entriesAtLast(): Promise<number> } {
		const deduplicator = new MemoryDeduplicator();
		const place = { workflow: { id: 'workflow' }, node } as never;
		let calls = 0;
		const once = (items: unknown[]) => {
			calls++;
			expect(new Set(items).size).toBe(items.length);
		};
		const helpers = {
			async checkProcessedAndRecord(items: string[], scope: 'node', options: never) {
				once(items);
				return await deduplicator.checkProcessedAndRecord(items, scope, place, options);
			},
			async removeProcessed(items: string[], scope: 'node') {
				once(items);
				await deduplicator.removeProcessed(items, scope, place);
			},
		};
		return {
			helpers,
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => node,
			/** Once nothing is written any more. */
			async entriesAtLast() {
				for (let idle = 0; idle < 20; idle++) {
					const before = calls;
					await new Promise((resolve) => setImmediate(resolve));
					if (calls > before) idle = 0;
				}
				return await deduplicator.getProcessedDataCount('node', place);
			},
		} as unknown as IExecuteFunctions & { entriesAtLast(): Promise<number> };
	}

	/** How many of the keys were free. All of them are delivered. */
	async function claimAll(context: IExecuteFunctions, keys: string[]): Promise<number> {
		const clock = { now: () => 0, sleep: async () => undefined, random: Math.random };
		const store = keyStore(context, new AbortController().signal, clock);
		store.expect(keys);
		let claimed = 0;
		const lanes = [0, 1, 2, 3, 4].map(async (lane) => {
			for (let i = lane; i < keys.length; i += 5) {
				const key = String(keys[i]);
				const claim = await store.claim(key);
				if (claim === 'claimed') claimed++;
				store.settle(key, claim === 'claimed' ? 'delivered' : 'unknown');
			}
		});
		await Promise.all(lanes);
		await store.finish();
		return claimed;
	}

	test('5,000 keys: in a second execution not one is free, and nothing but the keys is left', async () => {
		const context = store();
		const keys = Array.from({ length: 5000 }, (_, i) => `key ${i}`);
		expect([await claimAll(context, keys), await context.entriesAtLast()]).toEqual([5000, 5000]);
		expect([await claimAll(context, keys), await context.entriesAtLast()]).toEqual([0, 5000]);
		// As many again: the row is full by now, and the latest 5,000 are still there.
		for (const more of ['second', 'third', 'fourth'])
			await claimAll(
				context,
				keys.map((key) => `${more} ${key}`),
			);
		expect(
			await claimAll(
				context,
				keys.map((key) => `fourth ${key}`),
			),
		).toBe(0);
	}, 60_000);

	test('a run with more keys is refused, and nothing is sent', async () => {
		const to = (part: number) => Array.from({ length: 2501 }, (_, i) => `ou_${part}_${i}`);
		const items = [{ to: to(1) }, { to: to(2) }];
		const { message, description } = errorOf(await run(items, { deduplicationKey: 'week 1' }));
		expect([message, description]).toEqual([
			'More than 5,000 deduplication keys in one run',
			expect.stringContaining('There are 5,002, one for each key and person'),
		]);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
	});
});

describe('a key is per receiver', () => {
	test('a column that is missing does not make one person stand for all', async () => {
		await run(people(3), { deduplicationKey: '={{ $today.toISODate() }}' });
		expect(reached()).toEqual(['ou_0', 'ou_1', 'ou_2']);
	});

	test('somebody who is added to an item gets it, and nobody gets it twice', async () => {
		for (const to of ['ou_1', 'ou_1, ou_2', 'ou_2'])
			await run([{ to }], { deduplicationKey: 'week 1' });
		expect(reached()).toEqual(['ou_1', 'ou_2']);
	});

	test('somebody who is found by email is the person with the Open ID', async () => {
		await run([{ to: 'person1@example.com' }], { deduplicationKey: 'week 1' }, {}, byEmail);
		expect(kindsOf(await run([{ to: 'ou_1' }], { deduplicationKey: 'week 1' }))).toEqual([
			'skipped',
		]);
	});

	test('no key can be taken for another one with its receiver', async () => {
		const items = [
			{ to: 'ou_1', key: 'alert ou_2' },
			{ to: 'ou_2, ou_3', key: 'alert' },
		];
		await run(items, { deduplicationKey: '={{ $json.key }}' });
		expect(reached()).toEqual(['ou_1', 'ou_2', 'ou_3']);
	});
});

test.each([
	['empty', ''],
	['blank', '={{ " " }}'],
	['undefined', '={{ $json.missing }}'],
	['the word undefined', '={{ String($json.missing) }}'],
	['without a column in a text', '=alert {{ $json.missing }}'],
	['without one of two columns', '={{ $json.to }}-{{ $json.missing }}'],
	// Two rows with an empty cell would be one message.
	['with an empty cell in one of two columns', '={{ $json.to }}-{{ "" }}'],
	['an object in a text', '=week {{ $json }}'],
	['a list of objects in a text', '=week {{ [$json] }}'],
	['no number', '=week {{ 1 * $json.to }}'],
	['an expression that was entered as text', '{{ $json.to }}'],
])('a key that is %s is refused, and nothing is sent', async (_, deduplicationKey) => {
	const keyless = await run(people(1), { deduplicationKey }, CONTINUE);
	expect([kindsOf(keyless), reached()]).toEqual([['invalidInput'], []]);
});

test.each([
	['says undefined', '=alert {{ $json.title }}', 'undefined is not a function: {{ name }}'],
	['looks like an object', '={{ $json.title }}', '[object Window] is null'],
	['is zero', '={{ $json.title }} ', 0],
	['is no', '={{ $json.to }} {{ $json.title }}', false],
])('a key from data that %s is one', async (_, deduplicationKey, title) => {
	expect(kindsOf(await run([{ to: 'ou_1', title }], { deduplicationKey }))).toEqual(['sent']);
});

test('stopping an execution ends its wait for a key that another one holds', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'stall', ms: 600, deliver: true });
	const arrived = once(bench.emulator.inbox.events, 'message');
	const first = run(people(1), { deduplicationKey: 'k' });
	await arrived;
	const second = workflow(people(1), { deduplicationKey: 'k' });
	await bench.engine.run(second, bench.credential(), (execution) =>
		setTimeout(() => execution.cancel(), 100),
	);
	const [answered] = requestsTo(bench.emulator, MESSAGE_PATH).map(({ status }) => status);
	await first;
	expect(answered).toBeNull();
});

test('with a key no error says that a new execution sends again what was sent', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery', skip: 1 });
	const { description } = errorOf(await run(people(2), { deduplicationKey: '={{ $json.to }}' }));
	expect(description).not.toContain('a new execution does');
});

test('a skipped item names its receiver as a sent one does', async () => {
	const options = { deduplicationKey: 'k' };
	const [sent, skipped] = [
		await run([{ to: 'person0@example.com' }], options, {}, byEmail),
		await run([{ to: 'person0@example.com' }], options, {}, byEmail),
	].map((done) => outputOf(done)[0]?.[0]?.json);
	expect([skipped?.skipped, skipped?.receiver_id, skipped?.found_by]).toEqual([
		true,
		sent?.receiver_id,
		sent?.found_by,
	]);
});
