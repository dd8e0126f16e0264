import fc from 'fast-check';

import { claimsOn, SETTLING_MS, type KeyRow } from '../../../../nodes/shared/delivery/claims';
import { virtualClock } from '../../../support/virtualClock';
import { unguardedRow } from './unguardedRow';

test('claim, confirm, release: what the next one is told', async () => {
	const { clock, run } = virtualClock(Math.random);
	const { row, entries } = unguardedRow(clock.wait, () => 1);
	const claims = claimsOn(row, clock);
	const others = claimsOn(row, clock);
	await run(
		(async () => {
			expect(await claims.claim('a')).toBe('claimed');
			expect(await others.claim('a')).toBe('unclear');
			await claims.release('a');
			expect(await others.claim('a')).toBe('claimed');
			await others.confirm('a');
			await others.finish();
			expect(await claims.claim('a')).toBe('delivered');
			await claims.finish();
			expect(entries()).toEqual(['a', ' delivered a']);
		})(),
	);
});

/** A row that nobody else writes to, and what was asked of it, with the waiting in between. */
function watchedRow(
	clock: { sleep(ms: number): Promise<void>; now(): number; random(): number },
	entriesBefore: string[] = [],
) {
	const entries = new Set(entriesBefore);
	const calls: unknown[] = [];
	const row: KeyRow = {
		async record(added) {
			calls.push(['record', ...added]);
			const known = added.filter((entry) => entries.has(entry));
			added.forEach((entry) => entries.add(entry));
			return known;
		},
		async remove(removed) {
			calls.push(['remove', ...removed]);
			removed.forEach((entry) => entries.delete(entry));
		},
	};
	const sleep = async (ms: number) => {
		calls.push(ms);
		await clock.sleep(ms);
	};
	return { row, entries, calls, clock: { ...clock, sleep } };
}

test('each step, as the row sees it', async () => {
	const { clock, run } = virtualClock();
	const watched = watchedRow(clock);
	const claims = claimsOn(watched.row, watched.clock);
	await run(claims.finish());
	expect(watched.calls.splice(0)).toEqual([]);
	await run(claims.claim('a'));
	expect(watched.calls.splice(0)).toEqual([
		['record', 'a', ' owner 0.5 a'],
		SETTLING_MS,
		['record', 'a', ' owner 0.5 a'],
	]);
	await run(claims.confirm('a'));
	expect(watched.calls.splice(0)).toEqual([['record', ' delivered a']]);
	await run(claims.finish());
	expect(watched.calls.splice(0)).toEqual([
		SETTLING_MS,
		['record', ' delivered a'],
		['remove', ' owner 0.5 a'],
	]);
});

test('the mark of a delivery that others have undone is put back, until it stays', async () => {
	const { clock, run } = virtualClock();
	const watched = watchedRow(clock);
	const claims = claimsOn(watched.row, watched.clock);
	await run(claims.confirm('a'));
	await run(claims.confirm('b'));
	watched.entries.delete(' delivered b');
	watched.calls.length = 0;
	await run(claims.finish());
	expect(watched.calls).toEqual([
		SETTLING_MS,
		['record', ' delivered a', ' delivered b'],
		SETTLING_MS,
		['record', ' delivered b'],
	]);
});

test('a row that keeps nothing is given up: the message is not sent, and the end comes all the same', async () => {
	const { clock, run } = virtualClock();
	let records = 0;
	const keepsNothing: KeyRow = {
		record: async () => (records++, []),
		remove: async () => undefined,
	};
	const claims = claimsOn(keepsNothing, clock);
	await expect(run(claims.claim('a'))).rejects.toThrow(
		"n8n's store of deduplication keys is too busy, so the message was not sent",
	);
	expect(records).toBe(40);
	await run(claims.confirm('a'));
	records = 0;
	await run(claims.finish());
	expect(records).toBe(40);
});

const plan = fc.record({
	/** What each process does, one after the other: key, when, how long sending takes, what becomes of it. */
	processes: fc.array(
		fc.array(
			fc.record({
				key: fc.nat(3),
				pauseMs: fc.nat(900),
				sendingMs: fc.nat(400),
				fate: fc.constantFrom('delivered', 'refused', 'crashed'),
			}),
			{ minLength: 1, maxLength: 6 },
		),
		{ minLength: 2, maxLength: 4 },
	),
	// Far longer than a database takes; with a half instead of a fifth, one plan in thousands finds a chain of writes that
	// lets two processes in.
	delays: fc.array(fc.nat(SETTLING_MS / 5), { minLength: 1, maxLength: 50 }),
	seed: fc.integer(),
});

test('whatever processes undo in the row of one another: no key is used twice at once, none again after a delivery', async () => {
	const seen = { claimed: 0, delivered: 0, unclear: 0, busy: 0 };
	await fc.assert(
		fc.asyncProperty(plan, async ({ processes, delays, seed }) => {
			let draws = seed;
			const { clock, run } = virtualClock(() => ++draws);
			let turn = 0;
			const { row } = unguardedRow(clock.wait, () => delays[turn++ % delays.length] ?? 0);
			const inUse = new Set<number>();
			const sent = new Set<number>();
			const skipped = new Set<number>();
			const toldUnclear = new Set<number>();
			const runProcess = async (jobs: (typeof processes)[number]) => {
				const claims = claimsOn(row, clock);
				for (const { key, pauseMs, sendingMs, fate } of jobs) {
					await clock.wait(pauseMs);
					const name = `key ${key}`;
					const wasSent = sent.has(key);
					const answer = await claims.claim(name).catch(() => 'busy' as const);
					seen[answer]++;
					if (answer === 'delivered') skipped.add(key);
					if (answer === 'unclear') toldUnclear.add(key);
					if (answer !== 'claimed') continue;
					expect([key, inUse.has(key), wasSent]).toEqual([key, false, false]);
					inUse.add(key);
					await clock.wait(sendingMs);
					if (fate === 'crashed') {
						// It may have been delivered, and nobody said so: nobody may send it again.
						continue;
					}
					inUse.delete(key);
					if (fate === 'refused') {
						await claims.release(name);
						continue;
					}
					expect(sent).not.toContain(key);
					sent.add(key);
					await claims.confirm(name);
				}
				await claims.finish();
			};
			await run(Promise.all(processes.map(runProcess)));
			// Nobody is skipped silently: either the message arrived, or another item says that this is unclear.
			for (const key of skipped) expect([...sent, ...toldUnclear]).toContain(key);
			const later = claimsOn(row, clock);
			for (const key of sent) expect(await run(later.claim(`key ${key}`))).not.toBe('claimed');
		}),
		{ numRuns: 500 },
	);
	// Each answer was seen, or the test would say nothing about it.
	expect(Math.min(seen.claimed, seen.delivered, seen.unclear)).toBeGreaterThan(100);
}, 60_000);
