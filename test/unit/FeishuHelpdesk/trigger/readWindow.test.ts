import fc from 'fast-check';

import { readWindow, type ListTickets } from '../../../../nodes/FeishuHelpdesk/trigger/readWindow';
import type { TimeSpan } from '../../../../nodes/shared/feishu/tickets';

const PER_PAGE = 3;

/** Tickets that were created at these moments; what was asked for. */
function searchOf(moments: readonly number[]): { list: ListTickets; asked: TimeSpan[] } {
	const asked: TimeSpan[] = [];
	const tickets = moments.map((at, i) => ({ ticket_id: String(i), created_at: at }));
	return {
		asked,
		list: async ({ created }, page) => {
			if (!created) throw new TypeError('No window was asked for');
			asked.push(created);
			const { startMs, endMs } = created;
			const found = tickets.filter(({ created_at: at }) => at >= startMs && at <= endMs);
			return await Promise.resolve({
				total: found.length,
				tickets: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
			});
		},
	};
}

test('every ticket once, however they lie in the time', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }),
			async (moments) => {
				const { list } = searchOf(moments);
				const read = await readWindow(list, 'created', { startMs: 0, endMs: 40 }, {}, () => false);
				const found = read.map(({ created_at: at }) => Number(at)).sort((a, b) => a - b);
				expect(found).toEqual([...moments].sort((a, b) => a - b));
				expect(new Set(read.map(({ ticket_id: id }) => id)).size).toBe(moments.length);
			},
		),
	);
});

test('few tickets take one request', async () => {
	const { list, asked } = searchOf([1, 2, 3]);
	await readWindow(list, 'created', { startMs: 0, endMs: 1_000_000 }, {}, () => false);
	expect(asked).toEqual([{ startMs: 0, endMs: 1_000_000 }]);
});

test('where the time runs out, what was read is the beginning, without a gap', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }),
			fc.nat(30),
			async (moments, requests) => {
				const { list } = searchOf(moments);
				let left = requests;
				const whole = { startMs: 0, endMs: 40 };
				const read = await readWindow(list, 'created', whole, {}, () => left-- <= 0);
				const found = read.map(({ created_at: at }) => Number(at)).sort((a, b) => a - b);
				expect(found).toEqual([...moments].sort((a, b) => a - b).slice(0, found.length));
			},
		),
	);
});
