/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets pending promises settle */
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
					() => concurrency,
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
		() => 2,
		async (item) => {
			order.push(item);
			await Promise.resolve();
		},
	);
	expect(order).toEqual(['a0', 'b3', 'c4', 'a1', 'a2']);
});

test('one that waits aside keeps nobody else waiting, and its lane stays in order', async () => {
	const log: string[] = [];
	let wake = () => {};
	const woken = new Promise<void>((resolve) => (wake = resolve));
	const done = runLanes(
		['a0', 'a1', 'b2', 'c3'],
		([lane]) => lane as string,
		() => 1,
		async (item, waitAside) => {
			log.push(item);
			if (item === 'a0') {
				await waitAside(woken);
				log.push('a0 again');
			}
			if (item === 'c3') wake();
			return item;
		},
	);
	expect(await done).toEqual(['a0', 'a1', 'b2', 'c3']);
	expect(log).toEqual(['a0', 'b2', 'c3', 'a0 again', 'a1']);
});

test('who waited aside takes its turn again: never more at a time than allowed', async () => {
	let busy = 0;
	let most = 0;
	await runLanes(
		Array.from({ length: 20 }, (_, i) => i),
		String,
		() => 3,
		async (item, waitAside) => {
			most = Math.max(most, ++busy);
			await Promise.resolve();
			busy--;
			await waitAside(item % 2 === 0 ? Promise.resolve() : new Promise((r) => setImmediate(r)));
			most = Math.max(most, ++busy);
			await Promise.resolve();
			busy--;
		},
	);
	expect(most).toBe(3);
});
