/** Waits without keeping other lanes from being worked on. */
export type WaitAside = (wait: Promise<void>) => Promise<void>;

/**
 * Works on items with bounded concurrency, and on items of the same lane one at a time, in their order.
 * @param work must not reject
 * @returns what came of each item, in the order of the items
 */
export async function runLanes<Item, Done>(
	items: readonly Item[],
	laneOf: (item: Item) => string,
	concurrency: number,
	work: (item: Item, waitAside: WaitAside) => Promise<Done>,
): Promise<Done[]> {
	const lanes = new Map<string, Array<{ item: Item; index: number }>>();
	items.forEach((item, index) => {
		const lane = lanes.get(laneOf(item));
		if (lane) lane.push({ item, index });
		else lanes.set(laneOf(item), [{ item, index }]);
	});
	// A lane with more to do goes back to the end, so a busy receiver does not hold up others.
	const hands = new Hands(concurrency);
	const waitAside: WaitAside = async (wait) => {
		hands.free();
		await wait;
		await hands.take();
	};
	const done: Done[] = [];
	await Promise.all(
		[...lanes.values()].map(async (lane) => {
			for (const { item, index } of lane) {
				await hands.take();
				done[index] = await work(item, waitAside);
				hands.free();
			}
		}),
	);
	return done;
}

/** So many lanes are worked on at a time; who asks first comes first. */
class Hands {
	private readonly waiting: Array<() => void> = [];
	private first = 0;

	constructor(private left: number) {}

	async take(): Promise<void> {
		if (this.left > 0) this.left--;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	free(): void {
		const next = this.waiting[this.first];
		if (!next) {
			this.left++;
			return;
		}
		this.first++;
		next();
	}
}
