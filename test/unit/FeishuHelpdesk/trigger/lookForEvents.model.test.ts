import fc from 'fast-check';

import { eventTypes } from '../../../../nodes/FeishuHelpdesk/trigger/events';
import { lookForEvents, type Wanted } from '../../../../nodes/FeishuHelpdesk/trigger/lookForEvents';
import { readMemory, type Memory } from '../../../../nodes/FeishuHelpdesk/trigger/memory';
import type { Sighting } from '../../../../nodes/FeishuHelpdesk/trigger/sighting';
import type { Search } from '../../../../nodes/shared/tickets/searchAll';

/** So few that every poll has to divide its windows. */
const PER_PAGE = 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 26, 9);
/** Longer than the overlap of the windows, shorter than what the steps can add up to. */
const LONG = 2 * HOUR;

/** What a ticket really went through. */
interface TrueTicket {
	readonly id: string;
	readonly createdMs: number;
	updatedMs: number;
	closedMs: number;
	/** The first is the one it was created with. */
	readonly periods: Array<{ status: number; sinceMs: number }>;
	/** What the search shows of it, from a moment on. */
	readonly shown: Array<{ fromMs: number; ticket: ShownTicket }>;
}

type ShownTicket = Readonly<
	Record<'status' | 'created_at' | 'updated_at' | 'closed_at', number> & { ticket_id: string }
>;

const statusNow = ({ periods }: TrueTicket) => periods[periods.length - 1]?.status ?? NaN;

class Feishu {
	readonly tickets: TrueTicket[] = [];
	nowMs = START;
	/** Happens between two requests of one poll. */
	meanwhile: Array<() => void> = [];
	failsAfter = Infinity;
	/** How much later the search shows what happens now. */
	lagMs = 0;

	create(status: number): void {
		this.nowMs += 1;
		const at = this.nowMs;
		const ticket = {
			id: String(7_000_000_000_000_000_000n + BigInt(this.tickets.length)),
			createdMs: at,
			updatedMs: -1,
			closedMs: 0,
			periods: [{ status, sinceMs: at }],
			shown: [],
		};
		this.tickets.push(ticket);
		this.show(ticket);
	}

	change(index: number, status: number | undefined): void {
		const ticket = this.tickets[index % Math.max(1, this.tickets.length)];
		if (!ticket || statusNow(ticket) >= 50) return;
		this.nowMs += 1;
		ticket.updatedMs = this.nowMs;
		if (status !== undefined && status !== statusNow(ticket)) {
			ticket.periods.push({ status, sinceMs: this.nowMs });
			if (status >= 50) ticket.closedMs = this.nowMs;
		}
		this.show(ticket);
	}

	/** Score a ticket that is closed, say: it changes, and its status does not. */
	touch(index: number): void {
		const ticket = this.tickets[index % Math.max(1, this.tickets.length)];
		if (!ticket) return;
		this.nowMs += 1;
		ticket.updatedMs = this.nowMs;
		this.show(ticket);
	}

	private show(ticket: TrueTicket): void {
		const { id, createdMs, updatedMs, closedMs } = ticket;
		ticket.shown.push({
			fromMs: this.nowMs + this.lagMs,
			ticket: {
				ticket_id: id,
				status: statusNow(ticket),
				created_at: createdMs,
				updated_at: updatedMs,
				closed_at: closedMs,
			},
		});
	}

	readonly search: Search = async (filter, page) => {
		if (this.failsAfter-- <= 0) return { verdict: 'notTried' };
		this.meanwhile.shift()?.();
		const within = (ms: number, span?: { startMs: number; endMs: number }) =>
			!span || (ms >= span.startMs && ms <= span.endMs);
		const found = this.tickets
			.flatMap(({ shown }) => shown.filter(({ fromMs }) => fromMs <= this.nowMs).slice(-1))
			.map(({ ticket }) => ticket)
			.filter(
				(ticket) =>
					within(ticket.created_at, filter.created) &&
					within(ticket.updated_at, filter.updated) &&
					(filter.statuses?.includes(ticket.status) ?? true),
			)
			// No order is documented.
			.sort((a, b) => Number(BigInt(a.ticket_id) % 7n) - Number(BigInt(b.ticket_id) % 7n));
		return await Promise.resolve({
			verdict: 'sent',
			value: {
				total: found.length,
				entries: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
			},
		});
	};
}

const status = fc.constantFrom(1, 2, 3, 4, 5, 50, 51, 52);
const openStatus = fc.constantFrom(1, 2, 3, 4, 5);
const index = fc.nat(9);

const change = fc.oneof(
	{ weight: 3, arbitrary: openStatus.map((to) => ['create', to] as const) },
	{ weight: 4, arbitrary: fc.tuple(fc.constant('change' as const), index, status) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('change' as const), index, fc.constant(undefined)) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('touch' as const), index) },
);
const step = fc.oneof(
	{ weight: 6, arbitrary: change },
	{
		weight: 2,
		arbitrary: fc.tuple(
			fc.constant('wait' as const),
			fc.constantFrom(MINUTE, 20 * MINUTE, HOUR, 5 * HOUR),
		),
	},
	{
		weight: 4,
		arbitrary: fc.tuple(fc.constant('poll' as const), fc.array(change, { maxLength: 3 })),
	},
	{ weight: 1, arbitrary: fc.tuple(fc.constant('failedPoll' as const), fc.nat(4)) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('shortPoll' as const), fc.nat(80)) },
	{ weight: 1, arbitrary: fc.constant(['restart'] as const) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('lag' as const), fc.constantFrom(0, 10 * MINUTE)) },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(feishu: Feishu, [kind, a, b]: Change): void {
	if (kind === 'create') feishu.create(a);
	else if (kind === 'change') feishu.change(a, b);
	else feishu.touch(a);
}

const parameters = {
	waitingAmount: LONG / HOUR,
	waitingUnit: 'hours',
	waitingStatuses: ['awaitingUser'],
};
const wanted: Wanted[] = eventTypes.map((type) => {
	const occurs = type.occurs(parameters);
	if (!occurs.ok) throw new TypeError(occurs.problem.message);
	return { type, occurs: occurs.value };
});

/** One event, as the trigger tells it. */
interface Told {
	readonly type: string;
	readonly id: string;
	readonly atMs: number;
	readonly seen: Sighting;
}

/** The trigger in n8n: memory is saved with the workflow only when a poll has something to tell, and at activation. */
class Trigger {
	private memory: Memory | undefined;
	private saved = '';
	readonly told: Told[] = [];

	constructor(
		private readonly feishu: Feishu,
		private readonly driftMs: number,
	) {}

	async poll(isOver = () => false): Promise<void> {
		const looked = await lookForEvents({
			memory: this.memory,
			helpdesk: 'h',
			search: this.feishu.search,
			wanted,
			passes: async () => await Promise.resolve(true),
			statuses: [5],
			nowMs: this.feishu.nowMs + this.driftMs,
			isOver,
		});
		if (!('ok' in looked)) return;
		if (!looked.ok) throw new TypeError(looked.problem.message);
		const { events, memory } = looked.value;
		const isFirst = this.memory === undefined;
		this.memory = memory;
		for (const { type, change } of events) {
			const { atMs } = type.describe(change, parameters);
			const id = change.seen.ticket.ticket_id;
			this.told.push({ type: type.value, id, atMs, seen: change.seen });
		}
		if (isFirst || events.length > 0) this.saved = JSON.stringify(memory);
	}

	restart(): void {
		this.memory = readMemory(JSON.parse(this.saved), 'h');
	}
}

test('whatever happens between polls, restarts and failures: every event is told once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(openStatus, { maxLength: 8 }),
			fc.array(step, { minLength: 1, maxLength: 40 }),
			fc.constantFrom(0, 0, -23 * HOUR, 23 * HOUR),
			async (old, steps, driftMs) => {
				const feishu = new Feishu();
				for (const first of old) {
					feishu.create(first);
					feishu.nowMs += 10 * HOUR;
				}
				const trigger = new Trigger(feishu, driftMs);
				// However little time there is, the first look takes in all.
				await trigger.poll(() => true);
				const begun = new Map(feishu.tickets.map((ticket) => [ticket.id, ticket.periods.length]));

				for (const [kind, a, b] of steps) {
					if (kind === 'wait') feishu.nowMs += a;
					else if (kind === 'poll') {
						feishu.meanwhile = a.map((next) => () => apply(feishu, next));
						await trigger.poll();
						for (const rest of feishu.meanwhile.splice(0)) rest();
					} else if (kind === 'failedPoll') {
						feishu.failsAfter = a;
						await trigger.poll();
						feishu.failsAfter = Infinity;
					} else if (kind === 'shortPoll') {
						let left = a;
						await trigger.poll(() => left-- <= 0);
					} else if (kind === 'restart') trigger.restart();
					else if (kind === 'lag') feishu.lagMs = a;
					else apply(feishu, [kind, a, b] as Change);
				}
				await trigger.poll();
				feishu.nowMs += 2 * LONG + 26 * HOUR;
				await trigger.poll();

				const of = (type: string, { id }: TrueTicket) =>
					trigger.told.filter((event) => event.type === type && event.id === id);
				for (const ticket of feishu.tickets) {
					const periods = begun.get(ticket.id);
					expect(of('ticketCreated', ticket)).toHaveLength(periods === undefined ? 1 : 0);
					const hasClosed = statusNow(ticket) >= 50;
					expect(of('ticketClosed', ticket).map(({ atMs }) => atMs)).toEqual(
						hasClosed ? [ticket.closedMs] : [],
					);

					const changes = of('ticketStatusChanged', ticket).map(({ seen }) => seen.status);
					const real = ticket.periods.slice(periods ?? 0).map((period) => period.status);
					// Of several between two polls only the last is seen; each is one that was, in order, and the last is told.
					expect(isWithin(changes, real)).toBe(true);
					expect(changes.every((now, i) => now !== changes[i - 1])).toBe(true);
					const told = changes[changes.length - 1] ?? ticket.periods[(periods ?? 1) - 1]?.status;
					const isCreatedOnly = periods === undefined && changes.length === 0;
					expect(isCreatedOnly ? statusNow(ticket) : told).toBe(statusNow(ticket));

					const waits = of('ticketWaiting', ticket);
					const trueWaits = ticket.periods.map(({ status: was, sinceMs }, i) => ({
						was,
						sinceMs,
						endMs: ticket.periods[i + 1]?.sinceMs ?? Infinity,
					}));
					for (const { atMs } of waits) {
						const wait = trueWaits.find(
							({ sinceMs, endMs }) => sinceMs <= atMs - LONG && atMs - LONG < endMs,
						);
						expect(wait?.was).toBe(5);
					}
					// What left the status and came back between two polls went on waiting, as far as anybody can see.
					const waitsPerStatus = [0];
					for (const { type, id } of trigger.told) {
						if (id !== ticket.id) continue;
						if (type === 'ticketStatusChanged') waitsPerStatus.push(0);
						if (type === 'ticketWaiting') waitsPerStatus.push((waitsPerStatus.pop() ?? 0) + 1);
					}
					expect(Math.max(...waitsPerStatus)).toBeLessThanOrEqual(1);
					if (statusNow(ticket) === 5) expect(waitsPerStatus.pop()).toBe(1);
				}
			},
		),
		{ numRuns: 2000 },
	);
});

/** Whether the values come in the list in this order, perhaps with others between them. */
function isWithin(values: readonly number[], list: readonly number[]): boolean {
	let i = 0;
	for (const entry of list) if (entry === values[i]) i++;
	return i === values.length;
}
