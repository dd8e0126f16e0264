import type { HeldKey } from '../delivery/claimAhead';
import { Pace, type Quota } from '../delivery/pace';
import { ticketQuotas, type TicketQuotas } from '../delivery/ticketQuotas';
import type { Exchange } from '../feishu/judge';
import type { IssuedToken } from '../feishu/token';
import type { RunMemory, UnclearCalls } from '../run/runMemory';

// All that executions in one n8n process share, in one place (docs/decisions/0005-quota-in-process.md). Other processes
// are discovered through Feishu's answers. Nothing here outlives the process.

/** What all executions know of one account, i.e. of one app on one server. */
export interface AccountState {
	readonly pace: Pace;
	readonly sidePace: Pace;
	readonly ticketQuotas: TicketQuotas;
	token?: IssuedToken;
	/** The one that Feishu refused last: nobody takes it up again from n8n's database. */
	refusedToken?: string;
	/** Pending while one request fetches a token for all. Gives the failure that is everybody's. */
	fetchingToken?: Promise<Exchange | undefined>;
}

const accounts = new Map<string, AccountState>();
/** More accounts than this are not kept at a time, unless they are busy. */
const MAX_ACCOUNTS = 100;

/** @param fingerprint of the account; see credential/storedToken.ts */
export function accountState(fingerprint: string, now: number): AccountState {
	const known = accounts.get(fingerprint);
	if (known) return known;
	if (accounts.size >= MAX_ACCOUNTS) {
		for (const [key, account] of accounts) if (isIdle(account, now)) accounts.delete(key);
	}
	const state = { pace: new Pace(), sidePace: new Pace(), ticketQuotas: ticketQuotas() };
	accounts.set(fingerprint, state);
	return state;
}

/** True when nothing is known of it that must not be forgotten. */
function isIdle(
	{ pace, sidePace, ticketQuotas: tickets, fetchingToken }: AccountState,
	now: number,
) {
	const paces = [pace, sidePace, ...Object.values(tickets).map((quota: Quota) => quota.pace)];
	return !fetchingToken && paces.every((each) => each.isIdle(now));
}

/** What an execution remembers, for as long as it lives. */
export interface Remembered {
	/** By node, and by run or call of it. */
	readonly runs: Map<string, RunMemory>;
	/** By node. */
	readonly unclearCalls: Map<string, UnclearCalls>;
	/** Image keys by account and content hash. */
	readonly imageKeys: Map<string, string>;
}

const remembered = new WeakMap<object, Remembered>();

/**
 * What became of the messages of this execution so far (docs/decisions/0004-remembered-outcomes.md).
 * @param execution an object that lives and dies with the execution: its cancel signal
 */
export function rememberedOf(execution: object): Remembered {
	const known = remembered.get(execution);
	if (known) return known;
	const fresh: Remembered = { runs: new Map(), unclearCalls: new Map(), imageKeys: new Map() };
	remembered.set(execution, fresh);
	return fresh;
}

const heldKeys = new Map<string, Map<string, HeldKey>>();

/** The deduplication keys that executions hold, of one row of n8n's store. */
export function heldKeysOf(row: string): Map<string, HeldKey> {
	const known = heldKeys.get(row) ?? new Map<string, HeldKey>();
	heldKeys.set(row, known);
	return known;
}

const queues = new Map<string, Promise<unknown>>();

/** Runs work on the same thing one after the other: n8n's deduplication store reads and writes a whole row, unguarded. */
export async function oneAtATime<T>(thing: string, work: () => Promise<T>): Promise<T> {
	const before = queues.get(thing) ?? Promise.resolve();
	const current = before.then(work);
	const settled = current.catch(() => undefined);
	queues.set(thing, settled);
	try {
		return await current;
	} finally {
		if (queues.get(thing) === settled) queues.delete(thing);
	}
}
