import { MOST_PER_PAGE, type TimeSpan } from '../feishu/tickets';

const DAY_MS = 86_400_000;

/** From before there was a Feishu, on 9 September 2001, the first moment with 13 digits; to after what any clock may say is now. */
export function everUntil(nowMs: number): TimeSpan {
	return { startMs: 1e12, endMs: nowMs + DAY_MS };
}

/** More pieces at once would mostly be empty: nobody knows how tickets are spread over the time. */
const MOST_PIECES = 16;

/**
 * Cuts a span of time into pieces, the newest first, each of which may hold half of what Feishu gives at a time if tickets are
 * spread evenly. Cuts are at full seconds, and what meets there belongs to both sides: so no moment is lost, even if Feishu
 * should cut off the milliseconds.
 *
 * @param total how many tickets there are in it
 * @returns undefined where there is no full second inside
 */
export function splitByTime({ startMs, endMs }: TimeSpan, total: number): TimeSpan[] | undefined {
	const first = Math.floor(startMs / 1000) + 1;
	const seconds = Math.ceil(endMs / 1000) - first;
	if (seconds < 1) return undefined;
	const wanted = Math.max(2, Math.ceil(total / (MOST_PER_PAGE / 2)));
	const count = Math.min(wanted, MOST_PIECES, seconds + 1);
	const edges = [
		startMs,
		...Array.from(
			{ length: count - 1 },
			(_, i) => (first + Math.floor(((i + 1) * seconds) / count)) * 1000,
		),
		endMs,
	];
	return edges
		.slice(1)
		.map((edge, i) => ({ startMs: edges[i] ?? startMs, endMs: edge }))
		.reverse();
}

/** @param toleranceMs how far outside it may be */
export function isWithin({ startMs, endMs }: TimeSpan, moment: unknown, toleranceMs = 0): boolean {
	const ms = Number(moment);
	return ms >= startMs - toleranceMs && ms <= endMs + toleranceMs;
}
