/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits for the real n8n */
import type { Emulator } from '../../emulator/server';
import type { Api } from '../support/n8nServer/session';
import { createWorkflow, CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../support/n8nServer/workflows';
import type { by } from '../support/receiver';
import { until } from './steps';

export const TRIGGER = 'Feishu Helpdesk Trigger';

/** A workflow that tells somebody of each event. It polls every minute: n8n does not do so more often. */
export async function watch(
	api: Api,
	credentialId: string,
	name: string,
	parameters: object,
	receiver: ReturnType<typeof by>,
) {
	return await createWorkflow(api, {
		name,
		nodes: [
			{
				id: 'trigger',
				name: TRIGGER,
				type: 'n8n-nodes-feishu-helpdesk.feishuHelpdeskTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					...parameters,
				},
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			},
			{
				id: 'tell',
				name: 'Tell',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					receiveType: 'user',
					receiver,
					text: '={{ $workflow.name }} {{ $json.event_id }}',
				},
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } },
	});
}

export const searches = ({ inbox }: Emulator): number =>
	inbox.requests.filter(({ path }) => path === '/open-apis/helpdesk/v1/tickets').length;

/** Until so many polls have begun and ended. */
export async function afterPolls(emulator: Emulator, count: number): Promise<void> {
	const before = searches(emulator);
	await until(() => searches(emulator) >= before + 2 * count || undefined, 150_000);
	await new Promise((resolve) => setTimeout(resolve, 1000));
}
