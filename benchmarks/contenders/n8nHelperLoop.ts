import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { isDelivered, n8nFor } from './inN8n';
import type { Contender, Target } from './contender';
import { loop } from './loop';

/** The minimum that sends a message in n8n, to separate n8n's share from ours: two parameters, one call of n8n's HTTP helper. */
export async function n8nHelperLoop(target: Target): Promise<Contender> {
	const node: INodeType = {
		description: {
			displayName: 'Helper Loop',
			name: 'helperLoop',
			group: ['output'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'feishuHelpdeskApi', required: true }],
			properties: [
				{ displayName: 'To', name: 'to', type: 'string', default: '' },
				{ displayName: 'Text', name: 'text', type: 'string', default: '' },
				{ displayName: 'In Flight', name: 'inFlight', type: 'number', default: 1 },
			],
		},
		async execute(this: IExecuteFunctions) {
			const output: INodeExecutionData[] = [];
			const credential = await this.getCredentials('feishuHelpdeskApi');
			await loop(
				[...this.getInputData().keys()],
				this.getNodeParameter('inFlight', 0) as number,
				async (item) => {
					const body = {
						msg_type: 'text',
						content: JSON.stringify({ text: this.getNodeParameter('text', item) }),
						receiver_id: this.getNodeParameter('to', item),
						receive_type: 'chat',
					};
					const request = {
						method: 'POST',
						url: `${target.baseUrl}/open-apis/helpdesk/v1/message`,
						qs: { user_id_type: 'open_id' },
						body,
					} as const;
					const decrypted = { id: '', name: '', type: 'feishuHelpdeskApi', data: credential };
					output[item] = {
						json: await this.helpers.httpRequestWithAuthentication.call(
							this,
							'feishuHelpdeskApi',
							request,
							{ credentialsDecrypted: decrypted },
						),
					};
				},
			);
			return [output];
		},
	};
	const n8n = await n8nFor(target, { 'benchmark.helperLoop': node });
	return {
		async sendTexts(messages, { inFlight = 1 }) {
			const items = messages.map((message) => ({ json: { ...message } }));
			const step = {
				type: 'benchmark.helperLoop',
				typeVersion: 1,
				parameters: { to: '={{ $json.to }}', text: '={{ $json.text }}', inFlight },
			};
			return (await n8n.run([step], items)).filter(isDelivered).length;
		},
	};
}
