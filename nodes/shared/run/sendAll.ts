import { Flight } from '../delivery/flight';
import { runLanes } from '../delivery/lanes';
import { toError } from '../result';
import { keyOf } from './deduplicationKeys';
import {
	aimOf,
	isFailure,
	isUnclear,
	unsent,
	type Message,
	type Outcome,
	type UnsentMessage,
} from './outcome';
import type { RunMemory } from './runMemory';
import { sendItem, type SendContext } from './sendItem';

/** How one run of the node goes through its messages. */
export interface Run extends Omit<SendContext, 'flight'> {
	/** So many messages at a time, if all goes well. */
	readonly concurrency: number;
	/** True when the first failure ends the run. */
	readonly stopsOnFailure: boolean;
	readonly memory: RunMemory;
	/** Ends all waiting: nothing more may be sent. It aborts `halted`. */
	halt(): void;
	/** Told how many are done. */
	onSettled(count: number): void;
}

/** An answer which showed that no message can succeed, or none with its kind of ID. */
interface Hopeless {
	readonly item: number;
	readonly outcome: UnsentMessage;
}

/** Sends every message that can be sent, and says of each what became of it, in the order of the messages. */
export async function sendAll(messages: readonly Message[], run: Run): Promise<Outcome[]> {
	let settled = 0;
	let hopeless: Hopeless | undefined;
	const hopelessIds = new Map<string, Hopeless>();
	const flight = new Flight(run.concurrency, run.client.pace.growth, () => run.clock.now());
	const outage = new Outage();

	const work = async (message: Message, send: () => Promise<Outcome>): Promise<Outcome> => {
		const ofItsKind = hopelessIds.get(message.recipient.receiverIdType);
		// A failure that is remembered ended an earlier try; it must not keep the others from being sent in this one.
		const known = run.memory.recall(message);
		const outcome = known ?? (ofItsKind ? shownBy(ofItsKind, message) : await send());
		run.onSettled(++settled);
		if (known || ofItsKind) return outcome;
		run.memory.remember(message, outcome);
		outage.note(outcome, flight.size);
		if (outcome.kind === 'failed' && outcome.verdict.verdict === 'refused') {
			const { everyItem, everyIdOf } = outcome.verdict;
			const shown = { item: message.item, outcome };
			if (everyItem) hopeless ??= shown;
			if (everyIdOf) hopelessIds.set(everyIdOf, hopelessIds.get(everyIdOf) ?? shown);
		}
		if (hopeless || outage.isOn || (run.stopsOnFailure && isFailure(outcome))) run.halt();
		return outcome;
	};

	run.keys.expect(
		messages
			.filter((message) => run.memory.recall(message) === undefined)
			.flatMap((message) => keyOf(message) ?? []),
	);
	const outcomes = await runLanes(
		messages,
		({ recipient }) => recipient.receiverId,
		() => flight.limit,
		async (message, waitAside) =>
			await work(message, async () => await attempt(message, { ...run, flight, waitAside })),
	);
	return outcomes.map((outcome, index) => {
		const message = messages[index];
		if (!message || outcome.kind !== 'failed' || outcome.verdict.verdict !== 'notTried')
			return outcome;
		if (hopeless) return shownBy(hopeless, message);
		return outage.isOn ? { ...outcome, afterUnclear: outage.unclear } : outcome;
	});
}

async function attempt(message: Message, context: SendContext): Promise<Outcome> {
	try {
		return await sendItem(message, context);
	} catch (error) {
		// n8n's deduplication store or its binary data; sending itself does not throw.
		return { kind: 'storeFailed', error: toError(error), ...aimOf(message) };
	}
}

/** A message that was not tried because it cannot succeed carries the reason that was found for another one. */
function shownBy({ item, outcome }: Hopeless, message: Message): UnsentMessage {
	return { ...unsent(message, outcome.verdict), shownByItem: item };
}

/** After one event that left messages unclear, so many more make sure that it is an outage. One or two are everyday. */
const TO_MAKE_SURE = 4;

/**
 * Tells an outage, in which every further message would become unclear too, and somebody would have to ask for each whether it
 * arrived. One event, such as a proxy that restarts, can make all messages unclear that are under way. When more are that
 * follow, one by one (delivery/growth.ts), and Feishu has said nothing clear since, it is no single event.
 */
class Outage {
	/** In a row. */
	unclear = 0;
	private most = Infinity;

	get isOn(): boolean {
		return this.unclear >= this.most;
	}

	/** @param underWay how many others are */
	note(outcome: Outcome, underWay: number): void {
		// Once it is on, what was under way may still succeed; the rest has been halted by then.
		if (this.isOn) return;
		const isAnswered =
			outcome.kind === 'sent' ||
			(outcome.kind === 'failed' &&
				outcome.verdict.verdict === 'refused' &&
				'statement' in outcome.verdict);
		if (isAnswered) this.unclear = 0;
		// A key that an earlier execution left unclear says nothing of now.
		if (outcome.kind !== 'failed' || !isUnclear(outcome)) return;
		if (this.unclear++ === 0) this.most = 1 + underWay + TO_MAKE_SURE;
	}
}
