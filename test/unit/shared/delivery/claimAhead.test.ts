import {
	claimAhead,
	type HeldKey,
	type KeyStore,
} from '../../../../nodes/shared/delivery/claimAhead';
import { SETTLING_MS, type KeyRow } from '../../../../nodes/shared/delivery/claims';
import { virtualClock } from '../../../support/virtualClock';

const names = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);

/** The runs of one process on one row, to which a write takes so long. */
function process(before: string[] = [], writeMs = 0) {
	let draws = 0;
	const { clock, run } = virtualClock(() => ++draws);
	const entries = new Set(before.map((name) => JSON.stringify(['key', name])));
	const row: KeyRow = {
		async record(added) {
			if (writeMs > 0) await clock.wait(writeMs);
			const known = added.filter((entry) => entries.has(entry));
			added.forEach((entry) => entries.add(entry));
			return known;
		},
		async remove(removed) {
			if (writeMs > 0) await clock.wait(writeMs);
			removed.forEach((entry) => entries.delete(entry));
		},
	};
	const held = new Map<string, HeldKey>();
	return {
		run,
		clock,
		held,
		entries,
		/** Keys in the row, and how many of them are marked as begun. */
		inRow: () => {
			const has = (kind: string) =>
				[...entries].flatMap((entry) => {
					const [what, name] = JSON.parse(entry) as [string, string];
					return what === kind ? [name] : [];
				});
			return { keys: has('key'), marked: has('before') };
		},
		start(expected: string[] = []) {
			const halt = new AbortController();
			const keys = claimAhead(row, clock, held, halt.signal);
			keys.expect(expected);
			return { keys, halt };
		},
	};
}

/** Sends one message with each key, one after the other. */
async function sendAll(
	keys: KeyStore,
	order: string[],
	sending: () => Promise<void>,
	sent: string[],
): Promise<void> {
	for (const name of order) {
		const claim = await keys.claim(name);
		if (claim === 'claimed') {
			await sending();
			sent.push(name);
		}
		if (claim !== 'halted') keys.settle(name, claim === 'claimed' ? 'delivered' : 'unknown');
	}
	await keys.finish();
}

test('while messages wait for their keys eighty are claimed ahead, later twenty, not more', async () => {
	const { run, start, inRow } = process();
	const { keys } = start(names(200));
	for (const name of names(69)) {
		expect(await run(keys.claim(name))).toBe('claimed');
		expect(inRow().keys).toEqual(names(80));
		keys.settle(name, 'delivered');
	}
	await run(keys.claim('k69'));
	expect(inRow().keys).toEqual(names(90));
});

test('messages that come in another order than expected do not claim more ahead', async () => {
	const { run, start, inRow } = process();
	const { keys } = start(names(100));
	await run(Promise.all(['k0', 'k50', 'k70', 'k90'].map((name) => keys.claim(name))));
	expect(inRow().keys).toEqual([...names(80), 'k90', 'k80', 'k81']);
});

test('where messages wait for their keys, more are claimed at a time', async () => {
	const { run, start, clock } = process();
	const { keys } = start(names(1000));
	const sent: string[] = [];
	await run(sendAll(keys, names(1000), async () => undefined, sent));
	expect(sent).toEqual(names(1000));
	// One after the other they would take 500 seconds, and 20 at a time 25.
	expect(clock.now()).toBeLessThan(15_000);
});

test('what was not used is given back at the end', async () => {
	const { run, start, inRow, held } = process();
	const { keys } = start(names(30));
	await run(keys.claim('k0'));
	keys.settle('k0', 'delivered');
	await run(keys.finish());
	expect(inRow()).toEqual({ keys: ['k0'], marked: [] });
	expect(held.size).toBe(0);
});

test('the end waits until all is written, but not for keys to settle: that goes on by itself', async () => {
	const { run, start, inRow, entries, clock } = process([], 7);
	const { keys } = start(['k0', 'k1']);
	await run(keys.claim('k0'));
	keys.settle('k0', 'delivered');
	const begin = clock.now();
	await run(keys.finish());
	expect([inRow(), clock.now() - begin]).toEqual([{ keys: ['k0'], marked: [] }, 7]);
	await run(clock.wait(10 * SETTLING_MS));
	expect([...entries]).toEqual([JSON.stringify(['key', 'k0'])]);
});

test('the end waits for what another run has claimed, too', async () => {
	const { run, start, inRow } = process([], 7);
	const [first, second] = [start(['a', 'b']), start()];
	await run(first.keys.claim('a'));
	await run(second.keys.claim('b'));
	second.keys.settle('b', 'delivered');
	await run(second.keys.finish());
	expect(inRow()).toEqual({ keys: ['a', 'b'], marked: ['a'] });
});

test('a halt ends all waiting at once, and what was being claimed is given back', async () => {
	const { run, start, inRow, held } = process();
	const { keys, halt } = start(names(5));
	const claim = keys.claim('k0');
	halt.abort();
	expect(await claim).toBe('halted');
	expect(await keys.claim('k1')).toBe('halted');
	await run(keys.finish());
	expect([inRow(), held.size]).toEqual([{ keys: [], marked: [] }, 0]);
});

test('a halt ends the wait for a key with which another run is sending', async () => {
	const { run, start } = process();
	const [first, second] = [start(), start()];
	await run(first.keys.claim('k'));
	const waiting = second.keys.claim('k');
	second.halt.abort();
	expect(await waiting).toBe('halted');
	await run(second.keys.finish());
});

test('a halted run does not wait for a key that another one has taken over', async () => {
	const { run, start, inRow } = process();
	const [first, second] = [start(['a', 'b']), start()];
	await run(first.keys.claim('a'));
	first.keys.settle('a', 'delivered');
	expect(await run(second.keys.claim('b'))).toBe('claimed');
	first.halt.abort();
	await run(first.keys.finish());
	second.keys.settle('b', 'delivered');
	await run(second.keys.finish());
	await run(Promise.resolve());
	expect(inRow()).toEqual({ keys: ['a', 'b'], marked: [] });
});

test.each([1, 10, 25, 60])(
	'two runs with the same %s keys in opposite order: nobody waits for ever, each is used once',
	async (count) => {
		const { run, start, clock, held } = process();
		const sent: string[] = [];
		const order = names(count);
		const backwards = [...order].reverse();
		const sending = async () => await clock.wait(30);
		await run(
			Promise.all([
				sendAll(start(order).keys, order, sending, sent),
				sendAll(start(backwards).keys, backwards, sending, sent),
			]),
		);
		expect([...sent].sort()).toEqual([...order].sort());
		expect(held.size).toBe(0);
	},
);

test('the second of two messages with one key waits for what becomes of the first', async () => {
	for (const [fate, next] of [
		['delivered', 'delivered'],
		['notDelivered', 'claimed'],
		['unknown', 'unclear'],
	] as const) {
		const { run, start } = process();
		const { keys } = start(['k', 'k']);
		expect(await run(keys.claim('k'))).toBe('claimed');
		const second = keys.claim('k');
		keys.settle('k', fate);
		expect(await run(second)).toBe(next);
	}
});

test('keys that were delivered before are told without settling', async () => {
	const { run, start, clock } = process(names(10));
	const { keys } = start(names(10));
	for (const name of names(10)) {
		expect(await run(keys.claim(name))).toBe('delivered');
		keys.settle(name, 'unknown');
	}
	expect(clock.now()).toBe(0);
	await run(keys.finish());
});
