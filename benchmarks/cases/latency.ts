import {
	median,
	mustDeliverAll,
	sendTexts,
	startContender,
	UNLIMITED,
	type EmulatorProcess,
	type Entry,
	type Outcome,
} from '../measure';
import { times, type Section } from '../report';

const LATENCIES_MS = [20, 100];

const floor: Entry = {
	name: 'axios, 5 at once (the floor)',
	contender: 'axiosLoop',
	settings: { inFlight: 5 },
};
const helper: Entry = {
	name: "n8n's HTTP helper in a loop, 5 at once (the floor inside n8n)",
	contender: 'n8nHelperLoop',
	settings: { inFlight: 5 },
};
const ours: Entry = {
	name: 'This node, defaults (at most 50 at once)',
	contender: 'ourNode',
	settings: {},
};
const ours5: Entry = {
	name: 'This node, Concurrency 5',
	contender: 'ourNode',
	settings: { inFlight: 5 },
};
const ours100: Entry = {
	name: 'This node, Concurrency 100',
	contender: 'ourNode',
	settings: { inFlight: 100 },
};
const floor10: Entry = {
	name: 'axios, 10 at once',
	contender: 'axiosLoop',
	settings: { inFlight: 10 },
};
const ours10: Entry = {
	name: 'This node, Concurrency 10',
	contender: 'ourNode',
	settings: { inFlight: 10 },
};
const sdk: Entry = {
	name: 'Official SDK, 5 at once',
	contender: 'officialSdk',
	settings: { inFlight: 5 },
};
const allAtOnce: Entry = {
	name: 'HTTP Request node, defaults (all at once)',
	contender: 'httpRequestNode',
	settings: {},
};
const peers: readonly Entry[] = [
	sdk,
	{
		name: 'Official SDK, one after the other',
		contender: 'officialSdk',
		settings: { inFlight: 1 },
	},
	{
		name: 'HTTP Request node, Batching 5 per 1 s',
		contender: 'httpRequestNode',
		settings: { batch: { size: 5, intervalMs: 1000 } },
	},
	allAtOnce,
];
const entries: readonly Entry[] = [
	floor,
	helper,
	ours5,
	floor10,
	ours10,
	ours,
	ours100,
	{ name: 'axios, all at once', contender: 'axiosLoop', settings: { inFlight: 100 } },
	...peers,
];

/** (a) How long a small campaign takes. */
export async function latency(
	emulator: EmulatorProcess,
	{ runs, messages }: { runs: number; messages: number },
): Promise<Section> {
	const outcomes = new Map<string, Outcome[]>();
	for (let run = 0; run < runs; run++) {
		for (const { name, contender, settings } of entries) {
			const process = await startContender(contender, emulator);
			await sendTexts(process, emulator, messages, {
				...settings,
				messagesPerMinute: 0,
				batch: undefined,
			});
			for (const latencyMs of LATENCIES_MS) {
				// Our node counts its messages: more than 100 a minute, only because of the warm-up.
				const outcome = await sendTexts(
					process,
					emulator,
					messages,
					{ ...settings, messagesPerMinute: 0 },
					{ ...UNLIMITED, latencyMs },
				);
				const key = `${name} ${latencyMs}`;
				outcomes.set(key, [...(outcomes.get(key) ?? []), mustDeliverAll(outcome, messages, name)]);
			}
			await process.end();
		}
	}
	const medianMs = ({ name }: Entry, latencyMs: number) =>
		median((outcomes.get(`${name} ${latencyMs}`) ?? []).map(({ ms }) => ms));
	const rows = entries.map((entry) => ({
		Sender: entry.name,
		...Object.fromEntries(
			LATENCIES_MS.flatMap((latencyMs) => [
				[`${latencyMs} ms`, `${(medianMs(entry, latencyMs) / 1000).toFixed(2)} s`],
				[
					`${latencyMs} ms: of the floor`,
					times(medianMs(entry, latencyMs) / medianMs(floor, latencyMs)),
				],
			]),
		),
		'TCP connections':
			(outcomes.get(`${entry.name} ${LATENCIES_MS[0]}`) ?? [])[0]?.connections ?? 0,
	}));
	const within = (mine: Entry, of: Entry, latencyMs: number, most: number, goal: string) => {
		const ratio = medianMs(mine, latencyMs) / medianMs(of, latencyMs);
		return {
			goal: `(a) ${messages} messages at ${latencyMs} ms, ${goal}`,
			measured: times(ratio),
			met: ratio <= most,
		};
	};
	return {
		title: `(a) ${messages} messages, app token in place`,
		how: `The same ${messages} texts, warmed up with ${messages} more; no quota; median of ${runs}, each in its own process, in turns. The latency is the emulator's: how late each answer is.`,
		rows,
		goals: [
			within(ours, allAtOnce, 100, 1.6, 'defaults: at most 1.6 × the HTTP Request node'),
			within(ours, sdk, 20, 1, 'defaults: ahead of the official SDK at 5'),
			...LATENCIES_MS.flatMap((latencyMs) => [
				within(ours5, floor, latencyMs, 1.3, '5 at once: at most 1.3 × the floor'),
				within(ours10, floor10, latencyMs, 1.3, '10 at once: at most 1.3 × the floor'),
				within(ours5, helper, latencyMs, 1.3, '5 at once: at most 1.3 × the floor inside n8n'),
			]),
		],
	};
}
