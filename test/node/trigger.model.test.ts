import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Fault, TicketStatus } from '../../emulator/server';
import { setUp, type Bench } from './setup';
import { ActiveWorkflow } from './trigger';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LONG_HOURS = 2;
const open = ['created', 'processing', 'queueing', 'pending', 'awaitingUser'] as const;
const closed = ['closedByBot', 'closedByAgent', 'closedByUser'] as const;

const index = fc.nat(7);
const failures = fc.constantFrom<Partial<Fault>[]>(
	{ kind: 'answer', status: 502, body: 'Bad Gateway' },
	{ kind: 'dropBeforeDelivery' },
	{ kind: 'garbage' },
);
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ create: fc.constantFrom(...open) }) },
	{
		weight: 6,
		arbitrary: fc.record({ change: index, to: fc.constantFrom<TicketStatus>(...open, ...closed) }),
	},
	{ weight: 2, arbitrary: fc.record({ touch: index }) },
	{ weight: 3, arbitrary: fc.record({ wait: fc.constantFrom(MINUTE, 20 * MINUTE, 5 * HOUR) }) },
	{ weight: 6, arbitrary: fc.constant({ poll: true }) },
	{ weight: 2, arbitrary: fc.record({ fault: failures, skip: fc.nat(2) }) },
	{ weight: 2, arbitrary: fc.constant({ restart: true }) },
);

let bench: Bench;
let aheadMs = 0;
beforeAll(async () => {
	bench = await setUp();
	const { now } = Date;
	// The emulator and the node go by the same clock, and nobody waits for it.
	jest.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.emulator.close();
});

interface Told {
	readonly event: unknown;
	readonly eventId: unknown;
	readonly id: unknown;
	readonly after: unknown;
}

test('random histories of tickets, polls, restarts and faults: every event once', async () => {
	const { tickets, faults, settings, inbox } = bench.emulator;
	settings.ticketOrder = 'shuffled';
	settings.ticketLimits = { perMinute: 0, perSecond: 0, ticketPerSecond: 0, messagesPerMinute: 0 };
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...open, ...closed), { maxLength: 4 }),
			fc.array(step, { maxLength: 25 }),
			async (old, steps) => {
				tickets.clear();
				faults.clear();
				inbox.clear();
				const parameters = {
					events: ['ticketCreated', 'ticketStatusChanged', 'ticketClosed', 'ticketWaiting'],
					waitingAmount: LONG_HOURS,
					waitingUnit: 'hours',
					waitingStatuses: ['awaitingUser'],
				};
				const oldIds = old.map(
					(status) => tickets.create({ guest: '林晓雨', agents: ['Grace Kim'], status }).ticketId,
				);
				aheadMs += 30 * HOUR;
				const workflow = new ActiveWorkflow(bench, parameters);
				const told: Told[] = [];
				const hear = (items: Awaited<ReturnType<typeof workflow.poll>>) =>
					told.push(
						...(items ?? []).map(({ json }) => ({
							event: json.event,
							eventId: json.event_id,
							id: (json.ticket as IDataObject).ticket_id,
							after: json.status_after,
						})),
					);
				hear(await workflow.activate());
				expect(told).toEqual([]);

				const created: string[] = [];
				const isClosed = (id: string) => (tickets.find(id)?.status ?? '').startsWith('closed');
				const openOne = (at: number) =>
					[...oldIds, ...created].filter((id) => !isClosed(id))[at] ?? undefined;
				const closedNow = new Set<string>();
				for (const next of steps) {
					// Two changes have two moments.
					aheadMs += 1;
					if ('create' in next) {
						const draft = { guest: '林晓雨', agents: ['Grace Kim'], status: next.create };
						created.push(tickets.create(draft).ticketId);
					} else if ('change' in next) {
						const id = openOne(next.change);
						if (id === undefined) continue;
						tickets.change(id, { status: next.to });
						if (isClosed(id)) closedNow.add(id);
					} else if ('touch' in next) {
						const id = [...oldIds, ...created][next.touch];
						if (id !== undefined) tickets.change(id, { score: 2 });
					} else if ('wait' in next) aheadMs += next.wait;
					else if ('poll' in next) hear(await workflow.poll());
					else if ('restart' in next) workflow.restart();
					else {
						// As often as a request is made.
						faults.add({ on: 'tickets', ...next.fault, skip: next.skip, times: 3 } as Fault);
						await workflow.failure();
						faults.clear();
					}
				}
				hear(await workflow.poll());
				aheadMs += 5 * HOUR;
				hear(await workflow.poll());
				workflow.restart();
				hear(await workflow.poll());

				const ids = (event: string) =>
					told.filter((one) => one.event === event).map(({ id }) => String(id));
				expect(ids('ticketCreated').sort()).toEqual([...created].sort());
				expect(ids('ticketClosed').sort()).toEqual([...closedNow].sort());
				expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
				const waiting = [...oldIds, ...created].filter(
					(id) => tickets.find(id)?.status === 'awaitingUser',
				);
				expect(ids('ticketWaiting')).toEqual(expect.arrayContaining(waiting));
				for (const id of closedNow)
					expect(told.filter((one) => one.id === id && one.after !== undefined).at(-1)?.after).toBe(
						LABELS[tickets.find(id)?.status as keyof typeof LABELS],
					);
			},
		),
		{ numRuns: 60 },
	);
}, 300_000);

const LABELS = {
	closedByBot: 'Closed by Bot',
	closedByAgent: 'Closed by Agent',
	closedByUser: 'Closed by User',
};
