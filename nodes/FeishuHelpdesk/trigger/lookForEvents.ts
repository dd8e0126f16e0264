import { changeOf } from './change';
import type { Find, Happening } from './events/eventType';
import { remember, type Memory } from './memory';
import { readWindow, type ListTickets } from './readWindow';
import { sightingOf, type Sighting } from './sighting';

/** What happened to a ticket. */
export interface TicketEvent extends Happening {
	/** One of `eventTypes`. */
	readonly type: string;
	readonly seen: Sighting;
}

export interface Look {
	/** undefined at the first look: it only takes in how things are. */
	readonly memory: Memory | undefined;
	readonly helpdesk: string;
	readonly list: ListTickets;
	/** The events that count, by their type. */
	readonly finds: ReadonlyMap<string, Find>;
	/** Which of them somebody wants to hear of. */
	readonly isWanted: (seen: Sighting) => boolean;
	/** The tickets with these are read each time, however long ago they changed. */
	readonly waitingStatuses: readonly number[];
	/** By n8n's clock, in milliseconds since 1970. */
	readonly nowMs: number;
	/** Asked before each request; true ends the look early, and the next one goes on from there. A first look goes on. */
	readonly isOver: () => boolean;
}

/**
 * Feishu may show a change a little after a later one: how its search keeps up is not documented. So what happened this long
 * before the latest known moment is read again, and recognized.
 */
export const OVERLAP_MS = 15 * 60 * 1000;

/** Further apart n8n's and Feishu's clocks are not: the first look goes back so far, and every look so far ahead. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** No ticket is older: Feishu's helpdesk came later. */
const BEFORE_ALL_MS = Date.UTC(2016, 0, 1);

const OPEN_STATUSES = [1, 2, 3, 4, 5];

/**
 * Looks what happened to tickets since the last look. The windows move on with Feishu's own moments, so that no clock is
 * compared with another. Pure but for `list`; what it throws goes through, and nothing is forgotten then.
 */
export async function lookForEvents(
	look: Look,
): Promise<{ events: readonly TicketEvent[]; memory: Memory }> {
	const { list, nowMs, finds, isWanted } = look;
	const before = look.memory ?? {
		helpdesk: look.helpdesk,
		createdFromMs: nowMs - DAY_MS,
		updatedFromMs: nowMs - DAY_MS,
		tickets: {},
	};
	const endMs = nowMs + DAY_MS;
	// What the first look does not take in would seem to have happened afterwards.
	const isOver = look.memory ? look.isOver : () => false;
	const read = async (
		moment: 'created' | 'updated',
		startMs: number,
		statuses?: readonly number[],
	) => {
		const span = { startMs, endMs: Math.max(startMs, endMs) };
		return (await readWindow(list, moment, span, { statuses }, isOver)).map(sightingOf);
	};

	const created = await read('created', before.createdFromMs);
	const updated = await read('updated', before.updatedFromMs);
	const statuses = look.memory ? look.waitingStatuses : OPEN_STATUSES;
	const waiting = statuses.length > 0 ? await read('created', BEFORE_ALL_MS, statuses) : [];

	// What was read later is newer.
	const sightings = [
		...new Map(
			[...created, ...updated, ...waiting].map((seen) => [seen.ticket.ticket_id, seen]),
		).values(),
	];
	const events = look.memory
		? sightings
				.filter(isWanted)
				.flatMap((seen) => {
					const change = changeOf(seen, before);
					return [...finds].flatMap(([type, find]) => {
						const happening = find(change, nowMs);
						return happening ? [{ ...happening, type, seen }] : [];
					});
				})
				.sort((a, b) => a.atMs - b.atMs)
		: [];
	const told = new Set(
		events.filter(({ tellsWait }) => tellsWait).map(({ seen }) => seen.ticket.ticket_id),
	);
	const windows = {
		...before,
		createdFromMs: latest(
			before.createdFromMs,
			created.map(({ createdMs }) => createdMs),
		),
		updatedFromMs: latest(
			before.updatedFromMs,
			updated.map(({ updatedMs }) => updatedMs),
		),
	};
	return { events, memory: remember(windows, sightings, told) };
}

function latest(fromMs: number, moments: readonly number[]): number {
	return moments.reduce((latestMs, moment) => Math.max(latestMs, moment - OVERLAP_MS), fromMs);
}
