import { success } from '../../../shared/result';
import type { EventType } from './eventType';

export const ticketClosed: EventType = {
	value: 'ticketClosed',
	label: 'Ticket Closed',
	description: 'An agent, the bot or the guest closed a ticket',
	fields: [],
	occurs: () => success(({ isClosedNow }) => isClosedNow),
	describe({ seen }) {
		const atMs = seen.closedMs || seen.updatedMs;
		return {
			atMs,
			key: `closed-${atMs}`,
			details: { closed_by: seen.ticket.closed_by ?? null },
		};
	},
};
