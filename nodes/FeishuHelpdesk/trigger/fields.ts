import type { INodeProperties } from 'n8n-workflow';

import { shownWhen } from '../../shared/parameters/shownWhen';
import { simplifyField } from '../resources/ticket/simplify';
import { eventTypes } from './events';
import { filtersField } from './filters';

/** n8n's nodes panel lists the entries of a field with this very name as triggers. */
export const EVENTS = { displayName: 'Events', name: 'events' } as const;

export const fields: INodeProperties[] = [
	{
		displayName:
			'Tickets are polled, so what happens between two polls is seen as one change. Single replies are not seen. The app needs the scope <code>helpdesk:all:readonly</code>.',
		name: 'pollingNotice',
		type: 'notice',
		default: '',
	},
	{
		...EVENTS,
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: eventTypes.map(({ label, value, description }) => ({
			name: label,
			value,
			description,
		})),
		default: ['ticketCreated'],
		description: 'What starts the workflow. Each event comes out as one item.',
	},
	...eventTypes.flatMap(({ value, fields: own }) => shownWhen({ [EVENTS.name]: [value] }, own)),
	simplifyField,
	filtersField,
];
