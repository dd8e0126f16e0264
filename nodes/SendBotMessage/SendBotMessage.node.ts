import {
	NodeConnectionTypes,
	NodeOperationError,
	SEND_AND_WAIT_OPERATION,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { message } from './content';
import { fields, subtitle } from './fields';
import { toFirstError } from '../shared/output/nodeError';
import { toOutputItem } from '../shared/output/outputItem';
import { prepareAll } from '../shared/n8n/prepareAll';
import { runItems } from '../shared/n8n/runItems';
import { ask } from './operations/sendAndWait/ask';
import { answerVisit, waitingNodeTooltip, webhooks } from './operations/sendAndWait/webhook';

export class SendBotMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk: Send Bot Message',
		name: 'sendBotMessage',
		icon: { light: 'file:../icons/feishuHelpdesk.svg', dark: 'file:../icons/feishuHelpdesk.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description:
			"Send a text, rich text, image or card message to a person as a Feishu (Lark) helpdesk bot, into the person's dedicated helpdesk group or as a private chat; or ask with such a message and wait for the answer",
		defaults: { name: 'Send Bot Message' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'feishuHelpdeskApi', required: true }],
		webhooks,
		waitingNodeTooltip,
		hints: [
			{
				message: 'Only the first item is asked about, and the answer comes out as one item. To ask about each, put the node into a loop.',
				type: 'warning',
				location: 'inputPane',
				whenToDisplay: 'always',
				displayCondition: '={{ $parameter["operation"] === "sendAndWait" && $input.all().length > 1 }}',
			},
		],
		properties: fields,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'send');
		if (operation !== 'send' && operation !== SEND_AND_WAIT_OPERATION) {
			throw new NodeOperationError(this.getNode(), "'Operation' has a value that does not exist", { itemIndex: 0, description: 'Choose one of the list.' });
		}
		const items = this.getInputData().length;
		// One answer lets the execution go on, so there is one question: n8n's own nodes too take the first item only.
		const question = operation === SEND_AND_WAIT_OPERATION ? ask(this) : undefined;
		if (question?.instead) return [[question.instead]];
		const planned = await prepareAll(this, question?.content ?? message, question ? Math.min(items, 1) : items);
		const stopsOnFailure = !this.continueOnFail();
		const outcomes = await runItems(this, planned, stopsOnFailure);
		if (await question?.waitForAnswer(outcomes)) return [this.getInputData()];
		// A stopped execution keeps in its record what became of its items.
		const isStopped = this.getExecutionCancelSignal()?.aborted === true;
		const error = stopsOnFailure && !isStopped ? toFirstError(this.getNode(), outcomes) : undefined;
		if (error) throw error;
		return [outcomes.map((outcome) => toOutputItem(this.getNode(), outcome))];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerVisit(this);
	}
}
