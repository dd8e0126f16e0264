import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { execute } from '../shared/n8n/operation';
import { searchPeople } from '../shared/n8n/searchPeople';
import { searchTickets } from '../shared/n8n/searchTickets';
import { fields, subtitle } from './fields';
import { resources } from './resources';

export class FeishuHelpdesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk',
		name: 'feishuHelpdesk',
		icon: {
			light: 'file:../icons/feishuHelpdesk.svg',
			dark: 'file:../icons/feishuHelpdesk.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Read tickets of your Feishu (Lark) Helpdesk, and write into them',
		defaults: { name: 'Feishu Helpdesk' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'feishuHelpdeskApi', required: true }],
		properties: fields,
	};

	methods = { listSearch: { searchPeople, searchTickets } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0);
		const chosen = resources.find(({ value }) => value === resource);
		return await execute(this, chosen?.operations ?? []);
	}
}
