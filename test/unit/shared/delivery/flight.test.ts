/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets pending promises settle */
import fc from 'fast-check';

import { Flight, type Leave } from '../../../../nodes/shared/delivery/flight';
import { Growth } from '../../../../nodes/shared/delivery/growth';
import type { Verdict } from '../../../../nodes/shared/feishu/judge';
import { virtualClock } from '../../../support/virtualClock';

const statement = { httpStatus: 0, scopes: [] };
const verdicts: Record<string, Verdict | undefined> = {
	sent: { verdict: 'sent', value: '' },
	unclear: { verdict: 'unknown', statement },
	overloaded: { verdict: 'notNow', holdsUp: 'account', statement },
	notMade: undefined,
};

test('of two runs of one account: never more at a time than allowed when it enters, in the order of coming, and all go', async () => {
	const request = fc.record({
		comesMs: fc.nat(2_000),
		latencyMs: fc.integer({ min: 1, max: 500 }),
		verdict: fc.constantFrom('sent', 'sent', 'sent', ...Object.keys(verdicts)),
	});
	const ofRun = fc.record({
		most: fc.integer({ min: 1, max: 30 }),
		requests: fc.array(request, { maxLength: 120 }),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(ofRun, { minLength: 1, maxLength: 2 }), async (runs) => {
			const { clock, run: letTimePass } = virtualClock();
			const growth = new Growth();
			const work = runs.map(async ({ most, requests }) => {
				const flight = new Flight(most, growth, clock.now);
				const came: number[] = [];
				const entered: number[] = [];
				await Promise.all(
					requests.map(async ({ comesMs, latencyMs, verdict }, index) => {
						await clock.wait(comesMs);
						came.push(index);
						const leave = await flight.enter();
						entered.push(index);
						expect(flight.size).toBeLessThanOrEqual(most);
						await clock.wait(latencyMs);
						leave(verdicts[verdict]);
					}),
				);
				expect(flight.size).toBe(0);
				expect(entered).toEqual(came);
				expect(came).toHaveLength(requests.length);
			});
			await letTimePass(Promise.all(work));
		}),
		{ numRuns: 200 },
	);
});

test('what is unclear keeps the others back until all that are under way have come back', async () => {
	const flight = new Flight(50, new Growth(), () => 0);
	const entered: Leave[] = [];
	for (let i = 0; i < 12; i++) void flight.enter().then((leave) => entered.push(leave));
	const settle = async () => await new Promise((resolve) => setImmediate(resolve));
	await settle();
	const sizes: number[] = [];
	for (let i = 0; i < 10; i++) {
		entered[i]?.(verdicts.unclear);
		await settle();
		sizes.push(flight.size);
	}
	expect(sizes).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 1]);
	expect(entered).toHaveLength(11);
});
