/** The credential in nodes that start all their requests at once, as n8n's HTTP Request node does. */
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../emulator/server';
import { accountOf, credentialOf } from '../support/credential';
import { loadEngine } from '../support/n8nEngine/engine';
import { CREDENTIAL_ID, MESSAGE_PATH, ROOT, TOKEN_PATH, requestsTo } from './setup';

const REQUESTS = 20;

/** Makes its requests with the helper that the HTTP Request node uses, or with the one that is recommended. */
function allAtOnce(
	helper: 'requestWithAuthentication' | 'httpRequestWithAuthentication',
): INodeType {
	return {
		description: {
			displayName: 'All at Once',
			name: 'allAtOnce',
			group: ['output'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'feishuHelpdeskApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { baseUrl } = await this.getCredentials('feishuHelpdeskApi');
			const send = async (_: unknown, item: number) =>
				await this.helpers[helper].call(this, 'feishuHelpdeskApi', {
					method: 'POST',
					url: `${String(baseUrl)}${MESSAGE_PATH}?user_id_type=open_id`,
					body: {
						msg_type: 'text',
						content: JSON.stringify({ text: String(item) }),
						receiver_id: 'ou_1',
						receive_type: 'user',
					},
					json: true,
				});
			await Promise.all(Array.from({ length: REQUESTS }, send));
			return [[{ json: {} }]];
		},
	};
}

let emulator: Emulator;
beforeEach(async () => {
	emulator = await startEmulator();
	const [person] = emulator.world.people;
	if (person) person.openId = 'ou_1';
});
afterEach(() => emulator.close());

test.each(['requestWithAuthentication', 'httpRequestWithAuthentication'] as const)(
	'20 requests of %s without a token make one token request, and all succeed',
	async (helper) => {
		const node = allAtOnce(helper);
		const engine = await loadEngine(ROOT, (type) => (type === 'test.allAtOnce' ? node : undefined));
		const common = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
		const run = await engine.run(
			{
				nodes: [
					{ ...common, id: '0', name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
					{
						...common,
						id: '1',
						name: 'All at Once',
						type: 'test.allAtOnce',
						credentials: { feishuHelpdeskApi: { id: CREDENTIAL_ID, name: '' } },
					},
				],
				connections: { Trigger: { main: [[{ node: 'All at Once', type: 'main', index: 0 }]] } },
				pinData: { Trigger: [{ json: {} }] },
			},
			{ [CREDENTIAL_ID]: credentialOf(accountOf(emulator)) },
		);
		expect(run.status).toBe('success');
		expect(requestsTo(emulator, TOKEN_PATH)).toHaveLength(1);
		expect(requestsTo(emulator, MESSAGE_PATH).map(({ code }) => code)).toEqual(
			Array.from({ length: REQUESTS }, () => 0),
		);
	},
);
