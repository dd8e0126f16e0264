import type { Clock } from './deliver';

/** Where keys are kept for ever. Others write too, and each write puts the whole row back as it was read before. */
export interface KeyRow {
	/** Adds the entries; returns those that were there already. */
	record(entries: readonly string[]): Promise<readonly string[]>;
	remove(entries: readonly string[]): Promise<void>;
}

/** One message at a time has a key. */
export interface Claims {
	/**
	 * Takes the key before sending. `delivered`: a message with it was delivered before. `unclear`: someone took it and never
	 * said what became of the message, or is sending it at this moment.
	 */
	claim(key: string): Promise<'claimed' | 'delivered' | 'unclear'>;
	/** The message was delivered. */
	confirm(key: string): Promise<void>;
	/** The message was certainly not delivered. */
	release(key: string): Promise<void>;
	/** Makes sure that what was confirmed stays so, and tidies up. */
	finish(): Promise<void>;
}

/**
 * Many times longer than a write of others takes from reading the row to putting it back (milliseconds). What is still in
 * the row after that will stay: the writes that began before it was there are over. Not just once as long, because
 * overlapping writes in a chain can undo an entry, bring it back, and undo it again. The idea is Fischer's timed mutual
 * exclusion (Lamport, "A fast mutual exclusion algorithm", 1987).
 */
export const SETTLING_MS = 500;
/** No row is that busy; but nothing here waits for ever. */
const MAX_ROUNDS = 40;

/**
 * Claims that hold across processes, on a row without locks (docs/decisions/0007-claims-on-an-unguarded-row.md). Entries can
 * only be added while they are looked for, so what is looked for often must be there already: a delivered message has its
 * key and a mark. Keys must not begin with a space: marks do.
 */
export function claimsOn(row: KeyRow, clock: Clock): Claims {
	const markOf = (key: string) => ` delivered ${key}`;
	const confirmed = new Set<string>();
	const owners: string[] = [];

	async function wasDelivered(key: string): Promise<boolean> {
		const mark = markOf(key);
		const [known] = await row.record([mark]);
		if (known === undefined) await row.remove([mark]);
		return known !== undefined;
	}

	return {
		async claim(key) {
			const owner = ` owner ${clock.random()} ${key}`;
			owners.push(owner);
			for (let round = 0; round < MAX_ROUNDS; round++) {
				const known = await row.record([key, owner]);
				if (known.includes(key) && !known.includes(owner))
					return (await wasDelivered(key)) ? 'delivered' : 'unclear';
				if (known.includes(owner)) return 'claimed';
				await clock.sleep(SETTLING_MS);
			}
			throw new TypeError(
				"n8n's store of deduplication keys is too busy, so the message was not sent",
			);
		},
		async confirm(key) {
			confirmed.add(key);
			await row.record([markOf(key)]);
		},
		release: async (key) => await row.remove([key]),
		async finish() {
			for (let round = 0; round < MAX_ROUNDS && confirmed.size > 0; round++) {
				await clock.sleep(SETTLING_MS);
				const known = new Set(await row.record([...confirmed].map(markOf)));
				for (const key of confirmed) if (known.has(markOf(key))) confirmed.delete(key);
			}
			if (owners.length > 0) await row.remove(owners);
		},
	};
}
