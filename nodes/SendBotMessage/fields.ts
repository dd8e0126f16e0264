import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Content } from './content';
import { messageTypes } from '../shared/messageTypes';
import { operation, resource } from './operation';
import { options } from './options';
import type { Parameters } from '../shared/parameters/readParameter';
import { receiverFields, sendTo } from '../shared/receivers/fields';
import { questionFields } from './operations/sendAndWait/fields';

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
export const subtitle = `={{ [$parameter["operation"] === "sendAndWait" ? "Send and wait" : (${namesOf(messageType)})[$parameter["messageType"]], (${namesOf(sendTo)})[$parameter["receiveType"]]].filter((name) => name).join(" → ") }}`;

const questionFieldsWhenAsking: INodeProperties[] = questionFields.map((field) => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { operation: ['sendAndWait'], ...field.displayOptions?.show } },
}));

export const fields: INodeProperties[] = [resource, operation, ...receiverFields, messageType, ...messageFields, ...questionFieldsWhenAsking, options];

const ALWAYS_READ = new Set([...receiverFields, options].map(({ name }) => name));

/**
 * The parameters of one item, expressions resolved.
 * @throws what n8n throws when an expression fails
 */
export function readParameters(context: IExecuteFunctions, itemIndex: number, content: Content): Parameters {
	// Without a fallback n8n throws for a field that is not shown.
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex, null);
	return Object.fromEntries([...ALWAYS_READ, ...content.namesOf(read)].map((name) => [name, read(name)]));
}
