import type { DeduplicationScope, ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { claimsOn, type KeyRow } from '../delivery/claims';
import type { Clock } from '../delivery/deliver';
import type { KeyStore } from '../run/sendItem';
import { oneAtATime } from './sharedState';

const SCOPE: DeduplicationScope = 'node';
/** Two for each key. n8n keeps all of a node in one row of its database: without a bound it would grow for ever. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

/** Deduplication keys of this node in n8n's own store, which survives restarts (docs/decisions/0007-claims-on-an-unguarded-row.md). */
export function keyStore(context: IExecuteFunctions, clock: Clock): KeyStore {
	const name = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const claims = claimsOn(rowOf(context, name), clock);
	return {
		...claims,
		// Within this process nobody has to be told apart: who comes second waits for what becomes of the first.
		exclusively: async (key, work) => await oneAtATime(`${name} ${key}`, work),
	};
}

/** The row, with few writes: what several lanes want at the same time is written at once. */
function rowOf({ helpers }: IExecuteFunctions, name: string): KeyRow {
	const record = together(name, async (entries) => {
		const write = async () =>
			(await helpers.checkProcessedAndRecord(entries, SCOPE, OPTIONS)).processed;
		// n8n inserts the first row of a node: when two processes do, one of them fails, and finds the row the next time.
		return new Set<unknown>(await write().catch(write));
	});
	const remove = together(
		name,
		async (entries) => await helpers.removeProcessed(entries, SCOPE, OPTIONS),
	);
	return {
		async record(entries) {
			const known = await record(entries);
			return entries.filter((entry) => known.has(entry));
		},
		remove,
	};
}

/** Makes one call of all that wait for their turn with the row. */
function together<Answer>(row: string, call: (entries: string[]) => Promise<Answer>) {
	let waiting: string[] = [];
	let next: Promise<Answer> | undefined;
	return async (entries: readonly string[]): Promise<Answer> => {
		waiting.push(...entries);
		next ??= oneAtATime(row, async () => {
			const all = waiting;
			waiting = [];
			next = undefined;
			return await call(all);
		});
		return await next;
	};
}
