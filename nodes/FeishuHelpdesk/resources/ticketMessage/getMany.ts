import { asNotSent } from '../../../shared/delivery/deliver';
import type { Operation } from '../../../shared/n8n/operation';
import { readItems, readSource } from '../../../shared/n8n/readItems';
import { all } from '../../../shared/result';
import { listMessages } from '../../../shared/tickets/calls';
import { fullMessage, oldestFirst } from '../../../shared/tickets/messageView';
import { readTicketId, ticketField } from '../../../shared/tickets/ticketLocator';
import { howManyFields, readHowMany } from '../howMany';

export const source = readSource({
	fields: [ticketField, ...howManyFields],
	ask: (parameters) => all({ ticketId: readTicketId(parameters), most: readHowMany(parameters) }),
	async read({ ticketId, most }, reading) {
		const answer = await listMessages(reading, ticketId, most);
		return answer.verdict === 'sent'
			? {
					kind: 'read',
					rows: oldestFirst(answer.value).map((message) => fullMessage(ticketId, message)),
				}
			: { kind: 'notRead', subject: 'ticketReading', verdict: asNotSent(answer) };
	},
});

export const getMany: Operation = {
	value: 'getAll',
	label: 'Get Many',
	action: 'Get many ticket messages',
	description: 'Read what guest, agents and bot have written in a ticket, the oldest first',
	subtitle: '"Get many: Ticket Message"',
	fields: source.fields,
	execute: async (context) => await readItems(context, source),
};
