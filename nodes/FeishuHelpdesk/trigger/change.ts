import { waitOf, type Memory, type Wait } from './memory';
import { isOpenStatus, type Sighting } from './sighting';

/** What a sighting of a ticket shows, beside what was known of it. */
export interface Change {
	readonly seen: Sighting;
	/** Feishu's number; undefined where the ticket was not known. */
	readonly statusBefore?: number;
	readonly isNew: boolean;
	readonly hasNewStatus: boolean;
	readonly isClosedNow: boolean;
	readonly wait: Wait;
}

/**
 * What is not in the memory was either never seen, or is a ticket that was closed long ago: those that happened before the
 * memory's windows have been told of, if there was anything to tell.
 */
export function changeOf(seen: Sighting, memory: Memory): Change {
	const { ticket, status, createdMs, closedMs } = seen;
	const known = Object.hasOwn(memory.tickets, ticket.ticket_id)
		? memory.tickets[ticket.ticket_id]
		: undefined;
	const isOpen = isOpenStatus(status);
	const isNew = !known && createdMs >= memory.createdFromMs;
	const isClosedNow =
		!isOpen && (known ? isOpenStatus(known[0]) : closedMs >= memory.updatedFromMs);
	return {
		seen,
		statusBefore: known?.[0],
		isNew,
		hasNewStatus: known
			? known[0] !== status
			: isClosedNow || (isOpen && !(isNew && status === CREATED)),
		isClosedNow,
		wait: waitOf(seen, known),
	};
}

/** A ticket begins with this status, so that it is no change. */
const CREATED = 1;
