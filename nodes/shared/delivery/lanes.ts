import { Gate } from './gate';

/** Waits without keeping other lanes from being worked on. */
export type WaitAside = (wait: Promise<void>) => Promise<void>;

/**
 * Works on items with bounded concurrency, and on items of the same lane one at a time, in their order.
 * @param concurrency asked anew whenever an item is begun or done: it may change
 * @param work must not reject
 * @returns what came of each item, in the order of the items
 */
export async function runLanes<Item, Done>(
	items: readonly Item[],
	laneOf: (item: Item) => string,
	concurrency: () => number,
	work: (item: Item, waitAside: WaitAside) => Promise<Done>,
): Promise<Done[]> {
	const lanes = new Map<string, Array<{ item: Item; index: number }>>();
	items.forEach((item, index) => {
		const lane = lanes.get(laneOf(item));
		if (lane) lane.push({ item, index });
		else lanes.set(laneOf(item), [{ item, index }]);
	});
	// A lane with more to do goes back to the end, so a busy receiver does not hold up others.
	const hands = new Gate(concurrency);
	const waitAside: WaitAside = async (wait) => {
		hands.leave();
		await wait;
		await hands.enter();
	};
	const done: Done[] = [];
	await Promise.all(
		[...lanes.values()].map(async (lane) => {
			for (const { item, index } of lane) {
				await hands.enter();
				done[index] = await work(item, waitAside);
				hands.leave();
			}
		}),
	);
	return done;
}
