import type { DeliveryContext } from '../delivery/deliver';
import { messagePlaces } from '../feishu/messagePlaces';
import type { OpenTickets } from './openTickets';
import type { Message, Way } from './outcome';

/**
 * The way that a message takes first. Only where it may go into a ticket, the receiver's tickets are read: then the group need
 * not be tried. If they cannot be read, it goes to the group, which refuses for itself.
 */
export async function firstWay(
	{ recipient, prepared }: Message,
	tickets: OpenTickets,
	context: DeliveryContext,
): Promise<Way> {
	const { options, fitsTicket } = prepared;
	if (
		options.ticketInProgress !== 'ticket' ||
		!messagePlaces[recipient.receiveType].closesForTicket
	)
		return { recipient };
	const ticket = await tickets.newestOf(recipient.receiverId, context);
	if (ticket.kind !== 'open') return { recipient };
	const { ticketId, status } = ticket;
	const reason = `Ticket ${ticketId} is in progress (${status})`;
	return fitsTicket
		? {
				recipient: { receiverId: ticketId, receiverIdType: 'ticket_id', receiveType: 'ticket' },
				reason,
				ticket,
			}
		: {
				recipient: { ...recipient, receiveType: 'user' },
				reason: `${reason}, and a ticket takes only text and rich text`,
				ticket,
			};
}
