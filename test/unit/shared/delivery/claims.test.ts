/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads how many plans to try */
import fc from 'fast-check';

import {
	claimTogether,
	SETTLING_MS,
	type Claim,
	type Fate,
	type KeyRow,
} from '../../../../nodes/shared/delivery/claims';
import { virtualClock } from '../../../support/virtualClock';
import { runProcesses, seeded, type Seen, type World } from './manyProcesses';
import { unguardedRow } from './unguardedRow';

const key = (name: string) => JSON.stringify(['key', name]);
const before = (name: string) => JSON.stringify(['before', name]);
const after = (name: string) => JSON.stringify(['after', name]);
const token = (number: number) => JSON.stringify(['look', 0.5, number]);
const unclear = (name: string) => [before(name), key(name), after(name)];

/** A row that nobody else writes to, and what was asked of it, with the waiting in between. */
function watchedRow(...entriesBefore: string[]) {
	const { clock, run } = virtualClock();
	const entries = new Set(entriesBefore);
	const calls: unknown[] = [];
	/** What goes wrong with the next calls. */
	const faults: Array<'throws' | 'writesAndThrows' | undefined> = [];
	const call = async <T>(asked: unknown[], write: () => T): Promise<T> => {
		calls.push(asked);
		const fault = faults.shift();
		if (fault === 'throws') throw new Error('database is locked');
		const answer = write();
		if (fault === 'writesAndThrows') throw new Error('connection lost');
		return answer;
	};
	const row: KeyRow = {
		record: async (added) =>
			await call(['record', ...added], () => {
				const known = added.filter((entry) => entries.has(entry));
				added.forEach((entry) => entries.add(entry));
				return known;
			}),
		remove: async (removed) =>
			await call(['remove', ...removed], () => removed.forEach((entry) => entries.delete(entry))),
	};
	const sleep = async (ms: number) => {
		calls.push(ms);
		await clock.wait(ms);
	};
	const claim = (...keys: string[]) => claimTogether(keys, row, { ...clock, sleep });
	/** Claims one key, lets a message with it have this fate, and ends. */
	async function use(name: string, fate: Fate): Promise<Claim | Error> {
		const claims = claim(name);
		const answer = await run(claims.answer(name).catch((error: Error) => error));
		void claims.settle(name, fate);
		await run(claims.done);
		return answer;
	}
	return { run, claim, use, entries, calls, faults };
}

test('claimed and delivered, step by step, as the row sees it', async () => {
	const { run, claim, calls, entries } = watchedRow();
	const claims = claim('a', 'b');
	expect(await run(claims.answer('a'))).toBe('claimed');
	expect(calls.splice(0)).toEqual([
		['record', ...unclear('a'), ...unclear('b'), token(1), token(0)],
		SETTLING_MS,
		['record', ...unclear('a'), ...unclear('b'), token(0), token(3), token(2)],
	]);
	void claims.settle('a', 'delivered');
	void claims.settle('b', 'notDelivered');
	await run(claims.done);
	expect(calls).toEqual([
		['remove', before('a'), after('a')],
		['remove', ...unclear('b')],
		['remove', before('a'), after('a'), token(0), token(1), token(2), token(3)],
		SETTLING_MS,
		['record', key('a'), token(0)],
		['remove', token(0)],
	]);
	expect([...entries]).toEqual([key('a')]);
});

test('a delivered key is told at once, and stays delivered', async () => {
	const { run, claim, calls, entries } = watchedRow(key('a'));
	const claims = claim('a');
	expect(await run(claims.answer('a'))).toBe('delivered');
	void claims.settle('a', 'unknown');
	await run(claims.done);
	expect(calls).toEqual([
		['record', ...unclear('a'), token(1), token(0)],
		['remove', before('a'), after('a'), token(1)],
		SETTLING_MS,
		['record', token(1), token(3), token(2)],
		['remove', token(0), token(1), token(2), token(3)],
	]);
	expect([...entries]).toEqual([key('a')]);
});

test.each<[string, Fate, Claim, string[]]>([
	['delivered', 'delivered', 'delivered', [key('a')]],
	['certainly not delivered', 'notDelivered', 'claimed', unclear('a')],
	['unclear', 'unknown', 'unclear', unclear('a')],
])('after a message that is %s', async (_, fate, next, left) => {
	const { use, entries } = watchedRow();
	expect(await use('a', fate)).toBe('claimed');
	expect(await use('a', 'unknown')).toBe(next);
	expect([...entries].sort()).toEqual([...left].sort());
});

test.each<[Fate, Claim]>([
	['delivered', 'delivered'],
	['notDelivered', 'unclear'],
	['unknown', 'unclear'],
])('an unclear message that is sent again, and %s, is %s', async (fate, next) => {
	const { use } = watchedRow(...unclear('a'));
	expect(await use('a', fate)).toBe('unclear');
	expect(await use('a', 'unknown')).toBe(next);
});

test('a key of which the row dropped a part is unclear, and does not become delivered', async () => {
	for (const left of [[after('a')], [key('a'), after('a')], [before('a')]]) {
		const { use, entries } = watchedRow(...left);
		expect(await use('a', 'unknown')).toBe('unclear');
		// A key that is younger than its marks would outlast them.
		expect(entries.has(key('a'))).toBe(left.includes(key('a')));
	}
});

test('what others undo is done again, until it stays', async () => {
	const { run, claim, calls, entries } = watchedRow();
	const claims = claim('a');
	await run(claims.answer('a'));
	await run(claims.settle('a', 'delivered'));
	// Their write puts back what was there before this process began to tidy up.
	const undone = [...unclear('a'), token(0)];
	while (typeof calls.at(-1) !== 'number') await run(Promise.resolve());
	undone.forEach((entry) => entries.add(entry));
	calls.length = 0;
	await run(claims.done);
	expect(calls).toEqual([
		['record', key('a'), token(0)],
		['remove', before('a'), after('a'), token(0), token(1), token(2), token(3)],
		SETTLING_MS,
		['record', key('a'), token(0)],
		['remove', token(0)],
	]);
	expect([...entries]).toEqual([key('a')]);
});

describe('a row that fails', () => {
	test('for a moment: the key is claimed all the same', async () => {
		const { use, faults } = watchedRow();
		faults.push('throws', undefined, 'throws', 'throws');
		expect(await use('a', 'delivered')).toBe('claimed');
		expect(await use('a', 'unknown')).toBe('delivered');
	});

	test('for long in the middle: the message is not sent, and the key is given back once the row works', async () => {
		const { use, faults } = watchedRow();
		faults.push(undefined, 'throws', 'throws', 'throws');
		expect(await use('a', 'unknown')).toEqual(new Error('database is locked'));
		expect(await use('a', 'delivered')).toBe('claimed');
	});

	test('for ever: the message is not sent, and the end comes', async () => {
		const { use, faults, entries } = watchedRow();
		faults.push(...Array<'throws'>(100).fill('throws'));
		expect(await use('a', 'unknown')).toEqual(new Error('database is locked'));
		expect(entries.size).toBe(0);
	});

	test.each<[number, Claim]>([
		[0, 'unclear'],
		[1, 'unclear'],
	])(
		'after look %s was written: what it found is lost, so the key is unclear',
		async (at, claim) => {
			const { use, faults } = watchedRow();
			faults[at] = 'writesAndThrows';
			expect(await use('a', 'unknown')).toBe(claim);
		},
	);

	test.each([2, 3, 4, 5])('in call %s: what was delivered is told so', async (at) => {
		for (const fault of ['throws', 'writesAndThrows'] as const) {
			const { use, faults } = watchedRow();
			faults[at] = fault;
			expect(await use('a', 'delivered')).toBe('claimed');
			expect(await use('a', 'unknown')).toBe('delivered');
		}
	});

	test.each([0, 1, 2, 3, 4, 5])('while an unclear key is looked up, in call %s', async (at) => {
		for (const fault of ['throws', 'writesAndThrows'] as const) {
			const { use, faults } = watchedRow(...unclear('a'));
			faults[at] = fault;
			expect(await use('a', 'unknown')).toBe('unclear');
			expect(await use('a', 'unknown')).toBe('unclear');
		}
	});
});

test('a row that keeps nothing is given up: the message is not sent, and the end comes', async () => {
	const { clock, run } = virtualClock();
	const keepsNothing: KeyRow = { record: async () => [], remove: async () => undefined };
	const claims = claimTogether(['a'], keepsNothing, clock);
	await expect(run(claims.answer('a'))).rejects.toThrow(
		"n8n's store of deduplication keys is too busy, so the message was not sent",
	);
	void claims.settle('a', 'delivered');
	await run(claims.done);
});

/** What the documents promise; on a fast machine a write takes a few milliseconds. */
test('half a second outlasts the writes of others: of two processes that look at the same time one gets the key', async () => {
	expect(SETTLING_MS).toBe(500);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.nat(200), { minLength: 1, maxLength: 40 }),
			fc.nat(1000),
			async (delays, later) => {
				const { clock, run } = virtualClock(seeded(1));
				let calls = 0;
				const { row } = unguardedRow(clock.wait, () => delays[calls++ % delays.length] ?? 0);
				const begin = async (afterMs: number) => {
					await clock.wait(afterMs);
					const claims = claimTogether(['a'], row, clock);
					const answer = await claims.answer('a');
					void claims.settle('a', 'unknown');
					return answer;
				};
				const answers = await run(Promise.all([begin(0), begin(later)]));
				expect(answers.filter((answer) => answer === 'claimed').length).toBeLessThanOrEqual(1);
			},
		),
		{ numRuns: 300 },
	);
});

describe('several processes on one row, in random order, with crashes and faults at every step', () => {
	/** Plans for each world. `CLAIM_PLANS=20000` tries more of them than the suite has time for. */
	const PLANS = Number(process.env.CLAIM_PLANS ?? 300);

	const one: World['processes'] = [[[['x']], [['x']]], [[['x']]]];
	const three: World['processes'] = [
		[[['x', 'y']], [['y', 'x']]],
		[[['x']], [['y']]],
		[[['y', 'x']], [['x']]],
	];
	/** Batches of one process at the same time. */
	const batches: World['processes'] = [
		[
			[['x', 'y'], ['z']],
			[['z'], ['x', 'y']],
		],
		[[['z', 'x'], ['y']], [['x']]],
	];
	const base: Omit<World, 'processes'> = {
		maxEntries: 1000,
		faults: 2,
		rounds: 3,
		fates: ['delivered', 'notDelivered', 'unknown'],
	};
	/** A row that is full. Its oldest entries are those of a key that is unclear: the next writes drop them, one by one. */
	const full = {
		...base,
		before: [...unclear('x'), ...'1234567'],
		processes: [[[['y']], [['x']]], [[['x']]]],
	};
	const inTime: Record<string, World> = {
		'two processes, one key': { ...base, processes: one },
		'the same, writes that settling just outlasts': { ...base, rounds: 1, processes: one },
		'two processes, batches at the same time': { ...base, processes: batches },
		'three processes, two keys': { ...base, faults: 3, processes: three },
		'a row that fails again and again': { ...base, faults: 12, faultWeight: 1, processes: batches },
		...Object.fromEntries(
			// The row has room for three entries of each key and for the tokens of the looks at an unclear key.
			[16, 17, 18, 20].map((maxEntries) => [
				`a full row of ${maxEntries} entries`,
				{ ...full, maxEntries },
			]),
		),
	};
	const late: Record<string, World> = {
		'two processes, one key': { ...base, rounds: 0, processes: one },
		'two processes, batches at the same time': { ...base, rounds: 0, processes: batches },
		'three processes, two keys': { ...base, faults: 3, rounds: 0, processes: three },
		'three processes, chains of writes that outlast settling': {
			...base,
			faults: 3,
			rounds: 1,
			processes: three,
		},
		'a full row': { ...full, rounds: 0, maxEntries: 16 },
	};
	const told: Seen['told'] = { claimed: 0, delivered: 0, unclear: 0, notTried: 0 };

	/** What went wrong in each plan in which something did. */
	async function wrongIn(world: World) {
		const wrong: unknown[] = [];
		for (let seed = 1; seed <= PLANS; seed++) {
			const seen = await runProcesses(world, seeded(seed));
			const { silent, twice, stuck } = seen;
			if (silent + twice + stuck > 0) wrong.push({ seed, silent, twice, stuck });
			for (const what of Object.keys(told) as Array<keyof typeof told>)
				told[what] += seen.told[what];
		}
		return wrong;
	}

	test.each(Object.entries(inTime))(
		'writes that end in time: nobody is skipped silently or reached twice: %s',
		async (_, world) => {
			expect(await wrongIn(world)).toEqual([]);
		},
		600_000,
	);

	test.each(Object.entries(late))(
		'writes that take longer than settling: nobody is skipped silently all the same: %s',
		async (_, world) => {
			const wrong = await wrongIn(world);
			expect(wrong).toEqual(wrong.map((plan) => ({ ...(plan as object), silent: 0, stuck: 0 })));
		},
		600_000,
	);

	test('each answer was seen, or these tests would say nothing about it', () => {
		expect(Math.min(told.claimed, told.delivered, told.unclear)).toBeGreaterThan(PLANS);
		expect(told.notTried).toBeGreaterThan(0);
	});

	test('where nothing goes wrong, one execution after the other: never unclear, and nothing is left but the keys', async () => {
		const keys = ['a', 'b', 'c', 'd'];
		const seen = await runProcesses(
			{
				...base,
				faults: 0,
				fates: ['delivered'],
				processes: [[[keys], [keys.slice(0, 2), keys.slice(2)], [keys]]],
			},
			seeded(1),
		);
		expect(seen.told).toEqual({ claimed: 4, delivered: 8, unclear: 0, notTried: 0 });
		expect([...seen.entries].sort()).toEqual(keys.map(key));
	});
});
