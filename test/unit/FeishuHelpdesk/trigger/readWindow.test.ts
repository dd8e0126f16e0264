import fc from 'fast-check';

import { readWindow } from '../../../../nodes/FeishuHelpdesk/trigger/readWindow';
import type { TimeSpan } from '../../../../nodes/shared/feishu/tickets';
import type { Search } from '../../../../nodes/shared/tickets/searchAll';

const PER_PAGE = 3;
const START = Date.UTC(2026, 10, 26);
const SECONDS = 40;
const whole = { startMs: START, endMs: START + SECONDS * 1000 };

/** Tickets that were created at these seconds; what was asked for. */
function searchOf(seconds: readonly number[]): { search: Search; asked: TimeSpan[] } {
	const asked: TimeSpan[] = [];
	const tickets = seconds.map((second, i) => ({
		ticket_id: String(i),
		created_at: START + second * 1000,
	}));
	return {
		asked,
		search: async ({ created }, page) => {
			if (!created) throw new TypeError('No window was asked for');
			asked.push(created);
			const { startMs, endMs } = created;
			const found = tickets.filter(({ created_at: at }) => at >= startMs && at <= endMs);
			const entries = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
			return await Promise.resolve({ verdict: 'sent', value: { entries, total: found.length } });
		},
	};
}

/** Their seconds, in order; each ticket once. */
async function read(search: Search, isOver = () => false): Promise<number[]> {
	const tickets = await readWindow(search, 'created', whole, {}, isOver);
	if (!tickets || 'verdict' in tickets) throw new TypeError('Nothing was read');
	expect(new Set(tickets.map(({ ticket_id: id }) => id)).size).toBe(tickets.length);
	return tickets.map(({ created_at: at }) => (Number(at) - START) / 1000).sort((a, b) => a - b);
}

const seconds = fc.array(fc.integer({ min: 0, max: SECONDS }), { maxLength: 30 });
const inOrder = (list: readonly number[]) => [...list].sort((a, b) => a - b);

test('every ticket once, however they lie in the time', async () => {
	await fc.assert(
		fc.asyncProperty(seconds, async (moments) => {
			expect(await read(searchOf(moments).search)).toEqual(inOrder(moments));
		}),
	);
});

test('few tickets take one request', async () => {
	const { search, asked } = searchOf([1, 2, 3]);
	await read(search);
	expect(asked).toEqual([whole]);
});

test('where the time runs out, what was read is the beginning, without a gap', async () => {
	await fc.assert(
		fc.asyncProperty(seconds, fc.nat(30), async (moments, requests) => {
			let left = requests;
			const found = await read(searchOf(moments).search, () => left-- <= 0);
			expect(found).toEqual(inOrder(moments).slice(0, found.length));
		}),
	);
});

test('however many pieces it takes', async () => {
	const { search, asked } = searchOf(Array.from({ length: 1500 }, (_, i) => i));
	const span = { startMs: START, endMs: START + 1500 * 1000 };
	expect(await readWindow(search, 'created', span, {}, () => false)).toHaveLength(1500);
	expect(asked.length).toBeGreaterThan(500);
});

test('a full answer that does not count is not the end', async () => {
	const tickets = Array.from({ length: 450 }, (_, i) => ({
		ticket_id: String(i),
		created_at: START + i * 1000,
	}));
	const search: Search = async ({ created }, page, pageSize) => {
		const within = tickets.filter(
			({ created_at: at }) => !created || (at >= created.startMs && at <= created.endMs),
		);
		const entries = within.slice((page - 1) * pageSize, page * pageSize);
		return await Promise.resolve({ verdict: 'sent', value: { entries, total: undefined } });
	};
	const span = { startMs: START, endMs: START + 450 * 1000 };
	expect(await readWindow(search, 'created', span, {}, () => false)).toHaveLength(450);
});

test('more in one second than paging reaches is no knowledge: some would be lost', async () => {
	const { search, asked } = searchOf(Array.from({ length: 200 }, () => 7));
	expect(await readWindow(search, 'created', whole, {}, () => false)).toBeUndefined();
	expect(asked.length).toBeLessThan(1000);
});

test('a search that does not heed the time is no knowledge', async () => {
	const { search } = searchOf(Array.from({ length: 20 }, (_, i) => i));
	const heedless: Search = async (filter, page, size) =>
		await search({ ...filter, created: whole }, page, size);
	const span = { startMs: START + 30_000, endMs: whole.endMs };
	expect(await readWindow(heedless, 'created', span, {}, () => false)).toBeUndefined();
});

test('tickets that nobody has touched are no contradiction, if a search by the last change finds them by their creation', async () => {
	const tickets = Array.from({ length: 20 }, (_, i) => ({
		ticket_id: String(i),
		created_at: START + i * 1000,
		updated_at: -1,
	}));
	const search: Search = async ({ updated }) => {
		if (!updated) throw new TypeError('No window was asked for');
		const within = tickets.filter(
			({ created_at: at }) => at >= updated.startMs && at <= updated.endMs,
		);
		const entries = within.slice(0, PER_PAGE);
		return await Promise.resolve({ verdict: 'sent', value: { entries, total: within.length } });
	};
	const found = await readWindow(search, 'updated', whole, {}, () => false);
	expect(found).toHaveLength(20);
});

test('an answer that is not full is all there is, where Feishu does not count', async () => {
	const { search, asked } = searchOf([1, 2]);
	const uncounted: Search = async (...call) => {
		const answer = await search(...call);
		return answer.verdict === 'sent'
			? { ...answer, value: { ...answer.value, total: undefined } }
			: answer;
	};
	expect(await read(uncounted)).toEqual([1, 2]);
	expect(asked).toEqual([whole]);
});

test('one ticket from before the time, beside others, is no knowledge; Feishu may compare seconds', async () => {
	const answering = (ms: number): Search => {
		let isFirst = true;
		return async () => {
			const entries = [
				{ ticket_id: '1', created_at: START },
				{ ticket_id: '2', created_at: START - ms },
			];
			const value = isFirst ? { entries, total: 9 } : { entries, total: 2 };
			isFirst = false;
			return await Promise.resolve({ verdict: 'sent', value });
		};
	};
	expect(await readWindow(answering(1001), 'created', whole, {}, () => false)).toBeUndefined();
	expect(await readWindow(answering(1000), 'created', whole, {}, () => false)).toHaveLength(2);
});

test('what fails while pages are read fails as a whole', async () => {
	const { search } = searchOf(Array.from({ length: 20 }, () => 7));
	const failing: Search = async (filter, page, size) =>
		page === 1 ? await search(filter, page, size) : { verdict: 'notTried' };
	expect(await readWindow(failing, 'created', whole, {}, () => false)).toEqual({
		verdict: 'notTried',
	});
});

test('where Feishu counts what it never gives, asking ends', async () => {
	let requests = 0;
	const search: Search = async () => {
		if (++requests > 5000) throw new TypeError('This does not end');
		return await Promise.resolve({ verdict: 'sent', value: { entries: [], total: 9999 } });
	};
	const years = { startMs: START - 1e12, endMs: START };
	expect(await readWindow(search, 'created', years, {}, () => false)).toBeUndefined();
	// Five hundred in a row.
	expect(requests).toBeGreaterThanOrEqual(500);
	expect(requests).toBeLessThanOrEqual(501);
});
