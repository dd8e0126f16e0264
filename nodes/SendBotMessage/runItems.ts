import type { IExecuteFunctions } from 'n8n-workflow';

import { realClock } from './clock';
import { keyStore } from './deduplication';
import { readRunOptions } from './options';
import type { Outcome } from './outcome';
import type { PreparedItem } from './prepareItem';
import type { Parameters } from './readParameter';
import { sendAll } from './sendAll';
import { rememberedOf } from './sharedState';
import { openLine } from './transport';

/** Waits shorter than this are not worth a line in the log. */
const NOTABLE_WAIT_MS = 2_000;

/** Sends the prepared items in the world of n8n: its credential, clock, stores, log and stop button. */
export async function runItems(
	context: IExecuteFunctions,
	items: Array<PreparedItem | Exclude<Outcome, { kind: 'sent' }>>,
	stopsOnFailure: boolean,
): Promise<Outcome[]> {
	if (items.length === 0) return [];
	const options = readRunOptions(context.getNodeParameter('options', 0, {}) as Parameters);
	if (!options.ok) return items.map(() => ({ kind: 'invalid', problem: options.problem }));

	const halt = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => halt.abort(), { once: true, signal: halt.signal });
	if (stopButton?.aborted) halt.abort();
	const clock = realClock(halt.signal);
	const run = JSON.stringify([context.getNode().id, context.getWorkflowDataProxy(0).$runIndex]);
	const remembered = rememberedOf(stopButton ?? context);
	const progress = logProgress(context, items.length);

	// A retry by n8n's Retry On Fail does not wait anew.
	if (!remembered.begun.has(run)) await clock.sleep(clock.random() * options.value.spreadOverMs);
	remembered.begun.add(run);

	const outcomes = await sendAll({
		items,
		line: await openLine(context),
		options: options.value,
		stopsOnFailure,
		remembered: remembered.outcomes,
		// Not the content: a message with a time in it differs at each try, and is the same message all the same.
		identify: (item, { request: { body } }) => JSON.stringify([run, item, body.receiver_id, body.msg_type]),
		keys: keyStore(context),
		clock,
		halt: () => halt.abort(),
		isHalted: () => halt.signal.aborted,
		onQuotaWait: progress.onQuotaWait,
	});
	progress.finish();
	halt.abort();
	return outcomes;
}

/** Tells of long waits: while they last in the log, afterwards in the output pane. */
function logProgress(context: IExecuteFunctions, total: number) {
	let waitingUntil = 0;
	let waitedMs = 0;
	return {
		onQuotaWait(ms: number, settled: number): void {
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
