import { changeOf } from '../../../../nodes/FeishuHelpdesk/trigger/change';
import type { Known, Memory } from '../../../../nodes/FeishuHelpdesk/trigger/memory';
import { sightingOf } from '../../../../nodes/FeishuHelpdesk/trigger/sighting';

const CREATED_FROM = Date.UTC(2026, 10, 26);
const UPDATED_FROM = CREATED_FROM + 1000;
const BEFORE = CREATED_FROM - 60_000;

interface Seen {
	readonly status: number;
	readonly createdAt?: number;
	readonly closedAt?: number;
}

/** What a look finds of a ticket of which this was known. */
function change({ status, createdAt = BEFORE, closedAt = 0 }: Seen, known?: Known) {
	const memory: Memory = {
		helpdesk: 'h',
		createdFromMs: CREATED_FROM,
		updatedFromMs: UPDATED_FROM,
		tickets: known ? { '7': known } : {},
	};
	const ticket = { ticket_id: '7', status, created_at: createdAt, closed_at: closedAt };
	const { isNew, hasNewStatus, isClosedNow } = changeOf(sightingOf(ticket), memory);
	return Object.entries({ isNew, hasNewStatus, isClosedNow })
		.filter(([, is]) => is)
		.map(([name]) => name);
}

const knownAs = (status: number): Known => [status, BEFORE, BEFORE, 0];

// Everything in the first moment of the windows is read, so it counts.
test.each<[string, Seen, string[]]>([
	['created in time', { status: 1, createdAt: CREATED_FROM }, ['isNew']],
	[
		'created in time, and taken up',
		{ status: 2, createdAt: CREATED_FROM },
		['isNew', 'hasNewStatus'],
	],
	['created too early', { status: 1, createdAt: CREATED_FROM - 1 }, ['hasNewStatus']],
	[
		'created and closed in time',
		{ status: 51, createdAt: CREATED_FROM, closedAt: UPDATED_FROM },
		['isNew', 'hasNewStatus', 'isClosedNow'],
	],
	['closed in time', { status: 51, closedAt: UPDATED_FROM }, ['hasNewStatus', 'isClosedNow']],
	['closed too early', { status: 51, closedAt: UPDATED_FROM - 1 }, []],
	['closed, nobody says when', { status: 51 }, []],
])('not known, %s', (_what, seen, expected) => {
	expect(change(seen)).toEqual(expected);
});

test.each<[string, Seen, number, string[]]>([
	['the same', { status: 2, createdAt: CREATED_FROM }, 2, []],
	['another status', { status: 5, createdAt: CREATED_FROM }, 2, ['hasNewStatus']],
	['its first status again', { status: 1 }, 2, ['hasNewStatus']],
	['closed, nobody says when', { status: 51 }, 2, ['hasNewStatus', 'isClosedNow']],
	['closed in another way', { status: 52, closedAt: UPDATED_FROM }, 51, ['hasNewStatus']],
	['closed as before', { status: 51, closedAt: UPDATED_FROM }, 51, []],
	['open again', { status: 2 }, 51, ['hasNewStatus']],
])('known, %s', (_what, seen, before, expected) => {
	expect(change(seen, knownAs(before))).toEqual(expected);
});

test('names that every object has are no tickets', () => {
	const memory: Memory = { helpdesk: 'h', createdFromMs: 0, updatedFromMs: 0, tickets: {} };
	const seen = sightingOf({ ticket_id: 'constructor', status: 2, created_at: BEFORE });
	expect(changeOf(seen, memory).isNew).toBe(true);
});
