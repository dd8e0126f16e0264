import { claimTogether, type Claim, type Claims, type Fate, type KeyRow } from './claims';
import { listenersOf } from '../signals';
import type { Clock } from './deliver';

/** The deduplication keys of one run. */
export interface KeyStore {
	/** Which keys will be asked for, in about this order: the next ones are claimed while earlier messages are sent. */
	expect(keys: readonly string[]): void;
	/**
	 * Takes the key for one message. `halted`: the run was halted while the key was waited for. Rejects when the store failed.
	 */
	claim(key: string): Promise<Claim | 'halted'>;
	/** To be called once after each claim that gave a {@link Claim}, with what became of the message. */
	settle(key: string, fate: Fate): void;
	/**
	 * Gives back what was claimed and not used, and waits until what became of the messages is written. Never rejects. Looking
	 * whether others have undone it goes on by itself for half a second and more; who looks meanwhile has the patience.
	 */
	finish(): Promise<void>;
}

/** A key that a run of this process has claimed, or is claiming. */
export interface HeldKey {
	readonly claims: Claims;
	isAnswered: boolean;
	/** The run that is sending a message with it. Until there is one, any run of this process may take it. */
	takenBy?: object;
	/** Resolves when nobody holds the key any more. */
	readonly left: Promise<void>;
	leave(): void;
}

/**
 * So many keys are claimed and not used yet, where messages wait for something else than keys. No more than needed, because the next
 * execution calls these messages unclear if n8n is killed now.
 */
const AHEAD = 20;
/** Where messages wait for their keys: at the beginning, and when they are sent faster than keys settle. */
const MOST_AHEAD = 80;

/**
 * Claims the keys of a run in batches, ahead of its messages.
 * @param held the keys that the runs of this process hold, by key. One message at a time takes a key, and whoever has taken
 * one waits for no other: so nobody waits for ever.
 * @param clock whose time passes also after a halt: what was begun is brought to its end
 */
export function claimAhead(
	row: KeyRow,
	clock: Clock,
	held: Map<string, HeldKey>,
	halted: AbortSignal,
): KeyStore {
	const run = {};
	const onHalt = listenersOf(halted);
	const coming = new Set<string>();
	/** What this run has claimed, whoever has taken it. */
	const own = new Map<string, HeldKey>();
	/** What is still to be written. */
	const writing = new Set<Promise<void>>();

	function claimBatch(keys: string[], size: number): void {
		for (const key of coming) {
			if (keys.length >= size) break;
			if (held.has(key)) continue;
			keys.push(key);
			coming.delete(key);
		}
		if (keys.length === 0) return;
		const claims = claimTogether(keys, row, clock);
		for (const key of keys) {
			let leave = () => {};
			const left = new Promise<void>((resolve) => (leave = resolve));
			const entry: HeldKey = { claims, isAnswered: false, left, leave };
			held.set(key, entry);
			own.set(key, entry);
			void left.then(() => own.delete(key));
			const onAnswer = () => (entry.isAnswered = true);
			claims.answer(key).then(onAnswer, onAnswer);
		}
	}

	const countUnused = () => [...own.values()].filter(({ takenBy }) => takenBy === undefined).length;

	function claimMore(isWaiting: boolean): void {
		const unused = countUnused();
		const wanted = isWaiting ? MOST_AHEAD : AHEAD;
		if (unused > wanted / 2) return;
		claimBatch([], wanted - unused);
	}

	async function settleHeld(key: string, { claims, leave }: HeldKey, fate: Fate): Promise<void> {
		await claims.settle(key, fate);
		held.delete(key);
		leave();
	}

	/** undefined once the run is halted. */
	async function unlessHalted<T>(work: Promise<T>): Promise<T | undefined> {
		if (halted.aborted) return undefined;
		return await new Promise((resolve, reject) => {
			const forget = onHalt(() => resolve(undefined));
			void work.then(resolve, reject).finally(forget);
		});
	}

	/** @param work which never rejects */
	function write(work: Promise<void>): void {
		writing.add(work);
		void work.then(() => writing.delete(work));
	}

	/** Nothing was sent with it. */
	function giveBack(key: string, entry: HeldKey): void {
		entry.takenBy = run;
		write(
			entry.claims.answer(key).then(
				async () => await settleHeld(key, entry, 'notDelivered'),
				async () => await settleHeld(key, entry, 'unknown'),
			),
		);
	}

	return {
		expect: (keys) => keys.forEach((key) => coming.add(key)),
		async claim(key) {
			coming.delete(key);
			while (!halted.aborted) {
				if (!held.has(key)) claimBatch([key], MOST_AHEAD - countUnused());
				const entry = held.get(key) as HeldKey;
				if (entry.takenBy) {
					await unlessHalted(entry.left);
					continue;
				}
				entry.takenBy = run;
				claimMore(!entry.isAnswered);
				let answer: Claim | undefined;
				try {
					answer = await unlessHalted(entry.claims.answer(key));
				} finally {
					if (answer === undefined) giveBack(key, entry);
				}
				if (answer !== undefined) return answer;
			}
			return 'halted';
		},
		settle(key, fate) {
			const entry = held.get(key);
			if (entry?.takenBy === run) write(settleHeld(key, entry, fate));
		},
		async finish() {
			coming.clear();
			for (const [key, entry] of own) if (entry.takenBy === undefined) giveBack(key, entry);
			await Promise.all(writing);
		},
	};
}
