import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { asNotSent, type DeliveryContext, type Unsent } from '../../shared/delivery/deliver';
import { realClock } from '../../shared/n8n/clock';
import { feishuClient } from '../../shared/n8n/transport';
import { describeReading } from '../../shared/output/describeReading';
import { toNodeError } from '../../shared/output/nodeError';
import type { Parameters } from '../../shared/parameters/readParameter';
import { problem, type Result } from '../../shared/result';
import type { ReadFailure } from '../../shared/run/readOutcome';
import { openIdOf } from '../../shared/run/ticketsByConditions';
import { sha256 } from '../../shared/sha256';
import { getTicket, searchBy } from '../../shared/tickets/calls';
import { changeOf } from './change';
import { passes } from './filters';
import { lookForEvents, type Look, type TicketEvent } from './lookForEvents';
import { readMemory } from './memory';
import { newestTicket } from './newestTicket';
import { names, readTrigger, type Trigger } from './readTrigger';

/** In the static data of the node. */
const MEMORY = 'memory';

/** Of the five minutes that n8n gives a poll: what is left belongs to the next. */
const READING_MS = 3 * 60 * 1000;

/** Polls that are under way in this process. n8n starts the next one by the clock, whether or not the last one is through. */
const underWay = new Set<string>();

/**
 * One poll. It gives the events since the last one, or null for none; the first one gives none. By hand it gives a recent ticket
 * as a sample, and remembers nothing.
 * @throws NodeApiError, NodeOperationError where Feishu could not be asked, or a field is wrong; nothing is forgotten then
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sample(context);
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(place)) return null;
	underWay.add(place);
	try {
		const state = context.getWorkflowStaticData('node');
		const { look, trigger, parameters } = await prepare(context);
		const looked = await lookForEvents({
			...look,
			memory: readMemory(state[MEMORY], look.helpdesk),
		});
		if (!('ok' in looked)) throw failed(context, notRead(looked));
		const { events, memory } = orThrow(context, looked);
		state[MEMORY] = memory;
		return events.length > 0 ? [toItems(events, trigger, parameters)] : null;
	} finally {
		underWay.delete(place);
	}
}

/**
 * The newest ticket, as each of the events would tell of it.
 * @throws where there is none: for an output without items n8n would show nothing at all
 */
async function sample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const { look, trigger, parameters } = await prepare(context);
	const newest = await newestTicket(look);
	if (newest && 'verdict' in newest) throw failed(context, notRead(newest));
	if (!newest) return orThrow(context, NO_SAMPLE);
	const nothingKnown = { helpdesk: '', createdFromMs: 0, updatedFromMs: 0, tickets: {} };
	const change = changeOf(newest, nothingKnown);
	return [
		toItems(
			trigger.wanted.map(({ type }) => ({ type, change })),
			trigger,
			parameters,
		),
	];
}

const NO_SAMPLE = problem(
	'filters',
	'There is no ticket to show as a sample',
	'Open one in Feishu, or remove filters. The workflow can be published without a sample: it starts once something happens.',
);

interface Prepared {
	readonly trigger: Trigger;
	readonly parameters: Parameters;
	readonly look: Omit<Look, 'memory'>;
}

async function prepare(context: IPollFunctions): Promise<Prepared> {
	const parameters = Object.fromEntries(
		// Without a fallback n8n throws for a field that is not shown.
		names.map((name) => [name, context.getNodeParameter(name, null)]),
	);
	const trigger = orThrow(context, readTrigger(parameters));
	const halted = new AbortController().signal;
	const clock = realClock(halted);
	const client = orThrow(context, await feishuClient(context, clock));
	const deadlineMs = clock.now() + READING_MS;
	const asking: DeliveryContext = {
		client,
		clock,
		halted,
		deadlineMs,
		onQuotaWait: () => undefined,
	};
	const { agent } = trigger.conditions;
	const agentId = agent && (await openIdOf(agent, 'agent', asking, new Map()));
	if (typeof agentId === 'object') throw failed(context, agentId);
	const { helpdeskId } = await context.getCredentials('feishuHelpdeskApi');
	const helpdesk = JSON.stringify([client.baseUrl, String(helpdeskId).trim()]);
	return {
		trigger,
		parameters,
		look: {
			helpdesk: await sha256(new TextEncoder().encode(helpdesk)),
			search: searchBy(asking),
			wanted: trigger.wanted,
			passes: async ({ ticket }) =>
				await passes(
					ticket,
					trigger.conditions,
					agentId,
					async (id) => await getTicket(asking, id),
				),
			statuses: trigger.statuses,
			nowMs: Date.now(),
			isOver: () => clock.now() >= deadlineMs,
		},
	};
}

/** One item for each event, the earliest first. */
function toItems(
	events: readonly TicketEvent[],
	{ view }: Trigger,
	parameters: Parameters,
): INodeExecutionData[] {
	return events
		.map(({ type, change }) => ({ type, change, ...type.describe(change, parameters) }))
		.sort((a, b) => a.atMs - b.atMs)
		.map(({ type, change, atMs, key, details }) => ({
			json: {
				event: type.value,
				event_id: `${change.seen.ticket.ticket_id}-${key}`,
				event_time: new Date(atMs).toISOString(),
				...details,
				ticket: view(change.seen.ticket),
			} as IDataObject,
		}));
}

function orThrow<T>(context: IPollFunctions, result: Result<T>): T {
	if (!result.ok) throw failed(context, { kind: 'invalid', problem: result.problem });
	return result.value;
}

function notRead(unsent: Unsent): ReadFailure {
	return { kind: 'notRead', subject: 'ticketReading', verdict: asNotSent(unsent) };
}

function failed(context: IPollFunctions, failure: ReadFailure): Error {
	return toNodeError(context.getNode(), describeReading(failure), undefined);
}
