import type { INodeProperties } from 'n8n-workflow';

import { messageTypeByName, messageTypes } from '../../shared/messageTypes';
import { sendItems } from '../../shared/n8n/sendItems';
import { toOutput } from '../../shared/output/output';
import { labelsOf } from '../../shared/parameters/labelsOf';
import { shownWhen } from '../../shared/parameters/shownWhen';
import { problem, success } from '../../shared/result';
import type { MessageSource } from '../../shared/run/messageSource';
import type { Operation } from './operation';

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: messageTypes.map(({ label, msgType, description }) => ({ name: label, value: msgType, description })),
	default: 'text',
	description: 'What kind of message to send',
};

/** What the chosen message type makes of its fields. */
export const chosenMessage: MessageSource = {
	// Only the chosen type's fields: an expression left behind in another type's field must not fail the item.
	namesOf: (read) => ['messageType', ...(messageTypeByName.get(String(read('messageType')))?.fields ?? []).map(({ name }) => name)],
	messageTypeOf({ messageType }) {
		const chosen = messageTypeByName.get(String(messageType));
		return chosen ? success(chosen) : problem('messageType', "'Message Type' has a value that does not exist", `Choose one of ${[...messageTypeByName.keys()].join(', ')}.`);
	},
};

export const send: Operation = {
	value: 'send',
	label: 'Send',
	action: 'Send helpdesk bot message',
	description: 'Send a bot message and go on',
	subtitle: `(${labelsOf(messageType)})[$parameter["messageType"]]`,
	fields: [messageType, ...messageTypes.flatMap(({ msgType, fields }) => shownWhen({ messageType: [msgType] }, fields))],
	execute: async (context) => toOutput(context, await sendItems(context, chosenMessage, context.getInputData().length)),
};
