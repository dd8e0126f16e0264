import {
	median,
	mustDeliverAll,
	sendTexts,
	startContender,
	type EmulatorProcess,
	type Entry,
	type Outcome,
} from '../measure';
import { megabytes, times, type Section } from '../report';

const floor: Entry = {
	name: 'axios (the floor)',
	contender: 'axiosLoop',
	settings: { inFlight: 5 },
};
const ours: Entry = {
	name: 'This node',
	contender: 'ourNode',
	settings: { inFlight: 5, messagesPerMinute: 0 },
};
const helper: Entry = {
	name: "n8n's HTTP helper in a loop (the floor inside n8n)",
	contender: 'n8nHelperLoop',
	settings: { inFlight: 5 },
};
const entries: readonly Entry[] = [
	floor,
	helper,
	ours,
	{
		name: 'HTTP Request node, Batching 5 per 1 ms',
		contender: 'httpRequestNode',
		settings: { batch: { size: 5, intervalMs: 1 } },
	},
	{ name: 'Official SDK', contender: 'officialSdk', settings: { inFlight: 5 } },
];

/** (b) and the first half of (c): CPU per message and memory, by the number of messages. */
export async function cpu(
	emulator: EmulatorProcess,
	{ runs, sizes }: { runs: number; sizes: readonly number[] },
): Promise<Section[]> {
	const outcomes = new Map<string, Outcome[]>();
	for (let run = 0; run < runs; run++) {
		for (const { name, contender, settings } of entries) {
			const process = await startContender(contender, emulator);
			// Long enough for the compiler to finish.
			await sendTexts(process, emulator, sizes[1] as number, settings);
			for (const size of sizes) {
				const key = `${name} ${size}`;
				outcomes.set(key, [
					...(outcomes.get(key) ?? []),
					mustDeliverAll(await sendTexts(process, emulator, size, settings), size, name),
				]);
			}
			await process.end();
		}
	}
	const [smallest, largest] = [sizes[0] as number, sizes.at(-1) as number];
	const all = ({ name }: Entry, size: number) => outcomes.get(`${name} ${size}`) ?? [];
	const perMessage = (entry: Entry, size: number) =>
		median(all(entry, size).map(({ cpuMs }) => cpuMs)) / size;
	const growth = (entry: Entry) => perMessage(entry, largest) / perMessage(entry, smallest);
	const rows = entries.map((entry) => ({
		Sender: entry.name,
		...Object.fromEntries(
			sizes.map((size) => [`CPU per message, ${size}`, `${perMessage(entry, size).toFixed(2)} ms`]),
		),
		[`${largest}: of the floor`]: times(perMessage(entry, largest) / perMessage(floor, largest)),
		[`Growth per message, ${smallest} to ${largest}`]: times(growth(entry)),
		'Emulator busy': `${Math.round(100 * median(all(entry, largest).map(({ seen, ms }) => seen.cpuMs / ms)))} %`,
	}));
	const ratio = perMessage(ours, largest) / perMessage(floor, largest);
	const inN8n = perMessage(ours, largest) / perMessage(helper, largest);
	const memory = entries.map((entry) => {
		const { peakBytesBefore, peakBytes } = all(entry, largest).reduce((one, other) =>
			other.peakBytes < one.peakBytes ? other : one,
		);
		return {
			Sender: entry.name,
			'Peak before': megabytes(peakBytesBefore),
			'Peak after': megabytes(peakBytes),
			'More per message': `${Math.max(0, Math.round((peakBytes - peakBytesBefore) / largest / 1000))} kB`,
		};
	});
	return [
		{
			title: '(b) CPU per message',
			how: `No latency, no quota, 5 at once. CPU time of the sender's process, all threads, after a warm-up of ${sizes[1]} messages; median of ${runs}.`,
			rows,
			goals: [
				{
					goal: '(b) CPU per message at most 1.5 × the floor',
					measured: times(ratio),
					met: ratio <= 1.5,
				},
				{
					goal: '(b) CPU per message at most 1.5 × the floor inside n8n',
					measured: times(inN8n),
					met: inN8n <= 1.5,
				},
				{
					goal: `(b) linear: a message costs no more at ${largest} than at ${smallest}`,
					measured: times(growth(ours)),
					met: growth(ours) <= 1.1,
				},
			],
		},
		{
			title: `(c) Memory of ${largest} messages`,
			how: 'The same runs: the highest resident memory of the process, before and after the largest one. Of the runs the lowest, because it depends on when garbage is collected.',
			rows: memory,
			goals: [],
		},
	];
}
