import { asNotSent, type DeliveryContext } from '../delivery/deliver';
import type { Ticket } from '../feishu/tickets';
import { isAddress } from '../receivers/idTypes';
import { personKey, type Person } from '../receivers/readPeople';
import { findTickets } from '../tickets/calls';
import { filterOf, type Conditions } from '../tickets/conditions';
import type { ReadFailure } from './readOutcome';
import { findPeople, notFound } from './resolveReceivers';

/**
 * Looks up the people whom the conditions name, and finds the tickets.
 *
 * @param most tickets to find
 * @param known Open IDs by person; those who are found now are added
 */
export async function ticketsByConditions(
	conditions: Conditions,
	most: number,
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<readonly Ticket[] | ReadFailure> {
	const filter = filterOf(conditions, Date.now());
	if (!filter.ok) return { kind: 'invalid', problem: filter.problem };
	const { guest, agent, ...others } = filter.value;
	const ids: Record<string, string> = {};
	for (const [field, person] of Object.entries({ guest, agent })) {
		if (!person) continue;
		const id = await openIdOf(person, field, context, known);
		if (typeof id !== 'string') return id;
		ids[`${field}Id`] = id;
	}
	const found = await findTickets(context, { ...others, ...ids }, most);
	if (!('ok' in found))
		return { kind: 'notRead', subject: 'ticketReading', verdict: asNotSent(found) };
	return found.ok ? found.value : { kind: 'invalid', problem: found.problem };
}

/** The Open ID of somebody whom a filter names. */
export async function openIdOf(
	person: Person,
	field: string,
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<string | ReadFailure> {
	if (!isAddress(person.idType)) return person.id;
	const found = (await findPeople([person], context, known)).get(personKey(person));
	if (found && found.verdict !== 'sent')
		return { kind: 'notRead', subject: 'people', verdict: asNotSent(found) };
	return found?.value ?? { kind: 'invalid', problem: notFound(person.id, person.idType, field) };
}
