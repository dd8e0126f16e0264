import type { INodeProperties } from 'n8n-workflow';

import { personLocator } from './personLocator';

/** Feishu's `receive_type`. */
export const receiveTypes = [
	{
		value: 'chat',
		name: 'Dedicated Group',
		description:
			"The receiver's own service group with the helpdesk. Fails while the receiver has a ticket in progress.",
	},
	{
		value: 'user',
		name: 'Private Chat',
		description: 'Private chat between the receiver and the helpdesk bot',
	},
] as const;

const sendTo: INodeProperties = {
	displayName: 'Send To',
	name: 'receiveType',
	type: 'options',
	options: [...receiveTypes],
	default: 'chat',
	description: 'Where the message appears for the receiver',
};

const receiver = personLocator({
	displayName: 'Receiver',
	name: 'receiver',
	description:
		'The person who receives the message. Several are separated by commas or line breaks, or come as a list from an expression; each gets a message of their own. At most 3,000 per item.',
});

export const receiverFields: readonly INodeProperties[] = [sendTo, receiver];
