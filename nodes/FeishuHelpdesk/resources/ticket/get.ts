import { asNotSent } from '../../../shared/delivery/deliver';
import type { Operation } from '../../../shared/n8n/operation';
import { readItems, readSource } from '../../../shared/n8n/readItems';
import { all } from '../../../shared/result';
import { getTicket } from '../../../shared/tickets/calls';
import { readTicketId, ticketField } from '../../../shared/tickets/ticketLocator';
import { readView, simplifyField } from './simplify';

export const source = readSource({
	fields: [ticketField, simplifyField],
	ask: (parameters) => all({ ticketId: readTicketId(parameters), view: readView(parameters) }),
	async read({ ticketId, view }, reading) {
		const answer = await getTicket(reading, ticketId);
		return answer.verdict === 'sent'
			? { kind: 'read', rows: [view(answer.value)] }
			: { kind: 'notRead', subject: 'ticketReading', verdict: asNotSent(answer) };
	},
});

export const get: Operation = {
	value: 'get',
	label: 'Get',
	action: 'Get ticket',
	description: 'Read one ticket by its ID',
	subtitle: '"Get: Ticket"',
	fields: source.fields,
	execute: async (context) => await readItems(context, source),
};
