import { messageTypes } from '../../shared/messageTypes';
import { sendItems } from '../../shared/n8n/sendItems';
import { toOutput } from '../../shared/output/output';
import { labelsOf } from '../../shared/parameters/labelsOf';
import { readVariant, variantFields, variantOptions } from '../../shared/parameters/variants';
import type { MessageSource } from '../../shared/run/messageSource';
import { optionsField } from '../options';
import type { Operation } from './operation';

const messageType = {
	displayName: 'Message Type',
	name: 'messageType',
	noDataExpression: true,
	default: 'text',
	description: 'What kind of message to send',
};

const fields = [
	...variantFields(messageType, messageTypes),
	optionsField(variantOptions(messageType, messageTypes)),
];

/** What the chosen message type makes of its fields. */
export const chosenMessage: MessageSource = {
	fields,
	// Only the chosen type's fields: an expression left behind in another type's field must not fail the item.
	namesOf(read) {
		const chosen = readVariant({ messageType: read('messageType') }, messageType, messageTypes);
		return [
			'messageType',
			'options',
			...(chosen.ok ? chosen.value.fields.map(({ name }) => name) : []),
		];
	},
	messageTypeOf: (parameters) => readVariant(parameters, messageType, messageTypes),
};

export const send: Operation = {
	value: 'send',
	label: 'Send',
	action: 'Send helpdesk bot message',
	description: 'Send a bot message and continue',
	subtitle: `(${labelsOf(messageTypes)})[$parameter["messageType"]]`,
	fields,
	execute: async (context) =>
		toOutput(context, await sendItems(context, chosenMessage, context.getInputData().length)),
};
