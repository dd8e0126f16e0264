import fc from 'fast-check';

import { Growth } from '../../../../nodes/shared/delivery/growth';
import type { Verdict } from '../../../../nodes/shared/feishu/judge';

const statement = { httpStatus: 0, scopes: [] };
const loss = { neverConnected: false, reason: '' };
const SENT: Verdict = { verdict: 'sent', value: '' };
const REFUSED: Verdict = { verdict: 'refused', tokenRefused: false, everyItem: false, statement };
const UNCLEAR: Verdict = { verdict: 'unknown', loss };
const OVERLOADED: Verdict = { verdict: 'notNow', holdsUp: 'account', statement };
const CHAT_LIMITED: Verdict = { verdict: 'notNow', holdsUp: 'chat', statement };
const NOT_CONNECTED: Verdict = { verdict: 'notNow', holdsUp: 'message', loss };

/** Notes as many verdicts as there may be under way at a time, each of them in full use of the limit. */
function round(growth: Growth, verdict: Verdict, now = 0): number {
	const count = growth.at(now);
	for (let i = 0; i < count; i++) growth.note(verdict, growth.at(now), growth.era, now);
	return growth.at(now);
}

function grown(limit: number): Growth {
	const growth = new Growth();
	while (growth.at(0) < limit) growth.note(SENT, growth.at(0), growth.era, 0);
	return growth;
}

test('doubles with each round of answers, refusals of single messages among them', () => {
	const growth = new Growth();
	expect([growth.at(0), round(growth, SENT), round(growth, REFUSED), round(growth, SENT)]).toEqual([
		10, 20, 40, 80,
	]);
});

test('what is not used does not grow', () => {
	const growth = new Growth();
	for (let i = 0; i < 100; i++) growth.note(SENT, 9, growth.era, 0);
	expect(growth.at(0)).toBe(10);
});

test('an unclear message takes it to one; from half of where it was on it grows by one for each round', () => {
	const growth = grown(40);
	growth.note(UNCLEAR, 40, growth.era, 0);
	const rounds = Array.from({ length: 8 }, () => round(growth, SENT));
	expect(rounds).toEqual([2, 4, 8, 16, 20, 21, 22, 23]);
});

test('an event that breaks all that is under way counts once', () => {
	const growth = grown(40);
	round(growth, UNCLEAR);
	for (let i = 0; i < 39; i++) growth.note(UNCLEAR, 39 - i, growth.era, 0);
	expect(growth.at(0)).toBe(1);
	for (let i = 0; i < 19; i++) growth.note(SENT, growth.at(0), growth.era, 0);
	expect(growth.at(0)).toBe(20);
});

test('what began before the trouble does not show that it is over', () => {
	const growth = grown(40);
	const { era } = growth;
	growth.note(UNCLEAR, 40, era, 0);
	for (let underWay = 39; underWay > 0; underWay--) growth.note(SENT, underWay, era, 0);
	expect(growth.at(0)).toBe(1);
	growth.note(SENT, 1, growth.era, 0);
	expect(growth.at(0)).toBe(2);
});

test('refused for load: one at a time for this minute and the next, whatever the answers', () => {
	const growth = grown(40);
	growth.note(OVERLOADED, 40, growth.era, 1000);
	for (let i = 0; i < 50; i++) growth.note(SENT, 1, growth.era, 2000);
	expect([growth.at(120_999), growth.at(121_000)]).toEqual([1, 1]);
	growth.note(SENT, 1, growth.era, 121_000);
	expect(growth.at(121_000)).toBe(2);
});

test('the limit of one chat changes nothing', () => {
	const growth = grown(40);
	growth.note(CHAT_LIMITED, 40, growth.era, 0);
	expect(growth.at(0)).toBe(40);
});

test('while no connection can be made, five go on', () => {
	const growth = grown(40);
	const after = [0, 1, 2, 3].map(() => {
		growth.note(NOT_CONNECTED, 40, growth.era, 0);
		return growth.at(0);
	});
	expect(after).toEqual([20, 10, 5, 5]);
	growth.note(UNCLEAR, 5, growth.era, 0);
	growth.note(NOT_CONNECTED, 5, growth.era, 0);
	expect(growth.at(0)).toBe(1);
});

test('a minute without answers: what went well is forgotten, what did not is not', () => {
	const growth = grown(40);
	expect([growth.at(59_999), growth.at(60_000)]).toEqual([40, 10]);
	growth.note(SENT, 10, growth.era, 60_000);
	expect(growth.at(60_000)).toBe(11);
	growth.note(UNCLEAR, 11, growth.era, 60_000);
	expect([growth.at(200_000), growth.isIdle(200_000)]).toEqual([1, false]);
	// It grows as at the beginning.
	expect([round(growth, SENT, 200_000), round(growth, SENT, 200_000)]).toEqual([2, 4]);
	expect([new Growth().isIdle(0), grown(40).isIdle(0), grown(40).isIdle(60_000)]).toEqual([
		true,
		false,
		true,
	]);
});

test('whatever happens: never less than one, never more than was used and one, and it recovers', () => {
	const event = fc.record({
		verdict: fc.constantFrom(
			SENT,
			SENT,
			SENT,
			REFUSED,
			UNCLEAR,
			OVERLOADED,
			CHAT_LIMITED,
			NOT_CONNECTED,
		),
		underWay: fc.integer({ min: 1, max: 100 }),
		afterMs: fc.nat(90_000),
	});
	fc.assert(
		fc.property(fc.array(event, { maxLength: 300 }), (events) => {
			const growth = new Growth();
			let now = 0;
			let mostUsed = 10;
			for (const { verdict, underWay, afterMs } of events) {
				now += afterMs;
				const before = growth.at(now);
				growth.note(verdict, underWay, growth.era, now);
				mostUsed = Math.max(mostUsed, underWay + 1);
				const limit = growth.at(now);
				expect(limit).toBeGreaterThanOrEqual(1);
				expect(limit).toBeLessThanOrEqual(Math.min(before + 1, mostUsed));
				if (verdict === UNCLEAR || verdict === OVERLOADED) expect(limit).toBe(1);
			}
			now += 2 * 60_000;
			for (let i = 0; i < 5000; i++)
				growth.note(SENT, Math.min(growth.at(now), 50), growth.era, now);
			expect(growth.at(now)).toBe(51);
		}),
		{ numRuns: 300 },
	);
});
