import type { Clock } from './deliver';

/** Where keys are kept for ever. Others write too, and each write puts the whole row back as it was read before. */
export interface KeyRow {
	/** Adds the entries, each given once; returns those that were there already. */
	record(entries: readonly string[]): Promise<readonly string[]>;
	/** Each entry is given once. */
	remove(entries: readonly string[]): Promise<void>;
}

/**
 * `delivered`: a message with the key was delivered before. `unclear`: someone took the key and never said what became of the
 * message, or is sending it at this moment.
 */
export type Claim = 'claimed' | 'delivered' | 'unclear';

/** What became of the message with the key: it arrived, it certainly did not, or nobody knows. */
export type Fate = 'delivered' | 'notDelivered' | 'unknown';

/** Keys that are claimed together. */
export interface Claims {
	/** What the row says of a key. Rejects when the row failed: the key was not claimed. */
	answer(key: string): Promise<Claim>;
	/** To be called once for each key, whatever was answered. Never rejects: what cannot be written stays unclear. */
	settle(key: string, fate: Fate): Promise<void>;
	/** Resolves when every key was settled, what was delivered is sure to stay so, and nothing but that is left in the row. */
	readonly done: Promise<void>;
}

/**
 * Many times longer than a write of others takes from reading the row to putting it back (milliseconds). What is still in
 * the row after that will stay: the writes that began before it was there are over. The idea is Fischer's timed mutual
 * exclusion (Lamport, "A fast mutual exclusion algorithm", 1987).
 */
export const SETTLING_MS = 500;
/**
 * So many looks find a key taken before it is unclear: the other may just be looking too, or its message was delivered and
 * others have undone the removal of its marks, which is done again within a second.
 */
const PATIENCE = 5;
/** No row is that busy; but nothing here waits for ever. */
const MAX_ROUNDS = 20;
/** So often in a row the row may fail before the messages are given up. */
const MAX_FAILURES = 3;

// Structured, so that no key can be taken for a mark.
const keyEntry = (key: string) => JSON.stringify(['key', key]);
/** "Begun, and nobody said how it ended", twice: the row drops its oldest entries, and one of them outlasts the key. */
const marksOf = (key: string) => ['before', 'after'].map((side) => JSON.stringify([side, key]));
/** In this order: a key is never older than both of its marks. */
function entriesOf(key: string): string[] {
	const [before = '', after = ''] = marksOf(key);
	return [before, keyEntry(key), after];
}

/** What this process knows of a key that is not answered yet. */
interface Open {
	/** Tokens of its looks that found the key free, as long as nothing but such a look can have recorded them. */
	proofs: string[];
	/** So often it was found taken. */
	taken: number;
	readonly answer: (claim: Claim) => void;
	readonly fail: (error: unknown) => void;
}

/**
 * Claims that hold across processes, on a row without locks (docs/decisions/0007-claims-on-an-unguarded-row.md). A key with a mark is
 * unclear, a key without is delivered. Every look records the key and its marks in one write, and only a delivery, or a look
 * that itself added the marks to a delivered key, takes the marks away: so no write that is lost, or undone, makes a
 * delivery out of anything else.
 */
export function claimTogether(keys: readonly string[], row: KeyRow, clock: Clock): Claims {
	const open = new Map<string, Open>();
	const answers = new Map(
		keys.map((key) => [
			key,
			new Promise<Claim>((answer, fail) => open.set(key, { proofs: [], taken: 0, answer, fail })),
		]),
	);
	const claimed = new Set<string>();
	const delivered = new Set<string>();
	const tokens: string[] = [];
	const newToken = () => {
		const token = JSON.stringify(['look', clock.random(), tokens.length]);
		tokens.push(token);
		return token;
	};
	/** Of looks that failed, and may have been written all the same. */
	let failed: string[] = [];
	/** Marks that looks added to delivered keys. While the token is in the row, their removal was undone. */
	let removal: { readonly marks: string[]; readonly token: string } | undefined;
	let givenUp = false;

	function answer(key: string, claim: Claim): void {
		open.get(key)?.answer(claim);
		open.delete(key);
		if (claim !== 'claimed') return;
		claimed.add(key);
		if (givenUp) void settle(key, 'notDelivered');
	}

	/** One write for all: what it finds says what is to be answered, what it adds says that somebody looks. */
	async function look(): Promise<void> {
		const token = newToken();
		const removalToken = newToken();
		const before = removal;
		failed.push(token);
		const known = new Set(
			await row.record([
				...new Set([
					...[...open.keys()].flatMap(entriesOf),
					...[...open.values()].flatMap(({ proofs }) => proofs),
					...(before ? [before.token] : []),
					removalToken,
					...failed,
				]),
			]),
		);
		// A look that seemed to fail was written: what it found, and this one cannot find any more, nobody knows.
		const isSpoiled = failed.some((lost) => known.has(lost));
		failed = [];
		const evicted: string[] = [];
		const marks = before && known.has(before.token) ? [...before.marks] : [];
		for (const [key, state] of [...open]) {
			const hasKey = known.has(keyEntry(key));
			const hasMark = marksOf(key).some((mark) => known.has(mark));
			if (isSpoiled) answer(key, 'unclear');
			else if (state.proofs.some((proof) => known.has(proof))) answer(key, 'claimed');
			else if (!hasKey && !hasMark) state.proofs.push(token);
			else if (!hasMark) {
				marks.push(...marksOf(key));
				answer(key, 'delivered');
			} else if (!hasKey) {
				// The row has dropped it. It must not become younger than the marks, or it would outlast them.
				evicted.push(keyEntry(key));
				answer(key, 'unclear');
			} else if (++state.taken === PATIENCE) answer(key, 'unclear');
			// This look has recorded the tokens anew: they prove nothing any more.
			else state.proofs = [];
		}
		removal = marks.length > 0 ? { marks, token: removalToken } : undefined;
		if (removal ?? evicted.length > 0)
			await row.remove([...evicted, ...marks, removalToken]).catch(() => undefined);
	}

	async function lookUntilAnswered(): Promise<void> {
		let failures = 0;
		for (let round = 0; round < MAX_ROUNDS && (open.size > 0 || removal); round++) {
			if (round > 0) await clock.sleep(SETTLING_MS);
			try {
				await look();
				failures = 0;
			} catch (error) {
				// The messages are not sent any more. What turns out to be claimed once the row works again is released.
				if (++failures === MAX_FAILURES) giveUp(error);
				if (failures === 2 * MAX_FAILURES) return;
			}
		}
		giveUp(
			new TypeError("n8n's store of deduplication keys is too busy, so the message was not sent"),
		);
	}

	function giveUp(error: unknown): void {
		givenUp = true;
		open.forEach(({ fail }) => fail(error));
	}

	const settled = new Map<string, () => void>();
	const allSettled = Promise.all(
		keys.map(async (key) => await new Promise<void>((resolve) => settled.set(key, resolve))),
	);

	async function settle(key: string, fate: Fate): Promise<void> {
		try {
			if (fate === 'delivered') {
				delivered.add(key);
				await row.remove(marksOf(key));
			} else if (fate === 'notDelivered' && claimed.delete(key)) {
				// Once only: the next time it could be someone else's. What was unclear before stays unclear.
				await row.remove(entriesOf(key));
			}
		} catch {
			// The mark stays: the next execution says that the message is unclear.
		}
		settled.get(key)?.();
	}

	async function tidy(): Promise<void> {
		const [witness = ''] = tokens;
		for (let round = 0; round < MAX_ROUNDS; round++) {
			try {
				await row.remove([...[...delivered].flatMap(marksOf), ...tokens]);
				if (delivered.size === 0) return;
				await clock.sleep(SETTLING_MS);
				// To record what was delivered is the truth at any time.
				const recorded = [...delivered].map(keyEntry);
				const known = new Set(await row.record([...recorded, witness]));
				// Where the witness is back, others have undone the removal.
				if (known.has(witness) || !recorded.every((entry) => known.has(entry))) continue;
				return await row.remove([witness]);
			} catch {
				// Once more. If it never works, the next execution says that the messages are unclear.
				if (round === MAX_FAILURES) return;
				await clock.sleep(SETTLING_MS);
			}
		}
	}

	const looking = lookUntilAnswered();
	// Whoever waits for one is told; a failure that nobody waits for is not an error.
	answers.forEach((promise) => promise.catch(() => undefined));
	return {
		answer: async (key) => await (answers.get(key) as Promise<Claim>),
		settle,
		done: (async () => {
			await Promise.all([looking, allSettled]);
			await tidy();
		})(),
	};
}
