import { runLanes } from '../delivery/lanes';
import { toError } from '../result';
import { keyOf } from './deduplicationKeys';
import { isFailure, isFinal, type Message, type Outcome, type UnsentMessage } from './outcome';
import { sendItem, type SendContext } from './sendItem';

/** How one run of the node goes through its messages. */
export interface Run extends SendContext {
	readonly concurrency: number;
	/** True when the first failure ends the run. */
	readonly stopsOnFailure: boolean;
	/** Outcomes of earlier tries of this same run, by what `identify` says. */
	readonly remembered: Map<string, Outcome>;
	identify(message: Message): string;
	/** Ends all waiting: nothing more may be sent. It aborts `halted`. */
	halt(): void;
	/** Told how many are done. */
	onSettled(count: number): void;
}

/** Sends every message that can be sent, and says of each what became of it, in the order of the messages. */
export async function sendAll(messages: readonly Message[], run: Run): Promise<Outcome[]> {
	let settled = 0;
	/** The answer which showed that no message can succeed. */
	let hopeless: { item: number; outcome: UnsentMessage } | undefined;

	const work = async (message: Message): Promise<Outcome> => {
		const identity = run.identify(message);
		// A failure that is remembered ended an earlier try; it must not keep the others from being sent in this one.
		const known = run.remembered.get(identity);
		const outcome = known ?? (await attempt(message, run));
		run.onSettled(++settled);
		if (known) return known;
		if (isFinal(outcome)) run.remembered.set(identity, outcome);
		const isHopeless =
			outcome.kind === 'failed' &&
			outcome.verdict.verdict === 'refused' &&
			outcome.verdict.everyItem;
		if (isHopeless) hopeless ??= { item: message.item, outcome };
		if (isHopeless || (run.stopsOnFailure && isFailure(outcome))) run.halt();
		return outcome;
	};

	run.keys.expect(
		messages
			.filter((message) => !run.remembered.has(run.identify(message)))
			.flatMap((message) => keyOf(message) ?? []),
	);
	const outcomes = await runLanes(
		messages,
		({ recipient }) => recipient.receiverId,
		run.concurrency,
		work,
	);
	return outcomes.map((outcome) => markHopeless(outcome, hopeless));
}

async function attempt(message: Message, context: SendContext): Promise<Outcome> {
	try {
		return await sendItem(message, context);
	} catch (error) {
		// n8n's deduplication store or its binary data; sending itself does not throw.
		return { kind: 'storeFailed', error: toError(error), receiver: message.receiver };
	}
}

/** Messages that were not tried because none can succeed carry the reason that was found for the one that was. */
function markHopeless(
	outcome: Outcome,
	hopeless: { item: number; outcome: UnsentMessage } | undefined,
): Outcome {
	if (!hopeless || outcome.kind !== 'failed' || outcome.verdict.verdict !== 'notTried')
		return outcome;
	const { receiver, receiveType } = outcome;
	return { ...hopeless.outcome, receiver, receiveType, shownByItem: hopeless.item };
}
