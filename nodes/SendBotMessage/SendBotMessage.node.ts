import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeFailure, describeThrown, toErrorItem, toNodeError, type Failure } from './errors';
import { fields, readParameters } from './fields';
import { sendItem } from './sendItem';
import { openTransport } from './transport';

export class SendBotMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk: Send Bot Message',
		name: 'sendBotMessage',
		icon: { light: 'file:feishuHelpdesk.svg', dark: 'file:feishuHelpdesk.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["messageType"] + " → " + $parameter["receiveType"] }}',
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
		const transport = await openTransport(this);
		const output: INodeExecutionData[] = [];

		const isStopped = () => this.getExecutionCancelSignal()?.aborted === true;

		// A stopped execution sends nothing more; what became of its items so far stays in its record.
		for (let i = 0; i < this.getInputData().length && !isStopped(); i++) {
			let failure: Failure;
			try {
				const outcome = await sendItem(readParameters(this, i), transport);
				if (outcome.kind === 'sent') {
					output.push({ json: { ...outcome.message }, pairedItem: { item: i } });
					continue;
				}
				failure = describeFailure(outcome);
			} catch (error) {
				failure = describeThrown(error);
			}
			if (!this.continueOnFail() && !isStopped()) throw toNodeError(this.getNode(), failure, i);
			output.push(toErrorItem(failure, i));
		}
		return [output];
	}
}
