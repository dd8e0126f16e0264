import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject, readName, type Parameters } from '../parameters/readParameter';
import { halfWidth, withoutInvisible, withoutQuotes } from '../parameters/pasted';
import type { IdType } from '../receivers/idType';
import { findNothing } from '../receivers/idTypes';
import type { ReceiverSource } from '../receivers/readReceivers';
import { andThen, problem, success, type Result } from '../result';

/** A ticket, picked from a list or by its ID. No `validation`: see receivers/personLocator.ts. */
export const ticketField: INodeProperties = {
	displayName: 'Ticket',
	name: 'ticketId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'The ticket, by the ID that Get Many and events give',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a ticket...',
			hint: 'Search by the name of the guest, or by ID. The app needs the scope helpdesk:all:readonly.',
			// In `methods.listSearch` of the node.
			typeOptions: { searchListMethod: 'searchTickets', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 6955768699895758850',
			hint: 'From another node: {{ $json.ticket_id }}',
		},
	],
};

const { name: FIELD, displayName: LABEL } = ticketField;

/** Reads the ID of a ticket, whatever an expression put in the place of the locator. */
export function readTicketId(parameters: Parameters): Result<string> {
	const value = valueOf(parameters[FIELD]);
	if (typeof value === 'number' && !Number.isSafeInteger(value))
		return problem(
			FIELD,
			`'${LABEL}' has lost digits of its ID`,
			'A number holds 15 digits, an ID has up to 19. Keep the ID as text, from the node that gives it.',
		);
	return andThen(readName({ [FIELD]: value }, FIELD, LABEL), (text) => {
		const id = withoutQuotes(halfWidth(withoutInvisible(text))).replace(/^#/, '');
		const nothing = findNothing(id);
		if (nothing) return problem(FIELD, `'${LABEL}' ${nothing.what}`, nothing.remedy);
		return id.length <= 100 && TICKET_ID.test(id) && !OTHER_ID.test(id)
			? success(id)
			: problem(
					FIELD,
					`'${LABEL}' is not the ID of a ticket`,
					`Enter one ID alone, such as 6955768699895758850. It is ${JSON.stringify(text.slice(0, 80))}.`,
				);
	});
}

/** In all samples of the vendor's documents it has digits only. */
const TICKET_ID = /^[\w-]+$/;
/** A person, a group or an app. */
const OTHER_ID = /^(?:o[cnu]|cli)_/;

/** A locator may stand in a locator, where an expression fills its value with another one, or with a whole ticket. */
function valueOf(field: unknown): unknown {
	let value = field;
	for (let depth = 0; depth < MAX_DEPTH && isJsonObject(value); depth++) {
		if (!('value' in value) && !('ticket_id' in value)) break;
		value = 'value' in value ? value.value : value.ticket_id;
	}
	return value;
}

const MAX_DEPTH = 8;

/** What a ticket is known by, where a message goes into it. */
const ticketIdType: IdType = {
	mode: 'ticket_id',
	label: 'By ID',
	noun: 'the ID of a ticket',
	hint: '',
	example: '6955768699895758850',
	wireType: 'ticket_id',
	properties: [],
	read: (text) => [text],
};

/** Messages that go into a ticket. */
export const intoTicket: ReceiverSource = {
	fields: [ticketField],
	field: FIELD,
	read: (parameters) =>
		andThen(readTicketId(parameters), (id) =>
			success({ receiveType: 'ticket', people: [{ idType: ticketIdType, id, notes: [] }] }),
		),
};
