import type { EventType } from '../../../../nodes/FeishuHelpdesk/trigger/events/eventType';
import {
	lookForEvents,
	OVERLAP_MS,
	type Look,
} from '../../../../nodes/FeishuHelpdesk/trigger/lookForEvents';
import type { Memory } from '../../../../nodes/FeishuHelpdesk/trigger/memory';
import type { Search } from '../../../../nodes/shared/tickets/searchAll';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 26);
const NOW = START + 20 * HOUR;

const memory: Memory = { helpdesk: 'h', createdFromMs: START, updatedFromMs: START, tickets: {} };
const ticket = (id: string, hours: number) => ({
	ticket_id: id,
	status: 2,
	created_at: START + hours * HOUR,
	updated_at: START + (hours + 1) * HOUR,
});
/** In the order in which Feishu may give them: the latest first. */
const late = ticket('late', 10);
const early = ticket('early', 1);
const search: Search = async () =>
	await Promise.resolve({ verdict: 'sent', value: { entries: [late, early], total: 2 } });

const anything = { value: 'anything' } as EventType;
const everyChange = { type: anything, occurs: () => true };

async function look(changed: Partial<Look> = {}) {
	const result = await lookForEvents({
		memory,
		helpdesk: 'h',
		search,
		wanted: [everyChange],
		passes: async () => await Promise.resolve(true),
		statuses: [],
		nowMs: NOW,
		isOver: () => false,
		...changed,
	});
	if (!('ok' in result) || !result.ok) return { result };
	const { events, memory: after } = result.value;
	return {
		told: events.map(({ type, change }) => `${type.value} ${change.seen.ticket.ticket_id}`),
		known: Object.keys(after.tickets),
		after,
	};
}

test('the windows move on to shortly before the latest moments, for each of the two', async () => {
	expect(await look()).toMatchObject({
		told: ['anything late', 'anything early'],
		known: ['late', 'early'],
		after: {
			createdFromMs: START + 10 * HOUR - OVERLAP_MS,
			updatedFromMs: START + 11 * HOUR - OVERLAP_MS,
		},
	});
});

test('what there is no time for is looked at again: it is not told, not remembered, and the windows wait for it', async () => {
	let asked = 0;
	const looked = await look({
		passes: async () => await Promise.resolve(++asked > 0),
		isOver: () => asked > 0,
	});
	expect(looked).toMatchObject({
		told: ['anything late'],
		known: ['late'],
		after: { createdFromMs: START + HOUR, updatedFromMs: START + 2 * HOUR },
	});
});

test('the first look tells nothing, and takes in everything, however long it takes', async () => {
	const first = await look({ memory: undefined, isOver: () => true });
	expect(first).toMatchObject({ told: [], known: ['late', 'early'] });
});

test('what nobody wants to hear of is remembered all the same', async () => {
	expect(await look({ passes: async () => await Promise.resolve(false) })).toMatchObject({
		told: [],
		known: ['late', 'early'],
	});
});

test('only of what happened it is asked whether somebody wants to hear of it', async () => {
	const passes = jest.fn(async () => await Promise.resolve(true));
	await look({
		wanted: [{ type: anything, occurs: ({ seen }) => seen.ticket.ticket_id === 'early' }],
		passes,
	});
	expect(passes.mock.calls).toMatchObject([[{ ticket: early }]]);
});

test('where that cannot be found out, nothing is told and nothing is remembered', async () => {
	const unsent = { verdict: 'notTried' } as const;
	expect(await look({ passes: async () => await Promise.resolve(unsent) })).toEqual({
		result: unsent,
	});
});

test('answers that do not fit together are a mistake, and nothing is remembered', async () => {
	const mismatch: Search = async () =>
		await Promise.resolve({
			verdict: 'sent',
			value: { entries: [ticket('old', -5)], total: 9 },
		});
	expect((await look({ search: mismatch })).result).toMatchObject({
		ok: false,
		problem: { field: 'events', message: "Feishu's answers do not fit together" },
	});
});

test('a wait that was told is marked, and nothing else', async () => {
	const waiting = { value: 'waiting', isAboutWait: true } as EventType;
	const { after } = await look({
		wanted: [
			everyChange,
			{ type: waiting, occurs: ({ seen }) => seen.ticket.ticket_id === 'early' },
		],
	});
	expect(Object.entries(after?.tickets ?? {}).map(([id, known]) => [id, known[3]])).toEqual([
		['late', 0],
		['early', 1],
	]);
});
