import type { Unsent } from '../../shared/delivery/deliver';
import { MOST_PER_PAGE } from '../../shared/feishu/tickets';
import { everUntil } from '../../shared/tickets/splitByTime';
import type { Look } from './lookForEvents';
import { sightingOf, type Sighting } from './sighting';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;

/** The newest ticket that somebody wants to hear of; undefined where there is none. As good as one answer shows: it is a sample. */
export async function newestTicket({
	search,
	passes,
	nowMs,
	isOver,
}: Pick<Look, 'search' | 'passes' | 'nowMs' | 'isOver'>): Promise<Sighting | Unsent | undefined> {
	const ever = everUntil(nowMs);
	const asked = new Set<string>();
	// The order of Feishu's answers is not documented, so the shortest time that has one counts.
	for (const days of [1, 7, 30, YEAR_DAYS, Infinity]) {
		const startMs = Math.max(ever.startMs, nowMs - days * DAY_MS);
		const answer = await search({ created: { ...ever, startMs } }, 1, MOST_PER_PAGE);
		if (answer.verdict !== 'sent') return answer;
		const newestFirst = answer.value.entries
			.map(sightingOf)
			.sort((a, b) => b.createdMs - a.createdMs);
		for (const seen of newestFirst) {
			const { ticket_id: id } = seen.ticket;
			if (asked.has(id)) continue;
			if (isOver()) return undefined;
			asked.add(id);
			const isWanted = await passes(seen);
			if (isWanted === true) return seen;
			if (typeof isWanted === 'object') return isWanted;
		}
	}
	return undefined;
}
