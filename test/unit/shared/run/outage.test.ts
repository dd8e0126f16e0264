import fc from 'fast-check';

import { virtualClock } from '../../../support/virtualClock';
import { DELIVERED, NO_ANSWER, sendMany } from './manyMessages';

const outage = fc.record({
	count: fc.constantFrom(30, 300, 1000),
	concurrency: fc.constantFrom(1, 2, 5, 10, 50, 100),
	/** The server answers nothing any more from this message on. */
	from: fc.nat(1000),
	/** How late answers are. */
	latenciesMs: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
	/** How late the loss of a message is noticed. */
	lossesMs: fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 20 }),
});

test('an outage leaves no more unclear messages than were under way, and four that make sure', async () => {
	let most = 0;
	await fc.assert(
		fc.asyncProperty(outage, async ({ count, concurrency, from, latenciesMs, lossesMs }) => {
			const virtual = virtualClock();
			let made = 0;
			const nth = (values: number[]) => values[made % values.length] ?? 1;
			const outcomes = await virtual.run(
				sendMany(
					{
						count,
						concurrency,
						messagesPerMinute: 0,
						async exchange() {
							const isLost = made >= from;
							const delayMs = isLost ? nth(lossesMs) : nth(latenciesMs);
							made++;
							await virtual.clock.wait(delayMs);
							return isLost ? NO_ANSWER : DELIVERED;
						},
					},
					virtual,
				),
			);
			const verdicts = outcomes.map((outcome) =>
				outcome.kind === 'failed' ? outcome.verdict.verdict : outcome.kind,
			);
			const countOf = (verdict: string) => verdicts.filter((each) => each === verdict).length;
			expect(countOf('sent')).toBe(Math.min(from, count));
			expect(countOf('unknown')).toBeLessThanOrEqual(concurrency + 4);
			expect(countOf('sent') + countOf('unknown') + countOf('notTried')).toBe(count);
			most = Math.max(most, countOf('unknown') - concurrency);
		}),
		{ numRuns: 300 },
	);
	// The bound is as tight as it can be.
	expect(most).toBe(4);
}, 120_000);

test('after an outage of a moment, everything is sent, and soon as many at a time as before', async () => {
	const virtual = virtualClock();
	let underWay = 0;
	const seen: number[] = [];
	const outcomes = await virtual.run(
		sendMany(
			{
				count: 3000,
				concurrency: 50,
				messagesPerMinute: 0,
				async exchange() {
					seen.push(++underWay);
					const startMs = virtual.clock.now();
					await virtual.clock.wait(100);
					underWay--;
					return startMs >= 1000 && startMs < 1100 ? NO_ANSWER : DELIVERED;
				},
			},
			virtual,
		),
	);
	const sent = outcomes.filter(({ kind }) => kind === 'sent');
	expect(sent.length).toBeGreaterThanOrEqual(3000 - 50);
	expect(Math.max(...seen)).toBe(50);
	expect(Math.max(...seen.slice(-100))).toBe(50);
});
