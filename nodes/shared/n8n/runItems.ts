import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock, FeishuClient } from '../delivery/deliver';
import { runLanes } from '../delivery/lanes';
import { runOptions, type RunOptions } from '../options';
import { readOptions } from '../options/option';
import { toError } from '../result';
import { refuseTooManyKeys } from '../run/deduplicationKeys';
import {
	readerFacts,
	unsent,
	type ItemOutcome,
	type Message,
	type Outcome,
	type Planned,
} from '../run/outcome';
import { explainRefusals } from '../run/explainRefusals';
import { OpenTickets } from '../run/openTickets';
import { resolveReceivers } from '../run/resolveReceivers';
import type { RunMemory } from '../run/runMemory';
import { sendAll, type Run } from '../run/sendAll';
import { firstWay } from '../run/firstWay';
import { realClock } from './clock';
import { keyStore } from './deduplication';
import { picturesOf } from './pictures';
import { followProgress } from './progress';
import { hintAtTickets } from './hintAtTickets';
import { rememberedOf } from './sharedState';
import { feishuClient } from './transport';

/** Of pictures: while one is read, another is hashed. */
const CHECKS_AT_ONCE = 2;

/** Sends what was planned, in the world of n8n: its credential, clock, stores, log and stop button. */
export async function runItems(
	context: IExecuteFunctions,
	planned: readonly Planned[],
	stopsOnFailure: boolean,
	memory: RunMemory,
): Promise<ItemOutcome[]> {
	if (!planned.some(isMessage) || (stopsOnFailure && planned.some(isObstacle)))
		return restNotTried(planned);
	const halt = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => halt.abort(), { once: true, signal: halt.signal });
	if (stopButton?.aborted) halt.abort();
	try {
		const clock = realClock(halt.signal);
		const setting = await settingOf(context, clock, planned);
		if ('failure' in setting) return settleRest(planned, setting.failure);
		const { options, client } = setting;
		return await checkAndSend(
			context,
			planned,
			stopsOnFailure,
			options,
			client,
			clock,
			halt,
			memory,
		);
	} finally {
		halt.abort();
	}
}

type Setting =
	| { readonly options: RunOptions; readonly client: FeishuClient }
	/** Why there is none, for each message. */
	| { readonly failure: (message: Message) => Outcome };

/** @throws what n8n throws where the options or the credential cannot be read, unless that would cover what is known */
async function settingOf(
	context: IExecuteFunctions,
	clock: Clock,
	planned: readonly Planned[],
): Promise<Setting> {
	const setting = readSetting(context, clock);
	if (planned.every((entry) => isMessage(entry) || isObstacle(entry))) return await setting;
	return await setting.catch((error: unknown) => ({
		failure: () => ({ kind: 'unreadable', error: toError(error) }),
	}));
}

async function readSetting(context: IExecuteFunctions, clock: Clock): Promise<Setting> {
	const options = readOptions(runOptions, context.getNodeParameter('options', 0, {}));
	if (!options.ok) {
		const { problem } = options;
		return { failure: ({ receiver }) => ({ kind: 'invalid', problem, receiver }) };
	}
	const client = await feishuClient(context, clock);
	if (client.ok) return { options: options.value, client: client.value };
	const verdict = {
		verdict: 'refused',
		tokenRefused: false,
		everyItem: true,
		problem: client.problem,
	} as const;
	return { failure: (message) => unsent(message, verdict) };
}

async function checkAndSend(
	context: IExecuteFunctions,
	planned: readonly Planned[],
	stopsOnFailure: boolean,
	options: RunOptions,
	client: FeishuClient,
	clock: Clock,
	halt: AbortController,
	memory: RunMemory,
): Promise<ItemOutcome[]> {
	const progress = followProgress(context, planned.length);

	// A retry by n8n's Retry On Fail does not wait anew.
	if (memory.deadlineMs === undefined) {
		await clock.sleep(clock.random() * options.spreadOverSeconds * 1000);
		memory.deadlineMs = clock.now() + options.maxWaitSeconds * 1000;
	}

	const run: Run = {
		client,
		clock,
		halted: halt.signal,
		halt: () => halt.abort(),
		deadlineMs: memory.deadlineMs,
		quotas: quotasOf(client, options),
		concurrency: options.concurrency,
		stopsOnFailure,
		pictures: picturesOf(
			context,
			rememberedOf(context.getExecutionCancelSignal() ?? context).imageKeys,
		),
		keys: keyStore(context, halt.signal),
		tickets: new OpenTickets(),
		memory,
		onQuotaWait: progress.onQuotaWait,
		onSettled: progress.onSettled,
	};
	const checked = await runLanes<Planned, Planned>(
		refuseTooManyKeys(await resolveReceivers(planned, run, memory.foundIds)).filter(
			// By another spelling; what became of it is planned already.
			(entry) => !isMessage(entry) || !memory.isSettled(entry),
		),
		({ item }) => String(item),
		() => CHECKS_AT_ONCE,
		async (entry) => {
			const bad = isMessage(entry) ? await run.pictures.check(entry) : undefined;
			return bad ? { item: entry.item, outcome: { kind: 'invalid', problem: bad } } : entry;
		},
	);
	if (stopsOnFailure && checked.some(isObstacle)) return restNotTried(checked);

	const all = checked.filter(isMessage);
	const messages = all.filter(({ prepared }) => !prepared.options.dryRun);
	const outcomes = await sendAll(messages, run);
	progress.finish();
	await run.keys.finish();
	const byMessage = new Map<Message, Outcome>();
	const told = await explainAfterwards(context, messages, outcomes, run);
	messages.forEach((message, index) => {
		const outcome = told[index];
		if (outcome) byMessage.set(message, outcome);
	});
	for (const message of all)
		if (message.prepared.options.dryRun) byMessage.set(message, await dryRun(message, run));
	hintAtTickets(context, all, run.tickets);
	return settleRest(checked, (message) => byMessage.get(message) ?? notTried(message));
}

/** Reading about refusals takes no longer than this: they are known as it is. */
const MOST_EXPLAINING_MS = 60_000;

/** A failure may have ended the run; only the stop button ends this. */
async function explainAfterwards(
	context: IExecuteFunctions,
	messages: readonly Message[],
	outcomes: readonly Outcome[],
	{ client, tickets, memory }: Run,
): Promise<Outcome[]> {
	const ended = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal });
	if (stopButton?.aborted) ended.abort();
	const clock = realClock(ended.signal);
	const deadlineMs = clock.now() + MOST_EXPLAINING_MS;
	const reading = { client, clock, halted: ended.signal, deadlineMs, onQuotaWait: () => undefined };
	try {
		return await explainRefusals(messages, outcomes, tickets, reading, (message, outcome) =>
			memory.remember(message, outcome),
		);
	} finally {
		ended.abort();
	}
}

function quotasOf(
	{ pace, ticketQuotas }: FeishuClient,
	{ messagesPerMinute }: RunOptions,
): Run['quotas'] {
	const ofBotMessages = { pace, perMinute: messagesPerMinute };
	return { chat: ofBotMessages, user: ofBotMessages, ticket: ticketQuotas.sendMessage };
}

function isMessage(entry: Planned): entry is Message {
	return 'prepared' in entry;
}

/** What keeps the node from sending, if it stops on failure; not what an earlier try came to. */
function isObstacle(entry: Planned): boolean {
	return !isMessage(entry) && entry.isRemembered !== true;
}

function settleRest(
	planned: readonly Planned[],
	settle: (message: Message) => Outcome,
): ItemOutcome[] {
	return planned.map((entry) =>
		isMessage(entry)
			? {
					item: entry.item,
					outcome: settle(entry),
					hasKey: entry.prepared.options.deduplicationKey !== '',
				}
			: entry,
	);
}

/** When bad input was found in time, nothing is sent at all. */
function restNotTried(planned: readonly Planned[]): ItemOutcome[] {
	return settleRest(planned, notTried);
}

function notTried(message: Message): Outcome {
	return unsent(message, { verdict: 'notTried' });
}

async function dryRun(message: Message, run: Run): Promise<Outcome> {
	const { prepared, recipient, idOf } = message;
	const way = await firstWay(message, run.tickets, run);
	const request = prepared.requestTo(
		way.recipient,
		(binaryField) => `(the picture in ${binaryField}, once it is uploaded)`,
		idOf,
		recipient,
	);
	return {
		kind: 'dryRun',
		url: run.client.baseUrl + request.path,
		request,
		recipient,
		way,
		facts: readerFacts(message),
		preview: prepared.preview,
	};
}
