import fc from 'fast-check';

import { Pace } from '../../../../nodes/shared/delivery/pace';

test('the burst goes out at once, then the window counts from the answers', () => {
	const pace = new Pace();
	const answers = [0, 1, 2].map(() => {
		expect(pace.waitMs(1000, 3)).toBe(0);
		return pace.start();
	});
	expect(pace.waitMs(1000, 3)).toBe(60_000);
	answers.forEach((answered, i) => answered(1500 + i * 10));
	expect(pace.waitMs(2000, 3)).toBe(59_500);
	expect(pace.waitMs(61_500, 3)).toBe(0);
	pace.start()(61_600);
	expect(pace.waitMs(61_500, 3)).toBe(10);
});

test('0 per minute means no quota', () => {
	const pace = new Pace();
	for (let i = 0; i < 500; i++) pace.start()(i);
	expect(pace.waitMs(500, 0)).toBe(0);
});

test('a pause holds for all, and what came before it counts no more', () => {
	const pace = new Pace();
	pace.start()(0);
	pace.pauseUntil(5000);
	pace.pauseUntil(3000);
	expect([pace.waitMs(1000, 1), pace.waitMs(1000, 0), pace.waitMs(5000, 1)]).toEqual([
		4000, 4000, 0,
	]);
});

test('a lower quota than before takes effect', () => {
	const pace = new Pace();
	for (let i = 0; i < 10; i++) pace.start()(i * 100);
	expect(pace.waitMs(1000, 5)).toBe(59_500);
});

test('is idle once it knows nothing that matters', () => {
	const pace = new Pace();
	expect(pace.isIdle(0)).toBe(true);
	const answered = pace.start();
	expect(pace.isIdle(0)).toBe(false);
	answered(100);
	expect([pace.isIdle(60_099), pace.isIdle(60_100)]).toEqual([false, true]);
	expect(pace.waitMs(60_100, 0)).toBe(0);
	expect(pace.isIdle(60_100)).toBe(true);
	pace.pauseUntil(70_000);
	expect([pace.isIdle(69_999), pace.isIdle(70_000)]).toEqual([false, true]);
});

test('however long the network takes, no minute sees more requests than the quota', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 5 }),
			fc.array(fc.tuple(fc.nat(30_000), fc.nat(50_000), fc.nat(50_000)), { maxLength: 40 }),
			(perMinute, requests) => {
				const pace = new Pace();
				const arrivals: number[] = [];
				const pending: Array<{ at: number; answered: (now: number) => void }> = [];
				let now = 0;
				for (const [gap, toFeishu, back] of requests) {
					now += gap;
					for (let wait = -1; wait !== 0; now += wait) {
						pending.filter(({ at }) => at <= now).forEach(({ at, answered }) => answered(at));
						pending.splice(0, pending.length, ...pending.filter(({ at }) => at > now));
						wait = pace.waitMs(now, perMinute);
					}
					pending.push({ at: now + toFeishu + back, answered: pace.start() });
					pending.sort((a, b) => a.at - b.at);
					arrivals.push(now + toFeishu);
				}
				for (const start of arrivals) {
					expect(
						arrivals.filter((time) => time >= start && time < start + 60_000).length,
					).toBeLessThanOrEqual(perMinute);
				}
			},
		),
		{ numRuns: 500 },
	);
});
