import type { Ticket } from '../../shared/feishu/tickets';
import type { Parameters } from '../../shared/parameters/readParameter';
import { all, problem, success, type Result } from '../../shared/result';
import { readView } from '../resources/ticket/simplify';
import { eventTypes } from './events';
import { fields, EVENTS } from './fields';
import { readConditions, type TriggerConditions } from './filters';
import type { Wanted } from './lookForEvents';

/** What somebody set up. */
export interface Trigger {
	readonly wanted: readonly Wanted[];
	/** Tickets that have to be read each time. */
	readonly statuses: readonly number[];
	readonly conditions: TriggerConditions;
	/** How a ticket comes out. */
	readonly view: (ticket: Ticket) => Readonly<Record<string, unknown>>;
}

export const names = fields.map(({ name }) => name);

export function readTrigger(parameters: Parameters): Result<Trigger> {
	const chosen = parameters[EVENTS.name];
	const values = Array.isArray(chosen) ? (chosen as unknown[]) : [];
	const types = eventTypes.filter(({ value }) => values.includes(value));
	if (types.length === 0)
		return problem(
			EVENTS.name,
			`'${EVENTS.displayName}' is empty`,
			`Choose at least one of ${eventTypes.map(({ label }) => label).join(', ')}.`,
		);
	const wanted: Wanted[] = [];
	const statuses: number[] = [];
	for (const type of types) {
		const occurs = type.occurs(parameters);
		if (!occurs.ok) return occurs;
		wanted.push({ type, occurs: occurs.value });
		const read = type.statuses?.(parameters) ?? success([]);
		if (!read.ok) return read;
		statuses.push(...read.value);
	}
	return all({
		wanted: success(wanted),
		statuses: success(statuses),
		conditions: readConditions(parameters),
		view: readView(parameters),
	});
}
