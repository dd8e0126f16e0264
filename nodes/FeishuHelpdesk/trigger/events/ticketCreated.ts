import { success } from '../../../shared/result';
import type { EventType } from './eventType';

export const ticketCreated: EventType = {
	value: 'ticketCreated',
	label: 'Ticket Created',
	description: 'Somebody opened a ticket',
	fields: [],
	occurs: () => success(({ isNew }) => isNew),
	describe: ({ seen }) => ({ atMs: seen.createdMs, key: 'created' }),
};
