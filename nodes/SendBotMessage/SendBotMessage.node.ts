import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { toFirstError, toOutputItem } from './errors';
import { fields, subtitle } from './fields';
import { prepareAll } from './prepareAll';
import { runItems } from './runItems';

export class SendBotMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk: Send Bot Message',
		name: 'sendBotMessage',
		icon: { light: 'file:feishuHelpdesk.svg', dark: 'file:feishuHelpdesk.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description:
			"Send a text, rich text, image or card message to a person as a Feishu (Lark) helpdesk bot, into the person's dedicated helpdesk group or as a private chat",
		defaults: { name: 'Send Bot Message' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'feishuHelpdeskApi', required: true }],
		properties: fields,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const stopsOnFailure = !this.continueOnFail();
		const outcomes = await runItems(this, await prepareAll(this), stopsOnFailure);
		// A stopped execution keeps in its record what became of its items.
		const isStopped = this.getExecutionCancelSignal()?.aborted === true;
		const error = stopsOnFailure && !isStopped ? toFirstError(this.getNode(), outcomes) : undefined;
		if (error) throw error;
		return [outcomes.map((outcome) => toOutputItem(this.getNode(), outcome))];
	}
}
