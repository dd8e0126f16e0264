import { TICKET_SCOPE } from '../feishu/tickets';
import type { TicketState } from '../run/openTickets';

/** The ticket in progress, where there is one. */
export function ticketFacts(ticket: TicketState | undefined) {
	return ticket?.kind === 'open' ? { ticketId: ticket.ticketId, ticketStatus: ticket.status } : {};
}

/**
 * What a refusal of the dedicated group, of which Feishu does not say why, has to do with a ticket.
 *
 * @param ticket undefined where nobody looked
 * @param receiver as it stands in a title
 * @returns the end of the title, and what to do
 */
export function describeTicket(ticket: TicketState | undefined, receiver: string) {
	switch (ticket?.kind) {
		case 'open':
			return {
				subject: `; ${receiver} has a ticket in progress (${ticket.ticketId}, ${ticket.status})`,
				advice: [WAY_AROUND],
			};
		case 'none':
			return {
				subject: ` (message to ${receiver}, who has no ticket in progress)`,
				advice: [],
			};
		case undefined:
		case 'unread':
			return {
				subject: `; ${receiver} may have a ticket in progress`,
				advice: [...(ticket ? [whyUnread(ticket.lacksScope)] : []), WAY_AROUND],
			};
	}
}

function whyUnread(lacksScope: boolean): string {
	const whether = 'Whether there is one could not be read';
	return lacksScope
		? `${whether}, because the app lacks the scope ${TICKET_SCOPE}.`
		: `${whether}.`;
}

/** The document only says that sending to the group then fails. */
const WAY_AROUND =
	"While a ticket is in progress, the dedicated group takes no messages: add the option 'When a Ticket Is in Progress', or choose 'Private Chat' in 'Send To'.";
