import { sendTexts, startContender, UNLIMITED, type EmulatorProcess, type Entry } from '../measure';
import type { Section } from '../report';

const LATENCY_MS = 20;
/** By default: so many at a time, and four that make sure. */
const MOST_UNCLEAR = 54;

/** More than anybody sends. */
const EVER = 1e6;

const ours: Entry = {
	name: 'This node, defaults, On Error: Continue',
	contender: 'ourNode',
	settings: { messagesPerMinute: 0, continues: true },
};
const entries: readonly Entry[] = [
	ours,
	{
		name: 'This node, Concurrency 5, On Error: Continue',
		contender: 'ourNode',
		settings: { messagesPerMinute: 0, inFlight: 5, continues: true },
	},
	{
		name: 'HTTP Request node, defaults (all at once)',
		contender: 'httpRequestNode',
		settings: { continues: true },
	},
	{ name: 'Official SDK, 5 at once', contender: 'officialSdk', settings: { inFlight: 5 } },
];

/** (h) The server answers nothing any more from the middle on: of how many messages nobody knows whether they arrived. */
export async function outage(
	emulator: EmulatorProcess,
	{ messages }: { messages: number },
): Promise<Section> {
	const unclear = new Map<string, number>();
	const rows = [];
	for (const { name, contender, settings } of entries) {
		const process = await startContender(contender, emulator);
		const { seen } = await sendTexts(process, emulator, messages, settings, {
			...UNLIMITED,
			latencyMs: LATENCY_MS,
			faults: [{ on: 'message', kind: 'dropBeforeDelivery', skip: messages / 2, times: EVER }],
		});
		await process.end();
		unclear.set(name, seen.struck);
		rows.push({ Sender: name, Delivered: seen.distinct, 'Without an answer': seen.struck });
	}
	const found = unclear.get(ours.name) ?? NaN;
	return {
		title: `(h) An outage in the middle of ${messages} messages`,
		how: `Latency ${LATENCY_MS} ms, no quota, one run of each. From message ${messages / 2} on the emulator closes each connection without an answer, after it has read the request. A request without an answer counts once more each time it is made again.`,
		rows,
		goals: [
			{
				goal: `(h) Unclear after an outage: at most ${MOST_UNCLEAR} of ${messages}`,
				measured: String(found),
				met: found <= MOST_UNCLEAR,
			},
		],
	};
}
