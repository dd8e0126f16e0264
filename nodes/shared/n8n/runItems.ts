import type { IExecuteFunctions } from 'n8n-workflow';

import type { FeishuClient } from '../delivery/deliver';
import { runOptions, type RunOptions } from '../options';
import { readOptions } from '../options/option';
import type { Parameters } from '../parameters/readParameter';
import { unsent, type ItemOutcome, type Message, type Outcome, type Planned } from '../run/outcome';
import { resolveReceivers } from '../run/resolveReceivers';
import { sendAll, type Run } from '../run/sendAll';
import { realClock } from './clock';
import { keyStore } from './deduplication';
import { picturesOf } from './pictures';
import { followProgress } from './progress';
import { rememberedOf } from './sharedState';
import { feishuClient } from './transport';

/** Sends what was planned, in the world of n8n: its credential, clock, stores, log and stop button. */
export async function runItems(
	context: IExecuteFunctions,
	planned: readonly Planned[],
	stopsOnFailure: boolean,
): Promise<ItemOutcome[]> {
	if (planned.length === 0 || (stopsOnFailure && planned.some(isSettled)))
		return restNotTried(planned);
	const options = readOptions(runOptions, context.getNodeParameter('options', 0, {}) as Parameters);
	if (!options.ok)
		return planned.map(({ item }) => ({
			item,
			outcome: { kind: 'invalid', problem: options.problem },
		}));
	const client = await feishuClient(context);
	if (!client.ok) {
		const verdict = {
			verdict: 'refused',
			tokenRefused: false,
			everyItem: true,
			problem: client.problem,
		} as const;
		return settleRest(planned, (message) => unsent(message, verdict));
	}

	const halt = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => halt.abort(), { once: true, signal: halt.signal });
	if (stopButton?.aborted) halt.abort();
	try {
		return await checkAndSend(context, planned, stopsOnFailure, options.value, client.value, halt);
	} finally {
		halt.abort();
	}
}

async function checkAndSend(
	context: IExecuteFunctions,
	planned: readonly Planned[],
	stopsOnFailure: boolean,
	options: RunOptions,
	client: FeishuClient,
	halt: AbortController,
): Promise<ItemOutcome[]> {
	const clock = realClock(halt.signal);
	const runKey = JSON.stringify([context.getNode().id, context.getWorkflowDataProxy(0).$runIndex]);
	const remembered = rememberedOf(context.getExecutionCancelSignal() ?? context);
	const progress = followProgress(context, planned.length);

	// A retry by n8n's Retry On Fail does not wait anew.
	if (!remembered.begun.has(runKey))
		await clock.sleep(clock.random() * options.spreadOverSeconds * 1000);
	remembered.begun.add(runKey);

	const run: Run = {
		client,
		clock,
		halted: halt.signal,
		halt: () => halt.abort(),
		deadlineMs: clock.now() + options.maxWaitSeconds * 1000,
		messagesPerMinute: options.messagesPerMinute,
		concurrency: options.concurrency,
		stopsOnFailure,
		pictures: picturesOf(context, remembered.imageKeys),
		keys: keyStore(context, clock),
		remembered: remembered.outcomes,
		// Not the content: a message with a time in it differs at each try, and is the same message all the same.
		identify: ({ item, receiver }) => JSON.stringify([runKey, item, receiver]),
		onQuotaWait: progress.onQuotaWait,
		onSettled: progress.onSettled,
	};
	const checked: Planned[] = [];
	for (const entry of await resolveReceivers(planned, run)) {
		const bad = isSettled(entry) ? undefined : await run.pictures.check(entry);
		checked.push(bad ? { item: entry.item, outcome: { kind: 'invalid', problem: bad } } : entry);
	}
	if (stopsOnFailure && checked.some(isSettled)) return restNotTried(checked);

	const messages = checked.filter(
		(entry): entry is Message => !isSettled(entry) && !entry.prepared.options.dryRun,
	);
	const outcomes = await sendAll(messages, run);
	progress.finish();
	// What became of the messages is known, whatever the store says now: at worst the next execution calls them unclear.
	await run.keys.finish().catch(() => undefined);
	const byMessage = new Map(messages.map((message, index) => [message, outcomes[index]]));
	return settleRest(checked, (message) => byMessage.get(message) ?? dryRun(message, client));
}

type Settled = Exclude<Planned, Message>;

function isSettled(entry: Planned): entry is Settled {
	return 'outcome' in entry;
}

function settleRest(
	planned: readonly Planned[],
	settle: (message: Message) => Outcome,
): ItemOutcome[] {
	return planned.map((entry) => ({
		item: entry.item,
		outcome: isSettled(entry) ? entry.outcome : settle(entry),
	}));
}

/** When bad input was found in time, nothing is sent at all. */
function restNotTried(planned: readonly Planned[]): ItemOutcome[] {
	return settleRest(planned, (message) => unsent(message, { verdict: 'notTried' }));
}

function dryRun(
	{ prepared, recipient, receiver, idOf }: Message,
	{ baseUrl }: FeishuClient,
): Outcome {
	const request = prepared.requestTo(
		recipient,
		(binaryField) => `(the picture in ${binaryField}, once it is uploaded)`,
		idOf,
	);
	return { kind: 'dryRun', url: baseUrl + request.path, request, receiver };
}
