/**
 * Works on items with bounded concurrency, and on items of the same lane one at a time, in their order.
 * @param work must not reject
 * @returns what came of each item, in the order of the items
 */
export async function runLanes<Item, Done>(
	items: readonly Item[],
	laneOf: (item: Item) => string,
	concurrency: number,
	work: (item: Item) => Promise<Done>,
): Promise<Done[]> {
	const lanes = new Map<string, Array<{ item: Item; index: number }>>();
	items.forEach((item, index) => {
		const lane = lanes.get(laneOf(item));
		if (lane) lane.push({ item, index });
		else lanes.set(laneOf(item), [{ item, index }]);
	});
	// Lanes that nobody works on; what comes next stands last. A lane with more to do goes back to the end, so a busy receiver
	// does not hold up others.
	const idle = [...lanes.values()].map((lane) => lane.reverse());
	let first = 0;
	const done: Done[] = [];

	const worker = async (): Promise<void> => {
		for (;;) {
			const lane = idle[first];
			const next = lane?.pop();
			if (!lane || !next) return;
			first++;
			done[next.index] = await work(next.item);
			if (lane.length > 0) idle.push(lane);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, lanes.size) }, worker));
	return done;
}
