import { changeOf } from '../../../../nodes/FeishuHelpdesk/trigger/change';
import { remember, type Memory } from '../../../../nodes/FeishuHelpdesk/trigger/memory';
import { sightingOf } from '../../../../nodes/FeishuHelpdesk/trigger/sighting';

const START = Date.UTC(2026, 10, 26);
const none: Memory = { helpdesk: 'h', createdFromMs: START, updatedFromMs: START, tickets: {} };
const ticket = (id: string, status: number, updatedMs: number) =>
	sightingOf({
		ticket_id: id,
		status,
		created_at: START - 1,
		updated_at: updatedMs,
		closed_at: status >= 50 ? updatedMs : 0,
	});

/** The one that is forgotten changed first, and neither came first nor last. */
const forgotten = ticket('oldest', 2, START);
const others = Array.from({ length: 20_000 }, (_, i) => ticket(`t${i}`, 2, START + 1 + i));
const memory = remember(
	none,
	[...others.slice(0, 7), forgotten, ...others.slice(7)],
	new Set<string>(),
);

test('of more than 20,000 open tickets those that have not changed for the longest are forgotten', () => {
	expect(Object.keys(memory.tickets)).toHaveLength(20_000);
	expect(memory.tickets).not.toHaveProperty('oldest');
	expect(memory.tickets).toHaveProperty('t0');
});

test('of a ticket its ID, status and moments are kept, and nothing that it says', () => {
	const seen = sightingOf({
		ticket_id: 'one',
		status: 5,
		created_at: START,
		updated_at: START + 7,
		guest: { name: '赵敏' },
		comments: 'late',
	});
	expect(remember(none, [seen], new Set(['one'])).tickets).toEqual({
		one: [5, START + 7, START + 7, 1],
	});
});

test.each([
	['its tags', 2],
	['its status', 5],
	['its status, to closed', 51],
])('a ticket that was forgotten: its next change is told as one of the status: %s', (_, status) => {
	const change = changeOf(ticket('oldest', status, START + 50_000), memory);
	expect(change).toMatchObject({ hasNewStatus: true, isNew: false });
	expect(change.statusBefore).toBeUndefined();
});
