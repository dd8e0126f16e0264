import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { DeliveryContext } from '../delivery/deliver';
import { toReadItems } from '../output/readOutput';
import type { Parameters } from '../parameters/readParameter';
import { toError, type Result } from '../result';
import type { ReadOutcome } from '../run/readOutcome';
import { realClock } from './clock';
import { lostValuesOf } from './lostValues';
import { findMixedUpCall } from './toolCall';
import { feishuClient } from './transport';

/** What reading needs of the world. */
export interface Reading extends DeliveryContext {
	/** Open IDs by address, of people who were looked up in this run. */
	readonly foundIds: Map<string, string>;
}

/** An operation that reads. `ask` gives what is asked for by the parameters of an item; `timeZone` is the workflow's. */
export interface ReadSource<Asked> {
	readonly fields: readonly INodeProperties[];
	ask(parameters: Parameters, timeZone: string): Result<Asked>;
	read(asked: Asked, reading: Reading): Promise<ReadOutcome>;
}

/** Gives it back, for its type. */
export function readSource<Asked>(source: ReadSource<Asked>): ReadSource<Asked> {
	return source;
}

/** Waiting for Feishu's quotas ends so long after the start, as for messages by default. */
const LONGEST_WAIT_MS = 1_800_000;

/** Reads for each item, one after the other: Feishu's quotas would not let out more at a time. */
export async function readItems<Asked>(
	context: IExecuteFunctions,
	source: ReadSource<Asked>,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	const halt = new AbortController();
	const stopButton = context.getExecutionCancelSignal();
	stopButton?.addEventListener('abort', () => halt.abort(), { once: true, signal: halt.signal });
	if (stopButton?.aborted) halt.abort();
	try {
		const readItem = await readerOf(context, source, halt.signal);
		let hopeless: { readonly item: number; readonly outcome: ReadOutcome } | undefined;
		for (let item = 0; item < context.getInputData().length; item++) {
			const outcome = hopeless
				? { ...hopeless.outcome, shownByItem: hopeless.item }
				: await readItem(item);
			if (isHopeless(outcome)) hopeless ??= { item, outcome };
			for (const output of toReadItems(context, item, outcome)) items.push(output);
		}
		return items;
	} finally {
		halt.abort();
	}
}

/** App, helpdesk or scopes allow it for no item. */
function isHopeless(outcome: ReadOutcome): boolean {
	return (
		outcome.kind === 'notRead' && outcome.verdict.verdict === 'refused' && outcome.verdict.everyItem
	);
}

async function readerOf<Asked>(
	context: IExecuteFunctions,
	source: ReadSource<Asked>,
	halted: AbortSignal,
): Promise<(item: number) => Promise<ReadOutcome>> {
	const mixedUp = findMixedUpCall(context);
	if (mixedUp) return async () => ({ kind: 'invalid', problem: mixedUp });
	const clock = realClock(halted);
	const client = await feishuClient(context, clock);
	if (!client.ok) {
		const verdict = {
			verdict: 'refused',
			tokenRefused: false,
			everyItem: true,
			problem: client.problem,
		} as const;
		return async () => ({ kind: 'notRead', subject: 'ticketReading', verdict });
	}
	const reading: Reading = {
		client: client.value,
		clock,
		halted,
		deadlineMs: clock.now() + LONGEST_WAIT_MS,
		onQuotaWait: () => undefined,
		foundIds: new Map(),
	};
	const findLostValues = lostValuesOf(context);
	return async (item) => {
		const parameters = readParameters(context, item, source.fields);
		if (parameters instanceof Error) return { kind: 'unreadable', error: parameters };
		const asked =
			findLostValues(item, parameters, source.fields) ??
			source.ask(parameters, context.getTimezone());
		return asked.ok
			? await source.read(asked.value, reading)
			: { kind: 'invalid', problem: asked.problem };
	};
}

/** As they are saved in `saved`. An error where an expression failed. */
function readParameters(
	context: IExecuteFunctions,
	item: number,
	fields: readonly INodeProperties[],
): Parameters | Error {
	// Without a fallback n8n throws for a field that is not shown.
	const read = (options?: { rawExpressions: true }) =>
		Object.fromEntries(
			fields.map(({ name }) => [name, context.getNodeParameter(name, item, null, options)]),
		);
	try {
		return { ...read(), saved: read({ rawExpressions: true }) };
	} catch (error) {
		return toError(error);
	}
}
