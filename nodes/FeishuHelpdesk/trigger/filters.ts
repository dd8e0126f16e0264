import type { INodeProperties } from 'n8n-workflow';

import type { CallResult, Unsent } from '../../shared/delivery/deliver';
import type { Ticket } from '../../shared/feishu/tickets';
import type { Parameters } from '../../shared/parameters/readParameter';
import { asRecord, type Result } from '../../shared/result';
import type { Conditions } from '../../shared/tickets/conditions';
import { filters, readFilters } from '../../shared/tickets/filters';

/**
 * The filters of Get Many that hold for a ticket whatever happens to it. They are applied here and not by Feishu: a ticket that
 * passes only after a while must not seem new then.
 */
const names: ReadonlyArray<keyof Conditions> = ['agent', 'channel', 'stage', 'tags'];
const ofTickets = filters.filter(({ condition }) => names.includes(condition));

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description:
		'Only tickets that meet all of these when the event is found out. What a ticket did before it met them, e.g. in the stage Bot, is not told afterwards.',
	options: ofTickets.map(({ field }) =>
		field.name === 'tags'
			? { ...field, description: 'Names of tags, separated by commas. One of them is enough.' }
			: field,
	),
};

/** None of these filters has a moment whose time zone would matter. */
const NO_MOMENTS = 'UTC';

export type TriggerConditions = Pick<Conditions, 'agent' | 'channel' | 'stage' | 'tags'>;

export function readConditions(parameters: Parameters): Result<TriggerConditions> {
	return readFilters(parameters, NO_MOMENTS, ofTickets);
}

/**
 * @param agentId Open ID of the agent, where one is asked for
 * @param getTicket asked for the tags: by the documents only the single ticket shows them, and lists do not
 */
export async function passes(
	ticket: Ticket,
	{ channel, stage, tags }: TriggerConditions,
	agentId: string | undefined,
	getTicket: (ticketId: string) => Promise<CallResult<Ticket>>,
): Promise<boolean | Unsent> {
	if (
		(channel !== undefined && Number(ticket.channel) !== channel) ||
		(stage !== undefined && Number(ticket.ticket_type) !== stage) ||
		(agentId !== undefined && !agentsOf(ticket).includes(agentId))
	)
		return false;
	if (tags === undefined) return true;
	const answer = ticket.tags ? undefined : await getTicket(ticket.ticket_id);
	if (answer && answer.verdict !== 'sent') return isGone(answer) ? false : answer;
	return namesOf((answer?.value ?? ticket).tags).some((name) => tags.includes(name));
}

function isGone(unsent: Unsent): boolean {
	return 'statement' in unsent && unsent.statement?.code === GONE;
}

/** `ticket not found`, of getting a ticket. */
const GONE = 154004;

/** Documents show a list; a single agent has been seen as well. */
function agentsOf({ agents, agent }: Ticket): unknown[] {
	return [...listOf(agents), agent].map((one) => asRecord(one).id);
}

function namesOf(tags: unknown): string[] {
	return listOf(tags).map((tag) => String(asRecord(tag).name ?? tag));
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}
