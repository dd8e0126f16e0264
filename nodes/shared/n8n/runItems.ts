import type { IExecuteFunctions } from 'n8n-workflow';

import type { Line, RunPolicy } from '../delivery/deliver';
import { readRunOptions, type RunOptions } from '../../SendBotMessage/options';
import type { Parameters } from '../parameters/readParameter';
import { realClock } from './clock';
import { keyStore } from './deduplication';
import type { Message, Outcome, Planned } from '../run/outcome';
import { picturesOf } from './pictures';
import { resolveReceivers } from '../run/resolveReceivers';
import { sendAll } from '../run/sendAll';
import { rememberedOf } from './sharedState';
import { openLine } from './transport';

/** What became of a message, and the input item it belongs to. */
export interface ItemOutcome {
	readonly item: number;
	readonly outcome: Outcome;
}

/** Sends what was planned, in the world of n8n: its credential, clock, stores, log and stop button. */
export async function runItems(context: IExecuteFunctions, planned: readonly Planned[], stopsOnFailure: boolean): Promise<ItemOutcome[]> {
	if (planned.length === 0 || (stopsOnFailure && planned.some(isSettled))) return settleRest(planned);
	const options = readRunOptions(context.getNodeParameter('options', 0, {}) as Parameters);
	if (!options.ok) return planned.map(({ item }) => ({ item, outcome: { kind: 'invalid', problem: options.problem } }));
	const line = await openLine(context);
	if (!line.ok) {
		const verdict = { verdict: 'refused', tokenRefused: false, everyItem: true, problem: line.problem } as const;
		return planned.map((entry) => ({ item: entry.item, outcome: isSettled(entry) ? entry.outcome : failed(entry, verdict) }));
	}

	const halt = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => halt.abort(), { once: true, signal: halt.signal });
	if (stopButton?.aborted) halt.abort();
	try {
		return await checkAndSend(context, planned, stopsOnFailure, options.value, line.value, halt);
	} finally {
		halt.abort();
	}
}

async function checkAndSend(
	context: IExecuteFunctions,
	planned: readonly Planned[],
	stopsOnFailure: boolean,
	options: RunOptions,
	line: Line,
	halt: AbortController,
): Promise<ItemOutcome[]> {
	const clock = realClock(halt.signal);
	const runKey = JSON.stringify([context.getNode().id, context.getWorkflowDataProxy(0).$runIndex]);
	const remembered = rememberedOf(context.getExecutionCancelSignal() ?? context);
	const progress = followProgress(context, planned.length);
	const pictures = picturesOf(context, remembered.imageKeys);

	// A retry by n8n's Retry On Fail does not wait anew.
	if (!remembered.begun.has(runKey)) await clock.sleep(clock.random() * options.spreadOverMs);
	remembered.begun.add(runKey);

	const run: RunPolicy = {
		deadlineMs: clock.now() + options.maxWaitMs,
		isHalted: () => halt.signal.aborted,
		onQuotaWait: progress.onQuotaWait,
	};
	const checked: Planned[] = [];
	for (const entry of await resolveReceivers(planned, { line, run, clock })) {
		const bad = isSettled(entry) ? undefined : await pictures.check(entry);
		checked.push(bad ? { item: entry.item, outcome: { kind: 'invalid', problem: bad } } : entry);
	}
	if (stopsOnFailure && checked.some(isSettled)) return settleRest(checked);

	const messages = checked.filter((entry): entry is Message => !isSettled(entry) && !entry.prepared.options.dryRun);
	const keys = keyStore(context, clock);
	const outcomes = await sendAll({
		messages,
		means: { line, run, clock, pictures, keys, messagesPerMinute: options.messagesPerMinute },
		concurrency: options.concurrency,
		stopsOnFailure,
		remembered: remembered.outcomes,
		// Not the content: a message with a time in it differs at each try, and is the same message all the same.
		identify: ({ item, receiver }) => JSON.stringify([runKey, item, receiver]),
		halt: () => halt.abort(),
		onSettled: progress.onSettled,
	});
	progress.finish();
	// What became of the messages is known, whatever the store says now: at worst the next execution calls them unclear.
	await keys.finish().catch(() => undefined);
	const byMessage = new Map<Planned, Outcome>(messages.map((message, index) => [message, outcomes[index] as Outcome]));
	return checked.map((entry) => ({ item: entry.item, outcome: isSettled(entry) ? entry.outcome : (byMessage.get(entry) ?? dryRun(entry, line)) }));
}

type Settled = Exclude<Planned, Message>;

function isSettled(entry: Planned): entry is Settled {
	return 'outcome' in entry;
}

/** When bad input was found in time, nothing is sent at all. */
function settleRest(planned: readonly Planned[]): ItemOutcome[] {
	return planned.map((entry) => ({ item: entry.item, outcome: isSettled(entry) ? entry.outcome : failed(entry, { verdict: 'notTried' }) }));
}

function failed({ receiver, delivery }: Message, verdict: Extract<Outcome, { kind: 'failed' }>['verdict']): Outcome {
	return { kind: 'failed', verdict, receiver, receiveType: delivery.receiveType, hasPastedToken: false };
}

function dryRun({ prepared, delivery, receiver }: Message, { baseUrl }: Line): Outcome {
	const request = prepared.requestTo(delivery, (binaryField) => `(the picture in ${binaryField}, once it is uploaded)`);
	return request.ok ? { kind: 'dryRun', url: baseUrl + request.value.path, request: request.value, receiver } : { kind: 'invalid', problem: request.problem, receiver };
}

/** Waits shorter than this are not worth a line in the log. */
const NOTABLE_WAIT_MS = 2_000;

/** Tells of long waits: while they last in the log, afterwards in the output pane. */
function followProgress(context: IExecuteFunctions, total: number) {
	let settled = 0;
	let waitingUntil = 0;
	let waitedMs = 0;
	return {
		onSettled(count: number): void {
			settled = count;
		},
		onQuotaWait(ms: number): void {
			const now = Date.now();
			// All lanes wait for the same moment: one of them tells of it.
			if (ms < NOTABLE_WAIT_MS || now < waitingUntil) return;
			waitingUntil = now + ms;
			waitedMs += ms;
			context.logger.info(`Feishu Helpdesk: ${settled} of ${total} messages done, waiting ${Math.ceil(ms / 1000)} s for the quota`);
		},
		finish(): void {
			if (waitedMs === 0) return;
			const message = `Sending waited ${Math.round(waitedMs / 1000)} seconds for Feishu's quota. It can be set with the option 'Messages per Minute'.`;
			context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}
