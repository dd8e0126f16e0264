import type { INodeProperties } from 'n8n-workflow';

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
	placeholder: 'Add Filter',
	default: {},
	description: 'Only tickets that meet all of these at the time of the event',
	options: ofTickets.map(({ field }) =>
		field.name === 'tags'
			? { ...field, description: 'Names of tags, separated by commas. One of them is enough.' }
			: field,
	),
};

export type TriggerConditions = Pick<Conditions, 'agent' | 'channel' | 'stage' | 'tags'>;

export function readConditions(parameters: Parameters): Result<TriggerConditions> {
	return readFilters(parameters, ofTickets);
}

/** @param agentId Open ID of the agent, where one is asked for */
export function passes(
	ticket: Ticket,
	{ channel, stage, tags }: TriggerConditions,
	agentId: string | undefined,
): boolean {
	return (
		(channel === undefined || Number(ticket.channel) === channel) &&
		(stage === undefined || Number(ticket.ticket_type) === stage) &&
		(agentId === undefined || agentsOf(ticket).includes(agentId)) &&
		(tags === undefined || namesOf(ticket.tags).some((name) => tags.includes(name)))
	);
}

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
