import fc from 'fast-check';

import { everUntil, isWithin, splitByTime } from '../../../../nodes/shared/tickets/splitByTime';

const span = fc
	.tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.integer({ min: 0, max: 1e12 }))
	.map(([startMs, ms]) => ({ startMs, endMs: startMs + ms }));
const total = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constant(Infinity));

test('an hour with a thousand tickets', () => {
	const startMs = Date.UTC(2026, 0, 1);
	const pieces = splitByTime({ startMs, endMs: startMs + 3_600_000 }, 1000);
	expect(pieces).toHaveLength(10);
	expect(pieces?.[0]).toEqual({ startMs: startMs + 3_240_000, endMs: startMs + 3_600_000 });
	expect(pieces?.at(-1)).toEqual({ startMs, endMs: startMs + 360_000 });
});

test.each([
	[{ startMs: 1000, endMs: 2000 }, undefined],
	[{ startMs: 1500, endMs: 1500 }, undefined],
	[{ startMs: 1001, endMs: 1999 }, undefined],
	[
		{ startMs: 1000, endMs: 2001 },
		[
			{ startMs: 2000, endMs: 2001 },
			{ startMs: 1000, endMs: 2000 },
		],
	],
])('the smallest: %j', (small, pieces) => {
	expect(splitByTime(small, 300)).toEqual(pieces);
});

test('pieces cover the span without a gap, newest first, cut at full seconds, each smaller than the whole', () => {
	fc.assert(
		fc.property(span, total, (whole, tickets) => {
			const pieces = splitByTime(whole, tickets);
			if (!pieces) {
				// No full second inside.
				expect(Math.floor(whole.startMs / 1000) + 1).toBeGreaterThan(
					Math.ceil(whole.endMs / 1000) - 1,
				);
				return;
			}
			expect(pieces.length).toBeGreaterThanOrEqual(2);
			expect(pieces.length).toBeLessThanOrEqual(16);
			expect(pieces[0]?.endMs).toBe(whole.endMs);
			expect(pieces.at(-1)?.startMs).toBe(whole.startMs);
			pieces.forEach((piece, i) => {
				expect(piece.endMs - piece.startMs).toBeGreaterThan(0);
				expect(piece.endMs - piece.startMs).toBeLessThan(whole.endMs - whole.startMs);
				const older = pieces[i + 1];
				if (!older) return;
				expect(older.endMs).toBe(piece.startMs);
				expect(piece.startMs % 1000).toBe(0);
			});
		}),
	);
});

test('ever holds now, and what a clock that is ahead says', () => {
	const now = Date.UTC(2026, 10, 26);
	expect(isWithin(everUntil(now), now + 3_600_000)).toBe(true);
	expect(isWithin(everUntil(now), Date.UTC(2017, 0, 1))).toBe(true);
	expect(isWithin({ startMs: 10, endMs: 20 }, '21', 1)).toBe(true);
	expect(isWithin({ startMs: 10, endMs: 20 }, 22, 1)).toBe(false);
	expect(isWithin({ startMs: 10, endMs: 20 }, undefined)).toBe(false);
});
