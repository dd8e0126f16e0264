/** Works on all items, this many at a time. @returns how many did not fail */
export async function loop<T>(
	items: readonly T[],
	inFlight: number,
	work: (item: T) => Promise<void>,
): Promise<number> {
	let next = 0;
	let succeeded = 0;
	const worker = async (): Promise<void> => {
		while (next < items.length) {
			try {
				await work(items[next++] as T);
				succeeded++;
			} catch {
				// As in many scripts: the message is lost, and the next one is sent.
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(inFlight, items.length) }, worker));
	return succeeded;
}
