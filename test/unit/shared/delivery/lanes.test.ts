import fc from 'fast-check';

import { runLanes } from '../../../../nodes/shared/delivery/lanes';

test('every item is worked on once, in order within its lane, never more at a time than allowed', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }),
			fc.integer({ min: 1, max: 10 }),
			fc.scheduler(),
			async (lanes, concurrency, scheduler) => {
				const started: number[] = [];
				const busy = new Set<string>();
				let most = 0;
				const items = lanes.map((lane, item) => ({ lane, item }));
				const done = runLanes(
					items,
					({ lane }) => lane,
					concurrency,
					async ({ lane, item }) => {
						expect(busy.has(lane)).toBe(false);
						busy.add(lane);
						most = Math.max(most, busy.size);
						started.push(item);
						await scheduler.schedule(Promise.resolve());
						busy.delete(lane);
						return `done ${item}`;
					},
				);
				await scheduler.waitFor(done);
				expect(await done).toEqual(lanes.map((_, item) => `done ${item}`));
				expect([...started].sort((a, b) => a - b)).toEqual(lanes.map((_, item) => item));
				for (const lane of new Set(lanes)) {
					const order = started.filter((item) => lanes[item] === lane);
					expect(order).toEqual([...order].sort((a, b) => a - b));
				}
				expect(most).toBeLessThanOrEqual(concurrency);
				// As many lanes at a time as there are, up to the limit.
				expect(most).toBe(Math.min(concurrency, new Set(lanes).size));
			},
		),
	);
});

test('a receiver with many messages does not hold up the others', async () => {
	const order: string[] = [];
	await runLanes(
		['a0', 'a1', 'a2', 'b3', 'c4'],
		([lane]) => lane as string,
		2,
		async (item) => {
			order.push(item);
			await Promise.resolve();
		},
	);
	expect(order).toEqual(['a0', 'b3', 'c4', 'a1', 'a2']);
});
