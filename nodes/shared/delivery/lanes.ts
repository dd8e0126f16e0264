/**
 * Works on items with bounded concurrency, and on items of the same lane one at a time, in their order.
 * @param lanes the lane of each item, in order; the length is the number of items
 * @param work must not reject
 */
export async function runLanes(lanes: readonly string[], concurrency: number, work: (item: number) => Promise<void>): Promise<void> {
	const waiting = new Map<string, number[]>();
	lanes.forEach((lane, item) => {
		const queue = waiting.get(lane);
		if (queue) queue.push(item);
		else waiting.set(lane, [item]);
	});
	// Lanes that nobody works on. A lane with more to do goes back to the end, so a busy receiver does not hold up others.
	const idle = [...waiting.values()].map((queue) => ({ queue, next: 0 }));
	let first = 0;

	const worker = async (): Promise<void> => {
		for (;;) {
			const lane = idle[first];
			if (!lane) return;
			first++;
			await work(lane.queue[lane.next++] as number);
			if (lane.next < lane.queue.length) idle.push(lane);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, waiting.size) }, worker));
}
