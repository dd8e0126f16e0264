import {
	median,
	mustDeliverAll,
	sendTexts,
	startContender,
	UNLIMITED,
	type EmulatorProcess,
} from '../measure';
import { times, type Section } from '../report';

/** So long may a run with keys take: so many times as long as without, and a second for keys to settle. */
const MOST_TIMES = 1.5;
const SETTLING_MS = 1_000;

/** What a deduplication key costs: our node beside itself. */
export async function keys(
	emulator: EmulatorProcess,
	{ runs, small, large }: { runs: number; small: number; large: number },
): Promise<Section> {
	const cases = [
		{ count: small, latencyMs: 20, runs },
		{ count: small, latencyMs: 100, runs },
		{ count: large, latencyMs: 100, runs: 1 },
	];
	const measured: Array<{ count: number; latencyMs: number; withoutMs: number; withMs: number }> =
		[];
	for (const { count, latencyMs, runs: repeat } of cases) {
		const process = await startContender('ourNode', emulator);
		const timeOf = async (messages: number, deduplicationKey?: string) => {
			const settings = { messagesPerMinute: 0, deduplicationKey };
			const world = { ...UNLIMITED, latencyMs };
			const outcome = await sendTexts(process, emulator, messages, settings, world);
			return mustDeliverAll(outcome, messages, deduplicationKey ?? 'without a key').ms;
		};
		const without: number[] = [];
		const withKeys: number[] = [];
		await timeOf(small);
		for (let run = 0; run < repeat; run++) {
			without.push(await timeOf(count));
			withKeys.push(await timeOf(count, `={{ "run ${run} " + $itemIndex }}`));
		}
		measured.push({ count, latencyMs, withoutMs: median(without), withMs: median(withKeys) });
		await process.end();
	}
	const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
	return {
		title: 'With a deduplication key',
		how: "This node without and with a key, defaults, no quota, in turns in one process. n8n's store is in memory; in a database each write takes longer.",
		rows: measured.map(({ count, latencyMs, withoutMs, withMs }) => ({
			Messages: count,
			Latency: `${latencyMs} ms`,
			Without: seconds(withoutMs),
			'With a key': seconds(withMs),
			Ratio: times(withMs / withoutMs),
		})),
		goals: measured.map(({ count, latencyMs, withoutMs, withMs }) => ({
			goal: `${count} messages at ${latencyMs} ms: at most ${MOST_TIMES} × without a key, and one second`,
			measured: `${seconds(withMs)} for ${seconds(withoutMs)}`,
			met: withMs <= MOST_TIMES * withoutMs + SETTLING_MS,
		})),
	};
}
