import type { Resource } from '../resource';
import { getMany } from './getMany';
import { send } from './send';

export const ticketMessage: Resource = {
	value: 'ticketMessage',
	label: 'Ticket Message',
	operations: [getMany, send],
};
