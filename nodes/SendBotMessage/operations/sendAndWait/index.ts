import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import type { Operation } from '../../../shared/n8n/operation';
import { sendItems } from '../../../shared/n8n/sendItems';
import { toOutput } from '../../../shared/output/output';
import { ask } from './ask';
import { questionFields } from './fields';

export const sendAndWait: Operation = {
	value: SEND_AND_WAIT_OPERATION,
	label: 'Send and Wait for Response',
	action: 'Send helpdesk bot message and wait for response',
	description: 'Ask with buttons in a bot message, and continue once someone has answered',
	subtitle: '"Send and wait"',
	fields: questionFields,
	async execute(context) {
		const asking = ask(context);
		if (asking.instead) return [asking.instead];
		// One answer lets the execution go on, so there is one question: n8n's own nodes too take the first item only.
		const outcomes = await sendItems(
			context,
			asking.content,
			Math.min(context.getInputData().length, 1),
		);
		return (await asking.waitForAnswer(outcomes))
			? context.getInputData()
			: toOutput(context, outcomes);
	},
};
