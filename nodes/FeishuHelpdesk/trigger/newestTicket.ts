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
}: Pick<Look, 'search' | 'passes' | 'nowMs'>): Promise<Sighting | Unsent | undefined> {
	const ever = everUntil(nowMs);
	// The order of Feishu's answers is not documented, so the shortest time that has one counts.
	for (const days of [1, 7, 30, YEAR_DAYS, Infinity]) {
		const startMs = Math.max(ever.startMs, nowMs - days * DAY_MS);
		const answer = await search({ created: { ...ever, startMs } }, 1, MOST_PER_PAGE);
		if (answer.verdict !== 'sent') return answer;
		const [newest] = answer.value.entries
			.map(sightingOf)
			.filter(passes)
			.sort((a, b) => b.createdMs - a.createdMs);
		if (newest) return newest;
	}
	return undefined;
}
