import { isOpenStatus, type Sighting } from './sighting';

/**
 * What is remembered of a ticket, as short as it can be, since n8n stores it with the workflow: status, since when it waits, its
 * last moment (both in milliseconds since 1970), and 1 once it was told that it waits.
 */
export type Known = readonly [status: number, sinceMs: number, latestMs: number, told: 0 | 1];

/** What a poll leaves for the next. Plain JSON. */
export interface Memory {
	/** Of which helpdesk it is; no word of it holds for another. */
	readonly helpdesk: string;
	/** What was created before has been seen, */
	readonly createdFromMs: number;
	/** and what was changed before too. */
	readonly updatedFromMs: number;
	/** By ticket ID: all that are open, and those that were closed just now. */
	readonly tickets: Readonly<Record<string, Known>>;
}

/** About 1 MB in n8n's database. Of more, those that have not changed for the longest are forgotten. */
export const MOST_TICKETS = 20_000;

/** undefined where there is none yet, or it is of another helpdesk. */
export function readMemory(stored: unknown, helpdesk: string): Memory | undefined {
	const memory = stored as Partial<Memory> | null | undefined;
	return memory?.helpdesk === helpdesk &&
		Number.isFinite(memory.createdFromMs) &&
		Number.isFinite(memory.updatedFromMs) &&
		typeof memory.tickets === 'object'
		? (memory as Memory)
		: undefined;
}

/** A time in which a ticket waits: since when, and whether that was told. */
export interface Wait {
	readonly sinceMs: number;
	readonly isTold: boolean;
}

/**
 * Nothing on a ticket says when its status began. It is the last change at the first sight of that status, and an agent's answer
 * begins it anew; what else changes on the ticket does not.
 */
export function waitOf({ status, updatedMs, answeredMs }: Sighting, known?: Known): Wait {
	if (known && known[0] === status && answeredMs <= known[1])
		return { sinceMs: known[1], isTold: known[3] === 1 };
	return { sinceMs: Math.max(updatedMs, answeredMs), isTold: false };
}

/**
 * The memory after these sightings.
 * @param told IDs of the tickets of which was told that they wait
 */
export function remember(
	memory: Memory,
	sightings: readonly Sighting[],
	told: ReadonlySet<string>,
): Memory {
	const tickets = new Map(Object.entries(memory.tickets));
	for (const seen of sightings) {
		const { ticket_id: id } = seen.ticket;
		const { sinceMs, isTold } = waitOf(seen, tickets.get(id));
		const latestMs = Math.max(seen.updatedMs, seen.closedMs);
		tickets.set(id, [seen.status, sinceMs, latestMs, isTold || told.has(id) ? 1 : 0]);
	}
	const fromMs = Math.min(memory.createdFromMs, memory.updatedFromMs);
	const needed = [...tickets].filter(
		([, [status, , latestMs]]) => isOpenStatus(status) || latestMs >= fromMs,
	);
	if (needed.length > MOST_TICKETS) needed.sort(([, a], [, b]) => b[2] - a[2]);
	return { ...memory, tickets: Object.fromEntries(needed.slice(0, MOST_TICKETS)) };
}
