import type { Measured } from '../contenderProcess';
import { startContender, texts, median, type EmulatorProcess } from '../measure';
import { megabytes, times, type Section } from '../report';

const MOST_GROWTH = 1.2;
const MOST_DELAY_MS = 100;

/** (i) Preparing many items, without sending: time and memory by their number, and how long other work of n8n's process waits. */
export async function prepare(
	emulator: EmulatorProcess,
	{ runs, sizes }: { runs: number; sizes: readonly number[] },
): Promise<Section> {
	const settings = { dryRun: true };
	const rows = [];
	for (const size of sizes) {
		const measured: Measured[] = [];
		for (let run = 0; run < runs; run++) {
			const process = await startContender('ourNode', emulator);
			await process.ask({ texts: texts(1_000), settings });
			measured.push(await process.ask({ texts: texts(size), settings }));
			await process.end();
		}
		const of = (value: (one: Measured) => number) => median(measured.map(value));
		rows.push({
			size,
			msPerItem: of(({ ms }) => ms) / size,
			moreBytes: of(({ peakBytes, peakBytesBefore }) => peakBytes - peakBytesBefore),
			p99: of(({ delayMs }) => delayMs.p99),
			longest: of(({ delayMs }) => delayMs.longest),
		});
	}
	const [first, last] = [rows[0], rows.at(-1)];
	const growth = (last?.msPerItem ?? NaN) / (first?.msPerItem ?? NaN);
	return {
		title: `(i) Preparing ${sizes.join(' and ')} items`,
		how: `Dry Run: everything but the requests, n8n's own work on the items included. Each in a process of its own, warmed up with 1000 items; median of ${runs}. The delay is how late the event loop was, sampled each 10 ms.`,
		rows: rows.map(({ size, msPerItem, moreBytes, p99, longest }) => ({
			Items: size,
			'Time per item': `${msPerItem.toFixed(3)} ms`,
			'More memory': megabytes(moreBytes),
			'Event loop late, p99': `${p99.toFixed(0)} ms`,
			'Event loop late, at most': `${longest.toFixed(0)} ms`,
		})),
		goals: [
			{
				goal: `(i) An item costs at most ${MOST_GROWTH} × as much time among ${last?.size} as among ${first?.size}`,
				measured: times(growth),
				met: growth <= MOST_GROWTH,
			},
			{
				goal: `(i) ${last?.size} items: the event loop at most ${MOST_DELAY_MS} ms late (p99)`,
				measured: `${last?.p99.toFixed(0)} ms`,
				met: (last?.p99 ?? NaN) <= MOST_DELAY_MS,
			},
		],
	};
}
