import type { Ticket } from '../../shared/feishu/tickets';
import { momentIn, ticketStatuses, wordFor } from '../../shared/feishu/ticketWords';

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
	const createdMs = momentIn(ticket.created_at) ?? 0;
	return {
		ticket,
		status: numberOf(ticket.status),
		createdMs,
		updatedMs: Math.max(createdMs, momentIn(ticket.updated_at) ?? 0),
		closedMs: momentIn(ticket.closed_at) ?? 0,
		answeredMs: momentIn(ticket.agent_last_response_time) ?? 0,
	};
}

/** Whether the ticket is open. Of a status that is not documented it is inferred from those that are: closed ones begin at 50. */
export function isOpenStatus(status: number): boolean {
	return wordFor(ticketStatuses, status)?.isOpen ?? !(status >= 50);
}

function numberOf(value: unknown): number {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
	return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
