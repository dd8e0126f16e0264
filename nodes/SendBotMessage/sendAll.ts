import type { Clock, Line, RunPolicy } from './delivery/deliver';
import { runLanes } from './delivery/lanes';
import { isFailure, isFinal, type FailedOutcome, type Outcome } from './outcome';
import type { RunOptions } from './options';
import type { PreparedItem } from './prepareItem';
import { sendItem, type KeyStore } from './sendItem';
import type { Result } from './result';

/** One run of the node over its items. */
export interface Run {
	/** What each item became when it was prepared. */
	readonly items: ReadonlyArray<PreparedItem | Exclude<Outcome, { kind: 'sent' }>>;
	readonly line: Result<Line>;
	readonly options: RunOptions;
	/** True when the first failure ends the run. */
	readonly stopsOnFailure: boolean;
	/** Outcomes of earlier tries of this same run, by what `identify` says. */
	readonly remembered: Map<string, Outcome>;
	identify(item: number, prepared: PreparedItem): string;
	readonly keys: KeyStore;
	readonly clock: Clock;
	/** Ends all waiting; called when nothing more may be sent. */
	halt(): void;
	isHalted(): boolean;
	/** Told before each wait for the quota. */
	onQuotaWait(ms: number, settled: number): void;
}

/** Sends every message that can be sent, and says of each item what became of it, in the order of the items. */
export async function sendAll(run: Run): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const { items, clock, options } = run;
	let settled = 0;
	/** The item whose answer showed that none can succeed. */
	let hopeless: { item: number; outcome: FailedOutcome } | undefined;

	const settle = (item: number, outcome: Outcome): void => {
		outcomes[item] = outcome;
		settled++;
	};
	const policy: RunPolicy = {
		messagesPerMinute: options.messagesPerMinute,
		deadlineMs: clock.now() + options.maxWaitMs,
		isHalted: () => run.isHalted(),
		onQuotaWait: (ms) => run.onQuotaWait(ms, settled),
	};

	const work = async (item: number): Promise<void> => {
		const prepared = items[item];
		if (!prepared || 'kind' in prepared) return prepared && settle(item, prepared);
		const identity = run.identify(item, prepared);
		const known = run.remembered.get(identity);
		// A failure that is remembered ended an earlier try; it must not keep the others from being sent in this one.
		if (known) return settle(item, known);
		const outcome = await attempt(prepared, run, policy);
		if (isFinal(outcome)) run.remembered.set(identity, outcome);
		settle(item, outcome);
		const isHopeless = outcome.kind === 'failed' && outcome.verdict.verdict === 'refused' && outcome.verdict.everyItem;
		if (isHopeless) hopeless ??= { item, outcome };
		if (isHopeless || (run.stopsOnFailure && isFailure(outcome))) run.halt();
	};

	const lanes = items.map((item, index) => ('kind' in item ? `item ${index}` : `to ${item.delivery.receiverId}`));
	await runLanes(lanes, options.concurrency, work);
	return hopeless ? outcomes.map((outcome) => markHopeless(outcome, hopeless)) : outcomes;
}

async function attempt(item: PreparedItem, run: Run, policy: RunPolicy): Promise<Outcome> {
	if (run.line.ok) {
		try {
			return await sendItem(item, run.line.value, policy, run.clock, run.keys);
		} catch (error) {
			// n8n's deduplication store; sending itself does not throw.
			return { kind: 'thrown', error: error instanceof Error ? error : new TypeError(String(error)) };
		}
	}
	const verdict = { verdict: 'refused', tokenRefused: false, everyItem: true, problem: run.line.problem } as const;
	return { kind: 'failed', verdict, delivery: item.delivery, hasPastedToken: false };
}

/** Items that were not tried because none can succeed carry the reason that was found for the one that was. */
function markHopeless(outcome: Outcome, hopeless: { item: number; outcome: FailedOutcome } | undefined): Outcome {
	if (!hopeless || outcome.kind !== 'failed' || outcome.verdict.verdict !== 'notTried') return outcome;
	return { ...hopeless.outcome, delivery: outcome.delivery, shownByItem: hopeless.item };
}
