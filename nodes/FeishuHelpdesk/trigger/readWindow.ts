import type { Ticket, TicketFilter, TicketPage, TimeSpan } from '../../shared/feishu/tickets';

/** Asks Feishu for one page of tickets. @param page from 1 */
export type ListTickets = (filter: TicketFilter, page: number) => Promise<TicketPage>;

/**
 * Reads the tickets that were created, or changed, within a time, from the oldest moment to the newest. The time is halved until
 * what it holds comes in a single answer: a ticket that changes while pages are read could move from a page that is still to
 * come to one that was read, but from a moment that is still to come it can only move on to a later one. It may come twice
 * then; what comes later is newer.
 *
 * @param isOver asked before each request; true ends the reading, and the tickets are those of the beginning of the time
 */
export async function readWindow(
	list: ListTickets,
	moment: 'created' | 'updated',
	whole: TimeSpan,
	filter: TicketFilter,
	isOver: () => boolean,
): Promise<readonly Ticket[]> {
	const tickets: Ticket[] = [];
	const ahead = [whole];
	for (let span = ahead.pop(); span; span = ahead.pop()) {
		if (isOver()) break;
		const within = { ...filter, [moment]: span };
		const { tickets: found, total } = await list(within, 1);
		if (total <= found.length) {
			tickets.push(...found);
			continue;
		}
		const { startMs, endMs } = span;
		if (startMs < endMs) {
			const middleMs = Math.floor((startMs + endMs) / 2);
			ahead.push({ startMs: middleMs + 1, endMs }, { startMs, endMs: middleMs });
			continue;
		}
		// More in one millisecond than an answer holds: there is nothing left to halve.
		tickets.push(...found);
		for (let page = 2, more = found; more.length > 0 && !isOver(); page++) {
			({ tickets: more } = await list(within, page));
			tickets.push(...more);
		}
	}
	return tickets;
}
