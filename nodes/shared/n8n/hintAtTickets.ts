import type { IExecuteFunctions } from 'n8n-workflow';

import { TICKET_SCOPE } from '../feishu/tickets';
import type { OpenTickets } from '../run/openTickets';
import type { Message } from '../run/outcome';

/** Without a word, messages would go to the group as if nobody had a ticket, until somebody has one. */
export function hintAtTickets(
	context: IExecuteFunctions,
	messages: readonly Message[],
	{ refusal }: OpenTickets,
): void {
	const wanted = messages.some(({ prepared }) => prepared.options.ticketInProgress === 'ticket');
	if (!wanted || !refusal?.lacksScope) return;
	const message = `The receivers' tickets could not be read, so no message went into one. 'Send Into the Ticket' needs the scope ${TICKET_SCOPE}.`;
	context.logger.warn(`Feishu Helpdesk: ${message}`);
	context.addExecutionHints({ message, location: 'outputPane' });
}
