import { runLanes } from '../delivery/lanes';
import { isFailing, isFinal, type FailedOutcome, type Message, type Outcome } from './outcome';
import { sendItem, type Means } from './sendItem';

/** One run of the node over its messages. */
export interface Run {
	readonly messages: readonly Message[];
	readonly means: Means;
	readonly concurrency: number;
	/** True when the first failure ends the run. */
	readonly stopsOnFailure: boolean;
	/** Outcomes of earlier tries of this same run, by what `identify` says. */
	readonly remembered: Map<string, Outcome>;
	identify(message: Message): string;
	/** Ends all waiting: nothing more may be sent. */
	halt(): void;
	/** Told how many are done. */
	onSettled(count: number): void;
}

/** Sends every message that can be sent, and says of each what became of it, in the order of the messages. */
export async function sendAll(run: Run): Promise<Outcome[]> {
	const { messages, means } = run;
	const outcomes: Outcome[] = [];
	let settled = 0;
	/** The answer which showed that no message can succeed. */
	let hopeless: { item: number; outcome: FailedOutcome } | undefined;

	const work = async (index: number): Promise<void> => {
		const message = messages[index] as Message;
		const identity = run.identify(message);
		// A failure that is remembered ended an earlier try; it must not keep the others from being sent in this one.
		const known = run.remembered.get(identity);
		const outcome = known ?? (await attempt(message, means));
		outcomes[index] = outcome;
		run.onSettled(++settled);
		if (known) return;
		if (isFinal(outcome)) run.remembered.set(identity, outcome);
		const isHopeless = outcome.kind === 'failed' && outcome.verdict.verdict === 'refused' && outcome.verdict.everyItem;
		if (isHopeless) hopeless ??= { item: message.item, outcome };
		if (isHopeless || (run.stopsOnFailure && isFailing(outcome))) run.halt();
	};

	const lanes = messages.map(({ delivery }) => delivery.receiverId);
	await runLanes(lanes, run.concurrency, work);
	return hopeless ? outcomes.map((outcome) => markHopeless(outcome, hopeless)) : outcomes;
}

async function attempt(message: Message, means: Means): Promise<Outcome> {
	try {
		return await sendItem(message, means);
	} catch (error) {
		// n8n's deduplication store or its binary data; sending itself does not throw.
		return { kind: 'storeFailed', error: error instanceof Error ? error : new TypeError(String(error)), receiver: message.receiver };
	}
}

/** Messages that were not tried because none can succeed carry the reason that was found for the one that was. */
function markHopeless(outcome: Outcome, hopeless: { item: number; outcome: FailedOutcome } | undefined): Outcome {
	if (!hopeless || outcome.kind !== 'failed' || outcome.verdict.verdict !== 'notTried') return outcome;
	const { receiver, receiveType } = outcome;
	return { ...hopeless.outcome, receiver, receiveType, shownByItem: hopeless.item };
}
