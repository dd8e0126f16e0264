import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchPeople } from '../shared/n8n/searchPeople';
import { eventTypes } from './trigger/events';
import { EVENTS, fields } from './trigger/fields';
import { poll } from './trigger/poll';

const labels = JSON.stringify(
	Object.fromEntries(eventTypes.map(({ value, label }) => [value, label])),
);

export class FeishuHelpdeskTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Feishu Helpdesk Trigger',
		name: 'feishuHelpdeskTrigger',
		icon: {
			light: 'file:../icons/feishuHelpdesk.svg',
			dark: 'file:../icons/feishuHelpdesk.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: `={{ [].concat($parameter["${EVENTS.name}"] ?? []).map((event) => (${labels})[event]).filter((label) => label).join(", ") }}`,
		// n8n's nodes panel shows it above the actions of Feishu Helpdesk too: both are one entry there (n8n 2.41.1).
		description:
			'Starts the workflow when a Feishu (Lark) Helpdesk ticket is new, changes its status, closes, or waits too long. The actions read tickets and write into them.',
		defaults: { name: 'Feishu Helpdesk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		polling: true,
		credentials: [{ name: 'feishuHelpdeskApi', required: true }],
		properties: fields,
	};

	methods = { listSearch: { searchPeople } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
