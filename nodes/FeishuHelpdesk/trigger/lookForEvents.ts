import type { Unsent } from '../../shared/delivery/deliver';
import { ticketStatuses } from '../../shared/feishu/ticketWords';
import { problem, success, type Result } from '../../shared/result';
import type { Search } from '../../shared/tickets/searchAll';
import { everUntil } from '../../shared/tickets/splitByTime';
import { changeOf, type Change } from './change';
import type { EventType, Occurs } from './events/eventType';
import { remember, type Memory } from './memory';
import { readWindow } from './readWindow';
import { sightingOf, type Sighting } from './sighting';

/** An event that is waited for. */
export interface Wanted {
	readonly type: EventType;
	readonly occurs: Occurs;
}

/** What happened to a ticket. */
export interface TicketEvent {
	readonly type: EventType;
	readonly change: Change;
}

export interface Look {
	/** undefined at the first look: it only takes in how things are. */
	readonly memory: Memory | undefined;
	readonly helpdesk: string;
	readonly search: Search;
	readonly wanted: readonly Wanted[];
	/** Whether somebody wants to hear of the ticket. Asked only where something happened to it. */
	readonly passes: (seen: Sighting) => Promise<boolean | Unsent>;
	/** The tickets with these are read each time, however long ago they changed. */
	readonly statuses: readonly number[];
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

/** The clocks of n8n and Feishu are no further apart: the first look goes back so far, and every look so far ahead. */
const DAY_MS = 24 * 60 * 60 * 1000;

const OPEN_STATUSES = ticketStatuses.filter(({ isOpen }) => isOpen).map(({ wire }) => wire);

/**
 * Looks what happened to tickets since the last look, the oldest first. The windows move on with Feishu's own moments, so that
 * no clock is compared with another. Where reading fails nothing is forgotten: the next look begins where this one did.
 */
export async function lookForEvents(
	look: Look,
): Promise<Result<{ events: readonly TicketEvent[]; memory: Memory }> | Unsent> {
	const { search, wanted, passes, nowMs } = look;
	// What the first look does not take in would seem to have happened afterwards.
	const isOver = look.memory ? look.isOver : () => false;
	const before = look.memory ?? {
		helpdesk: look.helpdesk,
		createdFromMs: nowMs - DAY_MS,
		updatedFromMs: nowMs - DAY_MS,
		tickets: {},
	};
	const ever = everUntil(nowMs);
	const until = (startMs: number) => ({ startMs, endMs: Math.max(startMs, nowMs + DAY_MS) });
	const statuses = look.memory ? look.statuses : OPEN_STATUSES;
	const windows = [
		['created', until(before.createdFromMs), {}],
		['updated', until(before.updatedFromMs), {}],
		...(statuses.length > 0 ? [['created', ever, { statuses }] as const] : []),
	] as const;

	const readings: Sighting[][] = [];
	for (const [moment, span, filter] of windows) {
		const tickets = await readWindow(search, moment, span, filter, isOver);
		if (!tickets) return MISMATCH;
		if ('verdict' in tickets) return tickets;
		readings.push(tickets.map(sightingOf));
	}
	const [created = [], updated = []] = readings;
	// What was read later is newer.
	const sightings = [
		...new Map(readings.flat().map((seen) => [seen.ticket.ticket_id, seen])).values(),
	];

	const events: TicketEvent[] = [];
	const told = new Set<string>();
	const undecided = new Set<Sighting>();
	for (const seen of look.memory ? sightings : []) {
		const change = changeOf(seen, before);
		const types = wanted.filter(({ occurs }) => occurs(change, nowMs)).map(({ type }) => type);
		if (types.length === 0) continue;
		if (isOver()) {
			undecided.add(seen);
			continue;
		}
		const isWanted = await passes(seen);
		if (typeof isWanted === 'object') return isWanted;
		if (isWanted) for (const type of types) events.push({ type, change });
		if (types.some(({ isAboutWait }) => isAboutWait)) told.add(seen.ticket.ticket_id);
	}
	// What is undecided was not read: the next look comes to it again.
	const fromMs = (startMs: number, seen: readonly Sighting[], name: 'createdMs' | 'updatedMs') => {
		const next = latest(
			startMs,
			seen.map((one) => one[name]),
		);
		return Math.max(
			startMs,
			[...undecided].reduce((min, one) => Math.min(min, one[name]), next),
		);
	};
	const moved = {
		...before,
		createdFromMs: fromMs(before.createdFromMs, created, 'createdMs'),
		updatedFromMs: fromMs(before.updatedFromMs, updated, 'updatedMs'),
	};
	const decided = sightings.filter((seen) => !undecided.has(seen));
	return success({ events, memory: remember(moved, decided, told) });
}

const MISMATCH = problem(
	'events',
	"Feishu's answers do not fit together",
	'The next poll reads again, so nothing is lost. If it keeps happening, report it with the version of this package: Feishu gave tickets outside of the time that was asked for, or fewer than it counted.',
);

function latest(fromMs: number, moments: readonly number[]): number {
	return moments.reduce((latestMs, moment) => Math.max(latestMs, moment - OVERLAP_MS), fromMs);
}
