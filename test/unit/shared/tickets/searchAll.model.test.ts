import fc from 'fast-check';

import type { CallResult } from '../../../../nodes/shared/delivery/deliver';
import type { TicketFilter, TicketPage, TimeSpan } from '../../../../nodes/shared/feishu/tickets';
import { searchAll, type Search } from '../../../../nodes/shared/tickets/searchAll';

const NOW = Date.UTC(2026, 10, 26);

interface Stored {
	readonly ticket_id: string;
	readonly created_at: number;
	status: number;
}

/** A Feishu by its document: 200 a page, 10,000 by paging, an order that nobody knows, which may be another each time. */
class Model {
	requests = 0;

	constructor(
		readonly tickets: Stored[],
		private readonly order: (requests: number) => (a: Stored, b: Stored) => number,
		/** How Feishu compares moments. */
		private readonly cut: (ms: number) => number = (ms) => ms,
		private readonly before: (model: Model) => void = () => undefined,
	) {}

	readonly search: Search = async (filter, page, pageSize) => {
		this.before(this);
		this.requests++;
		const all = this.tickets
			.filter((ticket) => this.matches(ticket, filter))
			.sort(this.order(this.requests));
		return page_(all, page, pageSize);
	};

	private matches({ created_at, status }: Stored, { statuses, created }: TicketFilter): boolean {
		const isInside = ({ startMs, endMs }: TimeSpan) =>
			created_at >= this.cut(startMs) && created_at <= this.cut(endMs);
		return (!statuses || statuses.includes(status)) && (!created || isInside(created));
	}
}

function page_(all: Stored[], page: number, pageSize: number): CallResult<TicketPage> {
	if (pageSize > 200 || page * pageSize > 10_000)
		return {
			verdict: 'refused',
			tokenRefused: false,
			everyItem: false,
			statement: { httpStatus: 400, code: 154000, scopes: [] },
		};
	const entries = all
		.slice((page - 1) * pageSize, page * pageSize)
		.map((ticket) => ({ ...ticket }));
	return { verdict: 'sent', value: { entries, total: Math.min(all.length, 10_000) } };
}

const orders: Array<(requests: number) => (a: Stored, b: Stored) => number> = [
	() => (a, b) => a.created_at - b.created_at,
	() => (a, b) => b.created_at - a.created_at,
	() => (a, b) => a.status - b.status || a.ticket_id.localeCompare(b.ticket_id),
	// Another each time.
	(n) => (a, b) =>
		((Number(a.ticket_id) * 7919 + n * 104_729) % 1009) -
		((Number(b.ticket_id) * 7919 + n * 104_729) % 1009),
];
const second = (ms: number) => Math.floor(ms / 1000) * 1000;
const cuts = [(ms: number) => ms, second];

/** Tickets in crowds: nobody opens them evenly. */
const crowds = fc.array(
	fc.tuple(
		fc.integer({ min: 1, max: 900 }),
		fc.integer({ min: Date.UTC(2018, 0, 1), max: NOW }),
		fc.constantFrom(60_000, 3_600_000, 31_536_000_000),
	),
	{ minLength: 1, maxLength: 4 },
);

function ticketsIn(spread: ReadonlyArray<readonly [number, number, number]>): Stored[] {
	let id = 0;
	return spread.flatMap(([count, start, ms]) =>
		Array.from({ length: count }, (_, i) => ({
			ticket_id: String(++id),
			created_at: start - Math.floor(((i * 7919) % count) * (ms / count)),
			status: 1 + (i % 5),
		})),
	);
}

async function found(model: Model, filter: TicketFilter = {}, most = Infinity) {
	const result = await searchAll(filter, most, NOW, model.search);
	if (!('ok' in result)) throw new TypeError(result.verdict);
	if (!result.ok) throw new TypeError(result.problem.message);
	return result.value;
}

test('whatever the order, and however Feishu compares moments: every ticket once, newest first', async () => {
	await fc.assert(
		fc.asyncProperty(
			crowds,
			fc.constantFrom(...orders),
			fc.constantFrom(...cuts),
			async (spread, order, cut) => {
				const model = new Model(ticketsIn(spread), order, cut);
				const tickets = await found(model);
				expect(tickets.map(({ ticket_id: id }) => Number(id)).sort((a, b) => a - b)).toEqual(
					model.tickets.map((_, i) => i + 1),
				);
				const times = tickets.map(({ created_at: at }) => Number(at));
				expect(times).toEqual([...times].sort((a, b) => b - a));
				// For each hundred tickets a few searches; and some to find out when they were opened.
				expect(model.requests).toBeLessThan(150 + model.tickets.length / 15);
			},
		),
		{ numRuns: 60 },
	);
});

test('while tickets change, open and close between any two requests: none is lost that met the conditions all the while, none comes twice', async () => {
	await fc.assert(
		fc.asyncProperty(
			crowds,
			fc.constantFrom(...orders),
			fc.array(fc.tuple(fc.nat(), fc.constantFrom(1, 2, 5, 51)), { maxLength: 400 }),
			async (spread, order, changes) => {
				const tickets = ticketsIn(spread);
				const size = tickets.length;
				const queue = [...changes];
				const touched = new Set<string>();
				const model = new Model(tickets, order, undefined, ({ tickets: all }) => {
					for (const [which, status] of queue.splice(0, 10)) {
						const ticket = all[which % size];
						if (!ticket) continue;
						ticket.status = status;
						touched.add(ticket.ticket_id);
					}
					all.push({ ticket_id: String(all.length + 1), created_at: NOW, status: 1 });
				});
				const steady = tickets.map(({ ticket_id: id }) => id);
				const ids = (await found(model, { statuses: [1, 2, 3, 4, 5] })).map(
					({ ticket_id: id }) => id,
				);
				expect(new Set(ids).size).toBe(ids.length);
				const missing = steady.filter((id) => !ids.includes(id) && !touched.has(id));
				expect(missing).toEqual([]);
			},
		),
		{ numRuns: 60 },
	);
});

test('25,000 tickets, beyond what paging reaches', async () => {
	const model = new Model(
		ticketsIn([
			[20_000, Date.UTC(2025, 0, 1), 31_536_000_000],
			[5000, Date.UTC(2026, 5, 1), 3_600_000],
		]),
		(orders[3] ?? (() => () => 0)) as (n: number) => (a: Stored, b: Stored) => number,
	);
	expect(await found(model)).toHaveLength(25_000);
	expect(model.requests).toBeLessThan(700);
});

test.each([
	[150, 1],
	[200, 1],
	[50, 1],
])('%i of a thousand take one request', async (most, requests) => {
	const model = new Model(ticketsIn([[1000, NOW - 1e9, 1e9]]), () => () => 0);
	expect(await found(model, {}, most)).toHaveLength(most);
	expect(model.requests).toBe(requests);
});

test('the first five hundred of many', async () => {
	const model = new Model(ticketsIn([[3000, NOW - 1e10, 1e10]]), () => () => 0);
	const tickets = await found(model, {}, 500);
	expect(new Set(tickets.map(({ ticket_id: id }) => id)).size).toBe(500);
	expect(model.requests).toBeLessThan(80);
});

test('within a span that was asked for', async () => {
	const tickets = ticketsIn([[2000, NOW - 2e9, 2e9]]);
	const created = { startMs: NOW - 1e9, endMs: NOW - 5e8 };
	const inside = tickets.filter(
		({ created_at: at }) => at >= created.startMs && at <= created.endMs,
	);
	const model = new Model(tickets, orders[0] as never);
	expect(await found(model, { created })).toHaveLength(inside.length);
});

test('three hundred tickets of one moment are read by pages', async () => {
	const model = new Model(ticketsIn([[300, NOW - 5000, 1]]), () => () => 0);
	expect(await found(model)).toHaveLength(300);
});

test('a server that does not heed the time of creation is read by pages; more than 10,000 are an error, not a part', async () => {
	const deaf = (count: number): { search: Search; requests: number } => {
		const model = new Model(ticketsIn([[count, NOW - 1e9, 1e9]]), () => () => 0);
		const self = {
			requests: 0,
			search: (async (filter, page, size) => {
				self.requests++;
				return await model.search({ ...filter, created: undefined }, page, size);
			}) as Search,
		};
		return self;
	};
	const few = deaf(900);
	expect(await searchAll({}, Infinity, NOW, few.search)).toMatchObject({
		ok: true,
		value: { length: 900 },
	});
	expect(few.requests).toBeLessThan(30);
	expect(await searchAll({}, Infinity, NOW, deaf(10_500).search)).toMatchObject({
		ok: false,
		problem: { message: 'Feishu does not give all of these tickets' },
	});
});

test('a failure on the way is a failure of the whole', async () => {
	const model = new Model(ticketsIn([[500, NOW - 1e9, 1e9]]), () => () => 0);
	let left = 4;
	const search: Search = async (...call) =>
		left-- > 0 ? await model.search(...call) : { verdict: 'notTried' };
	expect(await searchAll({}, Infinity, NOW, search)).toEqual({ verdict: 'notTried' });
});

test('answers that do not fit together end', async () => {
	let requests = 0;
	// There is always more, and always one inside of what was asked for.
	const search: Search = async ({ created }) => {
		requests++;
		const ticket = { ticket_id: String(requests), created_at: created?.startMs ?? NOW };
		return { verdict: 'sent', value: { entries: [ticket], total: 9999 } };
	};
	expect(await searchAll({}, Infinity, NOW, search)).toMatchObject({ ok: false });
	expect(requests).toBeLessThan(1000);
});

test('a ticket without a time in the answers does not cut off the others', async () => {
	const model = new Model(ticketsIn([[2000, NOW - 1e9, 8 * 31_536_000_000]]), () => () => 0);
	const search: Search = async (...call) => {
		const page = await model.search(...call);
		if (page.verdict !== 'sent') return page;
		const entries = page.value.entries.map((ticket) =>
			Number(ticket.ticket_id) % 50 === 0 ? { ...ticket, created_at: undefined } : ticket,
		);
		return { ...page, value: { ...page.value, entries } };
	};
	const result = await searchAll({}, Infinity, NOW, search);
	if (!('ok' in result) || !result.ok) throw new TypeError('Nothing was found');
	expect(new Set(result.value.map(({ ticket_id: id }) => id)).size).toBe(2000);
});

/** Without its count. */
const uncounted =
	(search: Search): Search =>
	async (...call) => {
		const page = await search(...call);
		return page.verdict === 'sent' ? { ...page, value: { ...page.value, total: undefined } } : page;
	};

test.each([
	['is the end where it is not full', 199, [1, 1]],
	['is not the end where it is full', 200, [2, 100]],
	['is not the end where there are more', 450, [4, 100]],
])('where Feishu does not count, an answer %s', async (_what, count, [least, most]) => {
	const model = new Model(ticketsIn([[count, NOW - 1e9, 1e9]]), () => () => 0);
	const result = await searchAll({}, Infinity, NOW, uncounted(model.search));
	expect(result).toMatchObject({ ok: true, value: { length: count } });
	expect(model.requests).toBeGreaterThanOrEqual(Number(least));
	expect(model.requests).toBeLessThanOrEqual(Number(most));
});

test('a crowd in one moment does not cut off what was opened at other times', async () => {
	const model = new Model(
		ticketsIn([
			[300, NOW - 5e8, 1],
			[300, NOW - 6e8, 1e8],
			[300, NOW - 1e8, 1e8],
		]),
		() => () => 0,
	);
	expect(await found(model)).toHaveLength(900);
});

test('what fails while the pages of a crowd are read fails as a whole', async () => {
	const model = new Model(ticketsIn([[300, NOW - 5000, 1]]), () => () => 0);
	const search: Search = async (filter, page, size) =>
		page === 1 ? await model.search(filter, page, size) : { verdict: 'notTried' };
	expect(await searchAll({}, Infinity, NOW, search)).toEqual({ verdict: 'notTried' });
});

test('searches that find something may be many; those that find nothing end', async () => {
	// One ticket in each minute, and answers without looking at all of them.
	const COUNT = 60_000;
	const minute = (ms: number) => ms / 60_000;
	const first = Math.ceil(minute(NOW)) - COUNT;
	let requests = 0;
	const search: Search = async ({ created = { startMs: 0, endMs: NOW } }, page, size) => {
		requests++;
		const from = Math.max(first, Math.ceil(minute(created.startMs)));
		const to = Math.min(first + COUNT - 1, Math.floor(minute(created.endMs)));
		const total = Math.max(0, to - from + 1);
		const entries = Array.from(
			{ length: Math.max(0, Math.min(size, total - (page - 1) * size)) },
			(_, i) => {
				const at = from + (page - 1) * size + i;
				return { ticket_id: String(at), created_at: at * 60_000 };
			},
		);
		return await Promise.resolve({
			verdict: 'sent',
			value: { entries, total: Math.min(total, 10_000) },
		});
	};
	expect(await searchAll({}, Infinity, NOW, search)).toMatchObject({
		ok: true,
		value: { length: COUNT },
	});
	expect(requests).toBeGreaterThan(500);

	let fruitless = 0;
	const counting: Search = async () => {
		if (++fruitless > 5000) throw new TypeError('This does not end');
		return await Promise.resolve({ verdict: 'sent', value: { entries: [], total: 9999 } });
	};
	expect(await searchAll({}, Infinity, NOW, counting)).toMatchObject({ ok: false });
	expect(fruitless).toBeGreaterThanOrEqual(500);
});
