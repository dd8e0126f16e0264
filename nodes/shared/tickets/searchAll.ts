import type { CallResult, Unsent } from '../delivery/deliver';
import {
	MOST_BY_PAGING,
	MOST_PER_PAGE,
	type Ticket,
	type TicketFilter,
	type TicketPage,
	type TimeSpan,
} from '../feishu/tickets';
import { problem, success, type Result } from '../result';
import { readPages } from './readPages';
import { everUntil, isWithin, splitByTime } from './splitByTime';

/** Makes one search. */
export type Search = (
	filter: TicketFilter,
	page: number,
	pageSize: number,
) => Promise<CallResult<TicketPage>>;

/**
 * So many searches in a row that complete no piece. Sixteen pieces, eight times over, come down from 25 years to a second: more
 * than twice as many mean that the answers do not fit together.
 */
export const MOST_FRUITLESS = 500;

/** Feishu may compare seconds. */
const TOLERANCE_MS = 1000;

/**
 * Finds tickets, each once, the newest first.
 *
 * The order of Feishu's pages is not documented, and tickets that change while pages are read move from one to another: a
 * ticket could be missed. So nothing is read by pages that does not have to be. What does not fit into one answer is searched
 * again in pieces, by the time of creation, which never changes, until each piece fits: one answer is of one moment. A ticket
 * that meets the conditions all the while is therefore found; one that changes meanwhile is found as it was when its piece was
 * read. It also gets beyond the 10,000 that paging reaches.
 *
 * @param most tickets to find. If there are more, which ones is up to Feishu's order.
 * @param nowMs the time of day
 */
export async function searchAll(
	filter: TicketFilter,
	most: number,
	nowMs: number,
	search: Search,
): Promise<Result<Ticket[]> | Unsent> {
	const found = new Map<string, Ticket>();
	const ever = everUntil(nowMs);
	const pieces: Array<TimeSpan | undefined> = [filter.created];
	const pageSize = Math.min(most, MOST_PER_PAGE);
	let fruitless = 0;
	while (pieces.length > 0 && found.size < most) {
		if (++fruitless > MOST_FRUITLESS) return TOO_MANY;
		const created = pieces.pop();
		const piece = created ? { ...filter, created } : filter;
		const answer = await search(piece, 1, pageSize);
		if (answer.verdict !== 'sent') return answer;
		const { entries } = answer.value;
		const total = answer.value.total ?? (entries.length < pageSize ? entries.length : Infinity);
		if (entries.length >= Math.min(total, most - found.size)) {
			if (entries.length > 0) fruitless = 0;
			for (const ticket of entries) found.set(ticket.ticket_id, ticket);
			continue;
		}
		const isHeeded =
			!created || entries.every((ticket) => isWithin(created, ticket.created_at, TOLERANCE_MS));
		const smaller = isHeeded ? splitByTime(created ?? ever, total) : undefined;
		if (smaller) {
			pieces.push(...smaller.reverse());
			continue;
		}
		// Where Feishu does not heed the time, each piece is the whole.
		const rest = isHeeded ? piece : filter;
		if (!isHeeded) pieces.length = 0;
		const hasMore = await readPages(
			async (page) => await search(rest, page, MOST_PER_PAGE),
			({ ticket_id: id }) => id,
			found,
			most,
			{ entries: MOST_BY_PAGING, pages: MOST_BY_PAGING / MOST_PER_PAGE },
		);
		if (typeof hasMore === 'object') return hasMore;
		if (hasMore) return TOO_MANY;
	}
	return success([...found.values()].sort(newestFirst).slice(0, most));
}

const TOO_MANY = problem(
	'returnAll',
	'Feishu does not give all of these tickets',
	'It gives at most 10,000 by one search, and searching by the time of creation did not make them fewer. Add filters, or turn off Return All.',
);

function newestFirst(a: Ticket, b: Ticket): number {
	return (Number(b.created_at) || 0) - (Number(a.created_at) || 0);
}
