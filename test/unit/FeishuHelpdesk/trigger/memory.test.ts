import { changeOf } from '../../../../nodes/FeishuHelpdesk/trigger/change';
import { eventTypes } from '../../../../nodes/FeishuHelpdesk/trigger/events';
import { lookForEvents } from '../../../../nodes/FeishuHelpdesk/trigger/lookForEvents';
import {
	MOST_TICKETS,
	readMemory,
	remember,
	waitOf,
	type Memory,
} from '../../../../nodes/FeishuHelpdesk/trigger/memory';
import { sightingOf } from '../../../../nodes/FeishuHelpdesk/trigger/sighting';
import type { TimeSpan } from '../../../../nodes/shared/feishu/tickets';
import type { Search } from '../../../../nodes/shared/tickets/searchAll';

const NOW = Date.UTC(2026, 10, 26);
const HOUR = 3_600_000;
/** n8n stores it as text with the workflow. */
const MOST_BYTES = 1_500_000;

interface Stored {
	readonly ticket_id: string;
	readonly created_at: number;
	status: number;
	updated_at: number;
	closed_at: number;
}

const ticket = (i: number, createdMs: number): Stored => ({
	ticket_id: String(7_000_000_000_000_000_000n + BigInt(i)),
	created_at: createdMs,
	status: 2,
	updated_at: -1,
	closed_at: 0,
});

const ofHelpdesk = { helpdesk: 'h', createdFromMs: NOW, updatedFromMs: NOW, tickets: {} };

test('10,000 tickets in one window, opened and closed: each is told once, and the memory ends as small as it began', async () => {
	const tickets: Stored[] = [];
	let nowMs = NOW;
	let requests = 0;
	const search: Search = async ({ created, updated, statuses }, page, pageSize) => {
		requests++;
		const within = (ms: number, span: TimeSpan | undefined) =>
			span === undefined || (ms >= span.startMs && ms <= span.endMs);
		const all = tickets.filter(
			(one) =>
				within(one.created_at, created) &&
				within(one.updated_at, updated) &&
				(statuses?.includes(one.status) ?? true),
		);
		const entries = all.slice((page - 1) * pageSize, page * pageSize).map((one) => ({ ...one }));
		const value = { entries, total: Math.min(all.length, 10_000) };
		return await Promise.resolve({ verdict: 'sent', value });
	};
	const wanted = eventTypes
		.filter(({ value }) => value !== 'ticketWaiting')
		.map((type) => {
			const occurs = type.occurs({});
			if (!occurs.ok) throw new TypeError(occurs.problem.message);
			return { type, occurs: occurs.value };
		});
	let memory: Memory | undefined;
	const told: string[] = [];
	const poll = async () => {
		const looked = await lookForEvents({
			memory,
			helpdesk: 'h',
			search,
			wanted,
			passes: async () => await Promise.resolve(true),
			statuses: [],
			nowMs,
			isOver: () => false,
		});
		if (!('ok' in looked) || !looked.ok) throw new TypeError('Nothing was looked at');
		told.push(
			...looked.value.events.map(
				({ type, change: { seen } }) => `${type.value} ${seen.ticket.ticket_id}`,
			),
		);
		const stored = JSON.stringify(looked.value.memory);
		expect(stored.length).toBeLessThan(MOST_BYTES);
		memory = readMemory(JSON.parse(stored), 'h');
		return stored.length;
	};
	const tellings = async (kind: string) => {
		const before = told.length;
		await poll();
		// What is read again is recognized.
		await poll();
		const fresh = told.slice(before);
		expect(new Set(fresh).size).toBe(fresh.length);
		return fresh.filter((one) => one.startsWith(kind)).length;
	};

	tickets.push(ticket(0, NOW - HOUR));
	const small = await poll();
	nowMs += HOUR;
	for (let i = 1; i <= 10_000; i++) tickets.push(ticket(i, NOW + i * 100));
	expect(await tellings('ticketCreated')).toBe(10_000);
	nowMs += HOUR;
	for (const [i, one] of tickets.entries()) {
		if (i === 0) continue;
		one.updated_at = one.closed_at = NOW + HOUR + i * 100;
		one.status = 51;
	}
	expect(await tellings('ticketClosed')).toBe(10_000);
	nowMs += HOUR;
	tickets.push({ ...ticket(10_001, nowMs), updated_at: nowMs });
	expect(await tellings('ticketCreated')).toBe(1);
	expect(await poll()).toBeLessThan(2 * small);
	expect(requests).toBeLessThan(2000);
}, 120_000);

test('of more than 20,000 open tickets those that have not changed for the longest are forgotten', () => {
	const sightings = Array.from({ length: MOST_TICKETS + 5000 }, (_, i) =>
		sightingOf({ ...ticket(i, NOW - HOUR), updated_at: NOW + ((i * 7919) % 25_000) }),
	);
	const memory = remember(ofHelpdesk, sightings, new Set());
	const kept = Object.keys(memory.tickets);
	expect(kept).toHaveLength(20_000);
	expect(Math.min(...Object.values(memory.tickets).map(([, , latestMs]) => latestMs))).toBe(
		NOW + 5000,
	);
	expect(JSON.stringify(memory).length).toBeLessThan(MOST_BYTES);
	const again = remember(memory, sightings.slice(0, 100), new Set());
	expect(Object.keys(again.tickets).length).toBeLessThanOrEqual(MOST_TICKETS);
});

test.each([
	['nothing', undefined],
	['another helpdesk', { ...ofHelpdesk, helpdesk: 'other' }],
	['no moments', { helpdesk: 'h', tickets: {} }],
	['no tickets', { helpdesk: 'h', createdFromMs: NOW, updatedFromMs: NOW }],
	['a text', 'memory'],
	['null', null],
])('what is no memory of this helpdesk is none: %s', (_name, stored) => {
	expect(readMemory(stored, 'h')).toBeUndefined();
});

test('of a ticket its ID, status and moments are kept, and nothing that it says', () => {
	const seen = sightingOf({
		ticket_id: 'one',
		status: 5,
		created_at: NOW,
		updated_at: NOW + 7,
		guest: { name: '赵敏' },
		comments: 'late',
	});
	expect(remember(ofHelpdesk, [seen], new Set(['one'])).tickets).toEqual({
		one: [5, NOW + 7, NOW + 7, 1],
	});
});

test.each([
	['its tags', 2],
	['its status', 5],
	['its status, to closed', 51],
])('a ticket that was forgotten: its next change is told as one of the status: %s', (_, status) => {
	const seen = sightingOf({
		...ticket(0, NOW - HOUR),
		status,
		updated_at: NOW + HOUR,
		closed_at: status >= 50 ? NOW + HOUR : 0,
	});
	const change = changeOf(seen, ofHelpdesk);
	expect(change).toMatchObject({ hasNewStatus: true, isNew: false });
	expect(change.statusBefore).toBeUndefined();
});

test.each([
	['as before', { status: 5, answeredMs: 90 }, { sinceMs: 100, isTold: true }],
	[
		'answered in the moment in which it began',
		{ status: 5, answeredMs: 100 },
		{ sinceMs: 100, isTold: true },
	],
	['answered since', { status: 5, answeredMs: 101 }, { sinceMs: 101, isTold: false }],
	['another status', { status: 2, answeredMs: 90 }, { sinceMs: 95, isTold: false }],
])('a wait that was told, %s', (_what, seen, wait) => {
	const sighting = { ...sightingOf({ ...ticket(0, NOW) }), updatedMs: 95, ...seen };
	expect(waitOf(sighting, [5, 100, 100, 1])).toEqual(wait);
});

test('a closed ticket is kept as long as its last moment may be read again', () => {
	const closedAt = (i: number, closed: number) =>
		sightingOf({ ...ticket(i, NOW - HOUR), status: 51, closed_at: closed });
	const { tickets } = remember(ofHelpdesk, [closedAt(1, NOW), closedAt(2, NOW - 1)], new Set());
	expect(Object.keys(tickets)).toEqual([ticket(1, NOW).ticket_id]);
});
