import type { Ticket } from '../../shared/feishu/tickets';
import { ticketStatuses, wordFor } from '../../shared/feishu/ticketWords';

/** What counts of a ticket for telling what happened to it. Moments are milliseconds since 1970 by Feishu's clock; 0: none. */
export interface Sighting {
	readonly ticket: Ticket;
	/** Feishu's number; 0 where it is none. */
	readonly status: number;
	readonly createdMs: number;
	/** When it last changed, as far as Feishu says. */
	readonly updatedMs: number;
	readonly closedMs: number;
	/** When an agent last answered. */
	readonly answeredMs: number;
}

export function sightingOf(ticket: Ticket): Sighting {
	const createdMs = momentOf(ticket.created_at);
	return {
		ticket,
		status: numberOf(ticket.status),
		createdMs,
		updatedMs: Math.max(createdMs, momentOf(ticket.updated_at)),
		closedMs: momentOf(ticket.closed_at),
		answeredMs: momentOf(ticket.agent_last_response_time),
	};
}

/** Whether the ticket is open. Of a status that is not documented it is inferred from those that are: closed ones begin at 50. */
export function isOpenStatus(status: number): boolean {
	return wordFor(ticketStatuses, status)?.isOpen ?? !(status >= 50);
}

/** Feishu leaves a moment out, or writes 0 or -1, where there is none. What is no moment of our time is none either. */
function momentOf(value: unknown): number {
	const ms = numberOf(value);
	return ms < 1e14 ? ms : 0;
}

function numberOf(value: unknown): number {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
	return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
