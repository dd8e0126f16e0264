import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Content } from './content';
import { messageTypes } from './messageTypes';
import { operation, resource } from './operation';
import { options } from './options';
import type { Parameters } from './readParameter';
import { questionFields } from './sendAndWait/fields';

const receiver: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'receiveType',
		type: 'options',
		options: [
			{
				name: 'Dedicated Group',
				value: 'chat',
				description: "The receiver's own service group with the helpdesk. Fails while the receiver has a ticket in progress.",
			},
			{
				name: 'Private Chat',
				value: 'user',
				description: 'Private chat between the receiver and the helpdesk bot',
			},
		],
		default: 'chat',
		description: 'Where the message appears for the receiver',
	},
	{
		displayName: 'Receiver ID Type',
		name: 'receiverIdType',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email', description: 'Looked up in the contacts. The app needs the permission to get user IDs by email or mobile number.' },
			{ name: 'Mobile', value: 'mobile', description: 'Looked up likewise. Numbers outside mainland China begin with + and the country code.' },
			{ name: 'Open ID', value: 'open_id', description: 'Starts with ou_. Each app has its own Open ID for a person.' },
			{ name: 'Union ID', value: 'union_id', description: 'Starts with on_. The same in all apps of one developer.' },
			{
				name: 'User ID',
				value: 'user_id',
				description: 'The same in all apps of one tenant. The app needs the scope contact:user.employee_id:readonly.',
			},
		],
		default: 'open_id',
		description: 'Which kind of ID you have for the receiver',
	},
	{
		displayName: 'Receiver ID',
		name: 'receiverId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. ou_7346484524',
		description: 'The person who receives the message. Several are separated by commas or line breaks, or come as a list from an expression; each gets a message of their own.',
	},
];

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: messageTypes.map(({ label, msgType, description }) => ({ name: label, value: msgType, description })),
	default: 'text',
	description: 'What kind of message to send',
	displayOptions: { show: { operation: ['send'] } },
};

const messageFields: INodeProperties[] = messageTypes.flatMap(({ msgType, fields }) =>
	fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { operation: ['send'], messageType: [msgType], ...field.displayOptions?.show } },
	})),
);

const namesOf = ({ options: choices = [] }: INodeProperties) => JSON.stringify(Object.fromEntries(choices.map((choice) => ['value' in choice ? choice.value : '', choice.name])));

/** Below the node on the canvas, e.g. "Card → Dedicated Group". A choice made by an expression is left out. */
export const subtitle = `={{ [$parameter["operation"] === "sendAndWait" ? "Send and wait" : (${namesOf(messageType)})[$parameter["messageType"]], (${namesOf(receiver[0] as INodeProperties)})[$parameter["receiveType"]]].filter((name) => name).join(" → ") }}`;

const questionFieldsWhenAsking: INodeProperties[] = questionFields.map((field) => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { operation: ['sendAndWait'], ...field.displayOptions?.show } },
}));

export const fields: INodeProperties[] = [resource, operation, ...receiver, messageType, ...messageFields, ...questionFieldsWhenAsking, options];

/**
 * The parameters of one item, expressions resolved.
 * @throws what n8n throws when an expression fails
 */
export function readParameters(context: IExecuteFunctions, itemIndex: number, content: Content): Parameters {
	// Without a fallback n8n throws for a field that is not shown.
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex, null);
	const names = [...[...receiver, options].map(({ name }) => name), ...content.namesOf(read)];
	return Object.fromEntries(names.map((name) => [name, read(name)]));
}
