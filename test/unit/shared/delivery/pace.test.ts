import fc from 'fast-check';

import { Pace } from '../../../../nodes/shared/delivery/pace';

/** Asks once, as one that has not asked before. */
function ask(pace: Pace, now: number, perMinute: number) {
	const waiting = pace.join(perMinute);
	const turn = pace.take(waiting, now);
	pace.leave(waiting);
	return turn;
}

const waitMs = (pace: Pace, now: number, perMinute: number) => {
	const turn = ask(pace, now, perMinute);
	return 'waitMs' in turn ? turn.waitMs : 0;
};

/** Takes a place, which there must be. */
function start(pace: Pace, now: number, perMinute: number): (now: number) => void {
	const turn = ask(pace, now, perMinute);
	if ('waitMs' in turn) throw new TypeError(`No place for ${turn.waitMs} ms`);
	return turn.answered;
}

test('the burst goes out at once, then the window counts from the answers', () => {
	const pace = new Pace();
	const answers = [0, 1, 2].map(() => start(pace, 1000, 3));
	expect(waitMs(pace, 1000, 3)).toBe(60_000);
	answers.forEach((answered, i) => answered(1500 + i * 10));
	expect(waitMs(pace, 2000, 3)).toBe(59_500);
	start(pace, 61_500, 3)(61_600);
	expect(waitMs(pace, 61_600, 4)).toBe(0);
});

test('looking and taking are one step', () => {
	const pace = new Pace();
	const waiting = [0, 1, 2].map(() => pace.join(2));
	expect(waiting.map((one) => 'waitMs' in pace.take(one, 0))).toEqual([false, false, true]);
});

test('a node without a quota does not wait for one, but counts', () => {
	const pace = new Pace();
	for (let i = 0; i < 500; i++) start(pace, i, 0)(i);
	expect(waitMs(pace, 500, 0)).toBe(0);
	// The one before took a place too.
	expect(waitMs(pace, 500, 100)).toBe(401 + 60_000 - 500);
});

test('a pause holds for all, and what came before it counts on', () => {
	const pace = new Pace();
	start(pace, 0, 1)(0);
	pace.pauseUntil(5000);
	pace.pauseUntil(3000);
	expect([0, 1].map((perMinute) => waitMs(pace, 1000, perMinute))).toEqual([4000, 59_000]);
	expect(waitMs(pace, 5000, 0)).toBe(0);
});

test('a small quota beside a large one has its own places, and waits for one of the large one only when all are taken', () => {
	const pace = new Pace();
	for (let i = 0; i < 3; i++) start(pace, 0, 4)(0);
	start(pace, 10, 2)(10);
	expect(waitMs(pace, 20, 2)).toBe(59_980);
	expect(waitMs(pace, 20, 4)).toBe(59_980);
});

test('who came first gets the place that becomes free', () => {
	const pace = new Pace();
	start(pace, 0, 1)(0);
	const [first, second] = [pace.join(1), pace.join(1)];
	expect(pace.take(first, 1)).toEqual({ waitMs: 59_999 });
	expect('waitMs' in pace.take(second, 60_000)).toBe(true);
	expect('answered' in pace.take(first, 60_000)).toBe(true);
	pace.leave(second);
	expect(pace.isIdle(60_000)).toBe(false);
});

test('one that has to wait for a smaller quota of its own does not hold a place of the large one', () => {
	const pace = new Pace();
	start(pace, 0, 1)(0);
	const small = pace.join(1);
	expect('waitMs' in pace.take(small, 1)).toBe(true);
	expect(waitMs(pace, 1, 2)).toBe(0);
});

test('is idle once it knows nothing that matters', () => {
	const pace = new Pace();
	expect(pace.isIdle(0)).toBe(true);
	const answered = start(pace, 0, 0);
	expect(pace.isIdle(0)).toBe(false);
	answered(100);
	expect([pace.isIdle(60_099), pace.isIdle(60_100)]).toEqual([false, true]);
	pace.pauseUntil(70_000);
	expect([pace.isIdle(69_999), pace.isIdle(70_000)]).toEqual([false, true]);
	const waiting = pace.join(1);
	expect(pace.isIdle(70_000)).toBe(false);
	pace.leave(waiting);
	expect(pace.isIdle(70_000)).toBe(true);
});

test('however long the network takes, no minute sees more requests than the quota, of each node and of all', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					gap: fc.nat(30_000),
					toFeishu: fc.nat(50_000),
					back: fc.nat(50_000),
					perMinute: fc.constantFrom(1, 2, 5),
				}),
				{ maxLength: 40 },
			),
			(requests) => {
				const pace = new Pace();
				const arrivals: Array<{ time: number; perMinute: number }> = [];
				const pending: Array<{ at: number; answered: (now: number) => void }> = [];
				let now = 0;
				for (const { gap, toFeishu, back, perMinute } of requests) {
					now += gap;
					const waiting = pace.join(perMinute);
					for (let looks = 0; ; looks++) {
						if (looks > 1000) throw new TypeError('No place comes free');
						pending.filter(({ at }) => at <= now).forEach(({ at, answered }) => answered(at));
						pending.splice(0, pending.length, ...pending.filter(({ at }) => at > now));
						const turn = pace.take(waiting, now);
						if ('answered' in turn) {
							pending.push({ at: now + toFeishu + back, answered: turn.answered });
							break;
						}
						now += turn.waitMs;
					}
					pending.sort((a, b) => a.at - b.at);
					arrivals.push({ time: now + toFeishu, perMinute });
				}
				for (const quota of [1, 2, 5]) {
					const within = arrivals.filter(({ perMinute }) => perMinute <= quota);
					for (const { time: start } of within) {
						expect(
							within.filter(({ time }) => time >= start && time < start + 60_000).length,
						).toBeLessThanOrEqual(quota);
					}
				}
			},
		),
		{ numRuns: 500 },
	);
});
