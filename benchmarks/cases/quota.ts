import {
	mustDeliverAll,
	sendTexts,
	startContender,
	startEmulatorProcess,
	type Entry,
	type Outcome,
} from '../measure';
import { type Section } from '../report';

const LATENCY_MS = 20;
const IN_FLIGHT = 5;
/** Concurrency's default. */
const MOST_UNDER_WAY = 50;

const paced: Entry = {
	name: 'This node, defaults: paces itself',
	contender: 'ourNode',
	settings: {},
};
const told: Entry = {
	name: 'This node, Messages per Minute 0: stops when told',
	contender: 'ourNode',
	settings: { messagesPerMinute: 0 },
};

/** (d) More messages than one window of the quota allows. Each sender has its own emulator, so that all wait at the same time. */
export async function quota({
	count,
	perWindow,
	windowMs,
}: {
	count: number;
	perWindow: number;
	windowMs: number;
}): Promise<Section> {
	const entries: readonly Entry[] = [
		paced,
		told,
		{
			name: `HTTP Request node, Batching 5 per ${(windowMs * 5) / perWindow / 1000} s`,
			contender: 'httpRequestNode',
			settings: { batch: { size: 5, intervalMs: (windowMs * 5) / perWindow } },
		},
		{
			name: 'HTTP Request node, defaults (all at once)',
			contender: 'httpRequestNode',
			settings: {},
		},
		{
			name: 'Official SDK, 5 at once',
			contender: 'officialSdk',
			settings: { inFlight: IN_FLIGHT },
		},
		{ name: 'axios, 5 at once', contender: 'axiosLoop', settings: { inFlight: IN_FLIGHT } },
	];
	const outcomes = new Map(
		await Promise.all(
			entries.map(
				async (entry) => [entry.name, await measure(entry, count, perWindow, windowMs)] as const,
			),
		),
	);
	const outcomeOf = ({ name }: Entry) => outcomes.get(name) as Outcome;

	const windows = Math.ceil(count / perWindow) - 1;
	const rest = count - windows * perWindow;
	const minimumMs = windows * windowMs + LATENCY_MS;
	const mostWasted = MOST_UNDER_WAY + windows - 1;
	const rows = entries.map((entry) => {
		const { ms, delivered, seen } = outcomeOf(entry);
		return {
			Sender: entry.name,
			Time: `${(ms / 1000).toFixed(1)} s`,
			'Of the minimum': seen.distinct === count ? `${(ms / minimumMs).toFixed(3)} ×` : '–',
			'Answered 429': seen.rateLimited,
			Delivered: seen.distinct,
			Lost: count - seen.distinct,
			Twice: seen.delivered - seen.distinct,
			'Told as delivered': delivered,
		};
	});
	const goalsOf = (entry: Entry) => {
		const { ms, seen } = outcomeOf(entry);
		const name = entry.name.split(':')[0];
		return [
			{
				goal: `(d) ${name}: at most 1.02 × the minimum`,
				measured: `${(ms / minimumMs).toFixed(3)} ×`,
				met: ms / minimumMs <= 1.02,
			},
			{
				goal: `(d) ${name}: none lost, none twice`,
				measured: `${count - seen.distinct} lost, ${seen.delivered - seen.distinct} twice`,
				met: seen.distinct === count && seen.delivered === count,
			},
			{
				goal: `(d) ${name}: wasted are at most what is under way when the quota is found out, and one request per window`,
				measured: `${seen.rateLimited} of ${mostWasted}`,
				met: seen.rateLimited <= mostWasted,
			},
		];
	};
	return {
		title: `(d) ${count} messages where ${perWindow} in ${windowMs / 1000} s are allowed`,
		how: `Latency ${LATENCY_MS} ms, one run of each, all at the same time with an emulator each. The least that is possible: ${windows} whole windows, then ${rest} messages at once: ${(minimumMs / 1000).toFixed(1)} s. The emulator's window is a fixed one, from the first request on, and it names the seconds that are left of it, rounded up, as Feishu's documents have it.`,
		rows,
		goals: [paced, told].flatMap(goalsOf),
	};
}

async function measure(
	{ contender, settings, name }: Entry,
	count: number,
	perWindow: number,
	windowMs: number,
): Promise<Outcome> {
	const emulator = startEmulatorProcess();
	const process = await startContender(contender, emulator);
	try {
		// Fetches the token, and lets the code compile.
		mustDeliverAll(
			await sendTexts(process, emulator, 10, {
				...settings,
				messagesPerMinute: 0,
				batch: undefined,
			}),
			10,
			name,
		);
		return await sendTexts(process, emulator, count, settings, {
			latencyMs: LATENCY_MS,
			perWindow,
			windowMs,
		});
	} finally {
		await process.end();
		await emulator.end();
	}
}
