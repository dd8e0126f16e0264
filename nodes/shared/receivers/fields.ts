import type { INodeProperties } from 'n8n-workflow';

import { idTypes } from './idTypes';

/** Feishu's `receive_type`. */
export const receiveTypes = [
	{
		value: 'chat',
		label: 'Dedicated Group',
		description:
			"The receiver's own service group with the helpdesk. Fails while the receiver has a ticket in progress.",
	},
	{
		value: 'user',
		label: 'Private Chat',
		description: 'Private chat between the receiver and the helpdesk bot',
	},
] as const;

const sendTo: INodeProperties = {
	displayName: 'Send To',
	name: 'receiveType',
	type: 'options',
	options: receiveTypes.map(({ value, label, description }) => ({
		name: label,
		value,
		description,
	})),
	default: 'chat',
	description: 'Where the message appears for the receiver',
};

const receiverIdType: INodeProperties = {
	displayName: 'Receiver ID Type',
	name: 'receiverIdType',
	type: 'options',
	options: idTypes.map(({ value, label, description }) => ({ name: label, value, description })),
	default: 'open_id',
	description: 'Which kind of ID you have for the receiver',
};

/**
 * One parameter, shown with an example of the chosen type. Hidden for the other types rather than shown for its own: n8n
 * shows every field that asks for a value while an expression stands in its place. Then the default's field is the one.
 */
const receiverId: INodeProperties[] = idTypes.map(({ value, example }) => ({
	displayName: 'Receiver ID',
	name: 'receiverId',
	type: 'string',
	displayOptions: {
		hide: {
			receiverIdType:
				value === receiverIdType.default
					? idTypes.map((other) => other.value).filter((other) => other !== value)
					: [{ _cnd: { not: value } }],
		},
	},
	required: true,
	default: '',
	placeholder: `e.g. ${example}`,
	description:
		'The person who receives the message. Several are separated by commas or line breaks, or come as a list from an expression; each gets a message of their own. At most 3,000 per item.',
}));

export const receiverFields: readonly INodeProperties[] = [sendTo, receiverIdType, ...receiverId];
