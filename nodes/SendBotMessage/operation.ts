import { SEND_AND_WAIT_OPERATION, type INodeProperties } from 'n8n-workflow';

/**
 * Hidden, as in n8n's own Send Email node: with it n8n describes the node to AI agents by the action of its operation, which
 * therefore says whose bot it is, and lists each operation by itself in the nodes panel.
 */
export const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'hidden',
	noDataExpression: true,
	options: [{ name: 'Bot Message', value: 'botMessage' }],
	default: 'botMessage',
};

/** Workflows saved before there was a choice have no value here: n8n gives them the default. */
export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['botMessage'] } },
	options: [
		{ name: 'Send', value: 'send', action: 'Send helpdesk bot message', description: 'Send a bot message and go on' },
		{
			name: 'Send and Wait for Response',
			value: SEND_AND_WAIT_OPERATION,
			action: 'Send helpdesk bot message and wait for response',
			description: 'Ask with buttons in a bot message, and go on when someone has answered',
		},
	],
	default: 'send',
};
