import { median, mustDeliverAll, sendTexts, startContender, UNLIMITED, type EmulatorProcess, type Entry, type Outcome } from '../measure';
import { times, type Section } from '../report';

const LATENCIES_MS = [20, 100];

const entries: readonly Entry[] = [
	{ name: 'axios, 5 at once (the floor)', contender: 'axiosLoop', settings: { inFlight: 5 } },
	{ name: 'This node, defaults (5 at once)', contender: 'ourNode', settings: {} },
	{ name: 'Official SDK, 5 at once', contender: 'officialSdk', settings: { inFlight: 5 } },
	{ name: 'Official SDK, one after the other', contender: 'officialSdk', settings: { inFlight: 1 } },
	{ name: 'HTTP Request node, Batching 5 per 1 s', contender: 'httpRequestNode', settings: { batch: { size: 5, intervalMs: 1000 } } },
	{ name: 'axios, 10 at once', contender: 'axiosLoop', settings: { inFlight: 10 } },
	{ name: 'This node, Concurrency 10', contender: 'ourNode', settings: { inFlight: 10 } },
	{ name: 'axios, all at once', contender: 'axiosLoop', settings: { inFlight: 100 } },
	{ name: 'HTTP Request node, defaults (all at once)', contender: 'httpRequestNode', settings: {} },
];

/** (a) How long a small campaign takes. */
export async function latency(emulator: EmulatorProcess, { runs, messages }: { runs: number; messages: number }): Promise<Section> {
	const outcomes = new Map<string, Outcome[]>();
	for (let run = 0; run < runs; run++) {
		for (const { name, contender, settings } of entries) {
			const process = await startContender(contender, emulator);
			await sendTexts(process, emulator, messages, { ...settings, messagesPerMinute: 0, batch: undefined });
			for (const latencyMs of LATENCIES_MS) {
				// Our node counts what it sent: more than 100 a minute only because there is a warm-up.
				const outcome = await sendTexts(process, emulator, messages, { ...settings, messagesPerMinute: 0 }, { ...UNLIMITED, latencyMs });
				const key = `${name} ${latencyMs}`;
				outcomes.set(key, [...(outcomes.get(key) ?? []), mustDeliverAll(outcome, messages, name)]);
			}
			await process.end();
		}
	}
	const medianMs = (name: string, latencyMs: number) => median((outcomes.get(`${name} ${latencyMs}`) ?? []).map(({ ms }) => ms));
	const [floor, ours, sdkAtOnce, sdk, batched, floor10, ours10] = entries.map(({ name }) => name) as [string, string, string, string, string, string, string, string, string];
	const rows = entries.map(({ name }) => ({
		Sender: name,
		...Object.fromEntries(
			LATENCIES_MS.flatMap((latencyMs) => [
				[`${latencyMs} ms`, `${(medianMs(name, latencyMs) / 1000).toFixed(2)} s`],
				[`${latencyMs} ms: of the floor`, times(medianMs(name, latencyMs) / medianMs(floor, latencyMs))],
			]),
		),
		'TCP connections': (outcomes.get(`${name} ${LATENCIES_MS[0]}`) ?? [])[0]?.connections ?? 0,
	}));
	const withinFloor = (mine: string, of: string, latencyMs: number, what: string) => {
		const ratio = medianMs(mine, latencyMs) / medianMs(of, latencyMs);
		return { goal: `(a) ${messages} messages at ${latencyMs} ms, ${what}: at most 1.3 × the floor`, measured: times(ratio), met: ratio <= 1.3 };
	};
	const ahead = (latencyMs: number) => {
		const rivals = [sdkAtOnce, sdk, batched, 'HTTP Request node, defaults (all at once)'];
		const mine = medianMs(ours, latencyMs);
		const faster = rivals.filter((name) => medianMs(name, latencyMs) < mine);
		return {
			goal: `(a) ${messages} messages at ${latencyMs} ms: ahead of every peer`,
			measured: faster.length === 0 ? 'ahead of all' : `behind: ${faster.map((name) => `${name} (${times(medianMs(name, latencyMs) / mine)} our time)`).join('; ')}`,
			met: faster.length === 0,
		};
	};
	return {
		title: `(a) ${messages} messages, app token in place`,
		how: `The same ${messages} texts, warmed up with ${messages} more; no quota; median of ${runs}, each in its own process, in turns. The latency is the emulator's: how late each answer is.`,
		rows,
		goals: LATENCIES_MS.flatMap((latencyMs) => [withinFloor(ours, floor, latencyMs, '5 at once'), withinFloor(ours10, floor10, latencyMs, '10 at once'), ahead(latencyMs)]),
	};
}
