import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { execute } from '../shared/n8n/operation';
import { searchPeople } from '../shared/n8n/searchPeople';
import { fields, subtitle } from './fields';
import { operations } from './operations';
import { answerVisit, waitingNodeTooltip, webhooks } from './operations/sendAndWait/webhook';

export class SendBotMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk: Send Bot Message',
		name: 'sendBotMessage',
		icon: {
			light: 'file:../icons/feishuHelpdesk.svg',
			dark: 'file:../icons/feishuHelpdesk.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Send messages to people as your Feishu (Lark) Helpdesk bot',
		defaults: { name: 'Send Bot Message' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'feishuHelpdeskApi', required: true }],
		webhooks,
		waitingNodeTooltip,
		hints: [
			{
				message:
					'Only the first item is asked about, and the answer comes out as one item. To ask about each, put the node in a loop.',
				type: 'warning',
				location: 'inputPane',
				whenToDisplay: 'always',
				displayCondition:
					'={{ $parameter["operation"] === "sendAndWait" && $input.all().length > 1 }}',
			},
		],
		properties: fields,
	};

	methods = { listSearch: { searchPeople } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, operations);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerVisit(this);
	}
}
