import type { IExecuteFunctions } from 'n8n-workflow';

import type { KeyStore } from '../../../../nodes/shared/delivery/claimAhead';
import { keyStore } from '../../../../nodes/shared/n8n/deduplication';
import { virtualClock } from '../../../support/virtualClock';
import { seeded } from '../delivery/manyProcesses';
import { unguardedRow } from '../delivery/unguardedRow';

/** Sends with up to 16 messages in flight; returns what each key was told. */
async function sendAll(keys: readonly string[], store: KeyStore, sending: () => Promise<void>) {
	const coming = [...keys];
	const told: string[] = [];
	store.expect(keys);
	const lane = async () => {
		for (let key = coming.shift(); key !== undefined; key = coming.shift()) {
			const claim = await store.claim(key);
			told.push(claim);
			if (claim === 'claimed') await sending();
			store.settle(key, claim === 'claimed' ? 'delivered' : 'unknown');
		}
	};
	await Promise.all(Array.from({ length: 16 }, lane));
	await store.finish();
	return told;
}

test.each([
	{ writeMs: 30, seed: 1 },
	{ writeMs: 30, seed: 2 },
	{ writeMs: 80, seed: 3 },
	{ writeMs: 80, seed: 4 },
])(
	'six executions on two workers, and at once the same again: what was delivered is told so, although the workers undo each other’s writes ($writeMs ms, plan $seed)',
	async ({ writeMs, seed }) => {
		const random = seeded(seed);
		const { clock, run } = virtualClock(random);
		const { row, entries } = unguardedRow(clock.wait, () => 1 + random() * writeMs);
		/** As a worker's n8n has it. What two workers share is the row alone. */
		const context = (worker: number) =>
			({
				getWorkflow: () => ({ id: `${writeMs}-${seed}` }),
				getNode: () => ({ id: `on-${worker}` }),
				helpers: {
					checkProcessedAndRecord: async (keys: string[]) => ({
						new: [],
						processed: await row.record(keys),
					}),
					removeProcessed: async (keys: string[]) => await row.remove(keys),
				},
			}) as unknown as IExecuteFunctions;
		const lists = Array.from({ length: 6 }, (_, list) =>
			Array.from({ length: 50 }, (__, at) => `${list}-${at}`),
		);
		const runAll = async () =>
			await Promise.all(
				lists.map(async (keys, list) => {
					const store = keyStore(context(list % 2), new AbortController().signal, clock);
					return await sendAll(keys, store, async () => await clock.wait(20 + random() * 100));
				}),
			);
		const [first, second] = await run(
			(async () => [(await runAll()).flat(), (await runAll()).flat()] as const)(),
		);
		expect(first).toEqual(Array(300).fill('claimed'));
		expect(second).toEqual(Array(300).fill('delivered'));
		// Left alone, the row keeps no mark of an unclear message; a token means nothing to anyone.
		await run(clock.wait(20_000));
		const kinds = entries().map((entry) => (JSON.parse(entry) as [string])[0]);
		expect(kinds.filter((kind) => kind !== 'look')).toEqual(Array(300).fill('key'));
	},
	60_000,
);
