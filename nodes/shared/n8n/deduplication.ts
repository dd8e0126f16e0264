import type { DeduplicationScope, ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { claimAhead, type KeyStore } from '../delivery/claimAhead';
import type { KeyRow } from '../delivery/claims';
import type { Clock } from '../delivery/deliver';
import { MOST_KEYS } from '../options';
import { realClock } from './clock';
import { heldKeysOf, oneAtATime } from './sharedState';

const SCOPE: DeduplicationScope = 'node';
/**
 * Three for each key whose message is unclear, one for each that was delivered, and room for what is in there for a moment. n8n
 * keeps all of a node in one row of its database: without a bound it would grow for ever.
 */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 3 * MOST_KEYS + 1000 };

/**
 * Up to so long the row is left alone after each write (milliseconds). Two processes that write without a break could take
 * turns for ever with two copies of the row, each seeing its own.
 */
const LONGEST_PAUSE_MS = 20;

/** Deduplication keys of this node in n8n's own store, which survives restarts (docs/decisions/0007-claims-on-an-unguarded-row.md). */
export function keyStore(
	context: IExecuteFunctions,
	halted: AbortSignal,
	clock: Clock = realClock(new AbortController().signal),
): KeyStore {
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	return claimAhead(rowOf(context, name, clock), clock, heldKeysOf(name), halted);
}

/** The row, with few writes: what several lanes want at the same time is written at once. */
function rowOf({ helpers }: IExecuteFunctions, name: string, clock: Clock): KeyRow {
	const inTurn = async <T>(call: () => Promise<T>): Promise<T> => {
		try {
			return await call();
		} finally {
			await clock.sleep(clock.random() * LONGEST_PAUSE_MS);
		}
	};
	const record = together(
		name,
		async (entries) =>
			await inTurn(async () => {
				const { processed } = await helpers.checkProcessedAndRecord(entries, SCOPE, OPTIONS);
				return new Set<unknown>(processed);
			}),
	);
	const remove = together(
		name,
		async (entries) =>
			await inTurn(async () => await helpers.removeProcessed(entries, SCOPE, OPTIONS)),
	);
	return {
		async record(entries) {
			const known = await record(entries);
			return entries.filter((entry) => known.has(entry));
		},
		remove,
	};
}

/** Makes one call of all that wait for their turn with the row. n8n gets no entry twice: it would add it twice. */
function together<Answer>(row: string, call: (entries: string[]) => Promise<Answer>) {
	let waiting = new Set<string>();
	let next: Promise<Answer> | undefined;
	return async (entries: readonly string[]): Promise<Answer> => {
		entries.forEach((entry) => waiting.add(entry));
		next ??= oneAtATime(row, async () => {
			const all = [...waiting];
			waiting = new Set();
			next = undefined;
			return await call(all);
		});
		return await next;
	};
}
