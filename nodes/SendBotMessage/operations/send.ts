import type { Operation } from '../../shared/n8n/operation';
import { messageTypes } from '../../shared/messageTypes';
import { chooseFrom } from '../../shared/messageTypes/messageChoice';
import { sendItems } from '../../shared/n8n/sendItems';
import { toOutput } from '../../shared/output/output';
import { labelsOf } from '../../shared/parameters/labelsOf';
import { toPeople } from '../../shared/receivers/readReceivers';
import type { MessageSource } from '../../shared/run/messageSource';
import { optionsField } from '../options';

const choice = chooseFrom(messageTypes);

/** What the chosen message type makes of its fields. */
export const chosenMessage: MessageSource = {
	...choice,
	receivers: toPeople,
	fields: [...choice.fields, optionsField(choice.options)],
};

export const send: Operation = {
	value: 'send',
	label: 'Send',
	action: 'Send helpdesk bot message',
	description: 'Send a bot message and continue',
	subtitle: `(${labelsOf(messageTypes)})[$parameter["messageType"]]`,
	fields: chosenMessage.fields,
	execute: async (context) =>
		toOutput(context, await sendItems(context, chosenMessage, context.getInputData().length)),
};
