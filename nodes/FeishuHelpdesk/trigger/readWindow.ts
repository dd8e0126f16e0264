import type { Unsent } from '../../shared/delivery/deliver';
import {
	MOST_BY_PAGING,
	MOST_PER_PAGE,
	type Ticket,
	type TicketFilter,
	type TimeSpan,
} from '../../shared/feishu/tickets';
import { readPages } from '../../shared/tickets/readPages';
import { MOST_FRUITLESS, type Search } from '../../shared/tickets/searchAll';
import { splitByTime } from '../../shared/tickets/splitByTime';
import { sightingOf } from './sighting';

/**
 * Reads the tickets that were created, or changed, within a time, from the oldest moment to the newest. What does not fit into
 * one answer is searched in pieces until each fits: a ticket that changes while pages are read could move from a page that is
 * still to come to one that was read, but from a moment that is still to come it can only move on to a later one. It may come
 * twice then; what comes later is newer.
 *
 * @param isOver asked before each request; true ends the reading, and the tickets are those of the beginning of the time
 * @returns undefined where the answers do not fit together, e.g. Feishu does not heed the time: then nothing is known
 */
export async function readWindow(
	search: Search,
	moment: 'created' | 'updated',
	whole: TimeSpan,
	filter: TicketFilter,
	isOver: () => boolean,
): Promise<readonly Ticket[] | Unsent | undefined> {
	const found = new Map<string, Ticket>();
	const ahead = [whole];
	/** Requests since the last that gave a ticket which was not known. */
	let fruitless = 0;
	for (let span = ahead.pop(); span && !isOver(); span = ahead.pop()) {
		if (++fruitless > MOST_FRUITLESS) return undefined;
		const piece = { ...filter, [moment]: span };
		const before = found.size;
		const answer = await search(piece, 1, MOST_PER_PAGE);
		if (answer.verdict !== 'sent') return answer;
		const { entries } = answer.value;
		const total = answer.value.total ?? (entries.length < MOST_PER_PAGE ? 0 : Infinity);
		if (entries.length < total) {
			if (!entries.every((ticket) => isAfter(span.startMs, ticket, moment))) return undefined;
			const smaller = splitByTime(span, total);
			if (smaller) {
				// The newest stands first, so that the oldest is taken next.
				ahead.push(...smaller);
				continue;
			}
			const rest = await readPages(
				async (page) => {
					fruitless++;
					return await search(piece, page, MOST_PER_PAGE);
				},
				({ ticket_id: id }) => id,
				found,
				Infinity,
				{ entries: MOST_BY_PAGING, pages: MOST_BY_PAGING / MOST_PER_PAGE },
			);
			if (typeof rest === 'object') return rest;
			if (rest) return undefined;
		}
		for (const ticket of entries) found.set(ticket.ticket_id, ticket);
		if (found.size > before) fruitless = 0;
	}
	return [...found.values()];
}

/** Feishu may compare seconds. */
const TOLERANCE_MS = 1000;

/**
 * A ticket that changes while it is searched may come out with a moment after the end of the time, but never before it. One that
 * never changed may be found by its creation.
 */
function isAfter(startMs: number, ticket: Ticket, moment: 'created' | 'updated'): boolean {
	return sightingOf(ticket)[`${moment}Ms`] >= startMs - TOLERANCE_MS;
}
