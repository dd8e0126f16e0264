/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- waits for a request */
/**
 * Deduplication keys: known not to hold yet; see the changelog and the issue tracker. `test.failing` turns red when one
 * holds: then it becomes a plain test. The plain tests show that the setting works.
 */
import { once } from 'node:events';
import type { ICheckProcessedOptions, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { MemoryDeduplicator } from '../support/n8nEngine/deduplication';
import { claimsOn, type KeyRow } from '../../nodes/shared/delivery/claims';
import { keyStore } from '../../nodes/shared/n8n/deduplication';
import { oneAtATime } from '../../nodes/shared/n8n/sharedState';
import { MESSAGE_PATH, errorOf, requestsTo, type Bench } from '../node/setup';
import { unguardedRow } from '../unit/shared/delivery/unguardedRow';
import { virtualClock } from '../support/virtualClock';
import { CONTINUE, kindsOf, people, reached, sending, start } from './setup';

let bench: Bench;
let node: { id: string };
let nodes = 0;
beforeEach(async () => {
	bench = await start();
	// Keys are kept by node.
	node = { id: `node ${++nodes}` };
});

const run = (items: IDataObject[], options: IDataObject, settings = {}, more = {}) =>
	bench.engine.run(sending(items, options, { ...node, ...settings }, more), bench.credential());

test('a key is used once', async () => {
	await run(people(2), { deduplicationKey: '={{ $json.to }}' });
	expect(kindsOf(await run(people(3), { deduplicationKey: '={{ $json.to }}' }))).toEqual([
		'skipped',
		'skipped',
		'sent',
	]);
	expect(reached(bench)).toEqual(['ou_0', 'ou_1', 'ou_2']);
});

describe('what is unclear never becomes "delivered"', () => {
	test.failing("n8n's store fails once while an unclear key is looked up", async () => {
		const options = { deduplicationKey: 'k' };
		bench.emulator.faults.add({ on: 'message', kind: 'dropBeforeDelivery' });
		await run(people(1), options, CONTINUE);
		const failing = jest
			.spyOn(MemoryDeduplicator.prototype, 'removeProcessed')
			.mockRejectedValueOnce(new Error('database is locked'));
		await run(people(1), options, CONTINUE);
		failing.mockRestore();
		expect([kindsOf(await run(people(1), options, CONTINUE)), reached(bench)]).toEqual([
			['unknown'],
			[],
		]);
	});

	/** Another process: its writes come one after the other, as those of a process do. */
	const inTurns = (row: KeyRow, name: string): KeyRow => ({
		record: async (entries) => await oneAtATime(name, async () => await row.record(entries)),
		remove: async (entries) => await oneAtATime(name, async () => await row.remove(entries)),
	});

	test.failing('two processes look the same keys up at the same time', async () => {
		const keys = ['k0', 'k1', 'k2', 'k3', 'k4'];
		const answers = new Set<string>();
		for (let plan = 0; plan < 20; plan++) {
			let draws = plan;
			const random = () => (++draws * 0.618_034) % 1;
			const { clock, run: letTimePass } = virtualClock(random);
			// Begun by an execution that was ended: nobody said that they were delivered.
			const { row } = unguardedRow(clock.wait, () => 1 + random() * 9, keys);
			const recover = async (name: string) => {
				await clock.wait(random() * 30);
				const claims = claimsOn(inTurns(row, `${plan} ${name}`), clock);
				const said = await Promise.all(keys.map((key) => claims.claim(key)));
				await claims.finish();
				said.forEach((answer) => answers.add(answer));
			};
			await letTimePass(Promise.all([recover('a'), recover('b')]));
		}
		expect(answers).not.toContain('delivered');
	});
});

test.failing(
	"n8n's store fails in the middle: the message was not sent, so the next execution sends it",
	async () => {
		let calls = 0;
		const { checkProcessedAndRecord } = MemoryDeduplicator.prototype;
		const failing = jest
			.spyOn(MemoryDeduplicator.prototype, 'checkProcessedAndRecord')
			.mockImplementation(async function (this: MemoryDeduplicator, ...call) {
				calls++;
				if (calls === 2 || calls === 3) throw new Error('database is locked');
				return await checkProcessedAndRecord.apply(this, call);
			});
		const first = await run(people(1), { deduplicationKey: 'k' }, CONTINUE);
		failing.mockRestore();
		const second = await run(people(1), { deduplicationKey: 'k' }, CONTINUE);
		expect([kindsOf(first), kindsOf(second)]).toEqual([['notTried'], ['sent']]);
	},
);

/** n8n's store as the node sees it, without its waiting: looking 10,000 entries through takes a while. */
function boundedStore(): IExecuteFunctions {
	const known = new Set<string>();
	const helpers = {
		async checkProcessedAndRecord(
			items: string[],
			_scope: string,
			{ maxEntries = Infinity }: ICheckProcessedOptions,
		) {
			const processed = items.filter((item) => known.has(item));
			items.forEach((item) => known.add(item));
			for (const oldest of known) {
				if (known.size <= maxEntries) break;
				known.delete(oldest);
			}
			return { new: items.filter((item) => !processed.includes(item)), processed };
		},
		async removeProcessed(items: string[]) {
			items.forEach((item) => known.delete(item));
		},
	};
	return {
		helpers,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: 'bounded store' }),
	} as unknown as IExecuteFunctions;
}

/** How many of the keys were free. All of them are delivered. */
async function claimAll(store: IExecuteFunctions, count: number): Promise<number> {
	const keys = keyStore(store, { now: () => 0, sleep: async () => undefined, random: Math.random });
	let claimed = 0;
	const lanes = [0, 1, 2, 3, 4].map(async (lane) => {
		for (let i = lane; i < count; i += 5) {
			await keys.exclusively(`key ${i}`, async () => {
				if ((await keys.claim(`key ${i}`)) !== 'claimed') return;
				claimed++;
				await keys.confirm(`key ${i}`);
			});
		}
	});
	await Promise.all(lanes);
	await keys.finish();
	return claimed;
}

test('1,000 keys are kept', async () => {
	const store = boundedStore();
	expect([await claimAll(store, 1000), await claimAll(store, 1000)]).toEqual([1000, 0]);
});

test.failing('the latest 5,000 keys are kept', async () => {
	const store = boundedStore();
	expect([await claimAll(store, 5000), await claimAll(store, 5000)]).toEqual([5000, 0]);
});

describe('a key is per receiver', () => {
	test.failing('a column that is missing does not make one person stand for all', async () => {
		await run(people(3), { deduplicationKey: '={{ $json.user }}-{{ $today.toISODate() }}' });
		expect(reached(bench)).toEqual(['ou_0', 'ou_1', 'ou_2']);
	});

	test.failing('somebody who is added to an item gets it, and nobody gets it twice', async () => {
		for (const to of ['ou_1', 'ou_1, ou_2', 'ou_2'])
			await run([{ to }], { deduplicationKey: 'week 1' });
		expect(reached(bench)).toEqual(['ou_1', 'ou_2']);
	});

	test.failing('no key can be taken for another one with its receiver', async () => {
		const items = [
			{ to: 'ou_1', key: 'alert ou_2' },
			{ to: 'ou_2, ou_3', key: 'alert' },
		];
		await run(items, { deduplicationKey: '={{ $json.key }}' });
		expect(reached(bench)).toEqual(['ou_1', 'ou_2', 'ou_3']);
	});
});

test.failing.each([
	['empty', ''],
	['blank', '={{ " " }}'],
	['undefined', '={{ $json.missing }}'],
	['an object in a text', '=week {{ $json }}'],
	['an expression that was entered as text', '{{ $json.to }}'],
])('a key that is %s is refused, and nothing is sent', async (_, deduplicationKey) => {
	const keyless = await run(people(1), { deduplicationKey }, CONTINUE);
	expect([kindsOf(keyless), reached(bench)]).toEqual([['invalidInput'], []]);
});

test.failing('stopping an execution ends its wait for a key that another one holds', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'stall', ms: 600, deliver: true });
	const arrived = once(bench.emulator.inbox.events, 'message');
	const first = run(people(1), { deduplicationKey: 'k' });
	await arrived;
	const workflow = sending(people(1), { deduplicationKey: 'k' }, node);
	await bench.engine.run(workflow, bench.credential(), (execution) =>
		setTimeout(() => execution.cancel(), 100),
	);
	const [answered] = requestsTo(bench.emulator, MESSAGE_PATH).map(({ status }) => status);
	await first;
	expect(answered).toBeNull();
});

test.failing(
	'with a key no error says that a new execution sends again what was sent',
	async () => {
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery', skip: 1 });
		const { description } = errorOf(await run(people(2), { deduplicationKey: '={{ $json.to }}' }));
		expect(description).not.toContain('a new execution does');
	},
);
