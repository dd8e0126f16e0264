/* eslint-disable @n8n/community-nodes/no-restricted-globals -- calls a webhook of the real n8n */
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { IDataObject, INode, INodeParameters, IRunExecutionData } from 'n8n-workflow';

import type { Api } from '../support/n8nServer/session';
import {
	activate,
	createWorkflow,
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	endOf,
	type Execution,
} from '../support/n8nServer/workflows';
import { by } from '../support/receiver';

export interface Reminder {
	readonly workflowId: string;
	/** Starts an execution that reminds these people, and does not wait for it. */
	remind(openIds: readonly string[]): Promise<void>;
	/** All executions, once there are so many and each has ended. */
	executions(count: number): Promise<Execution[]>;
}

/** An active workflow: a webhook that takes a list of people, and our node that sends each a message. */
export async function createReminder(
	n8n: { readonly url: string; readonly api: Api },
	name: string,
	credentialId: string,
	options: INodeParameters,
	settings: Partial<INode> = {},
	question: INodeParameters = {},
): Promise<Reminder> {
	const { url, api } = n8n;
	// Its own for each try of a test.
	const path = randomUUID();
	const workflow = await createWorkflow(api, {
		name,
		nodes: [
			{
				id: 'hook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path },
			},
			{
				id: 'split',
				name: 'People',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.people', options: {} },
			},
			{
				id: 'send',
				name: 'Remind',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [400, 0],
				parameters: {
					receiver: by('id', '={{ $json.openId }}'),
					text: `=${name}: {{ $json.openId }}`,
					options,
					...question,
				},
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
				...settings,
			},
		],
		connections: {
			Webhook: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [[{ node: 'Remind', type: 'main', index: 0 }]] },
		},
	});
	await activate(api, workflow);
	return {
		workflowId: workflow.id,
		async remind(openIds) {
			const people = openIds.map((openId) => ({ openId }));
			// n8n answers the activation, and a restart is ready, before the webhook is registered.
			const post = async () =>
				(await axios.post(`${url}/webhook/${path}`, { people }, { validateStatus: null })).status;
			while ((await post()) === 404) await new Promise((resolve) => setTimeout(resolve, 250));
		},
		async executions(count) {
			for (;;) {
				const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
				const { results } = await api<{ results: Execution[] }>(
					'GET',
					`/executions?filter=${filter}&limit=50`,
				);
				if (results.length >= count)
					return await Promise.all(results.map(async ({ id }) => await endOf(api, id)));
				await new Promise((resolve) => setTimeout(resolve, 250));
			}
		},
	};
}

/** What n8n has stored of an execution. */
async function resultOf(api: Api, executionId: string): Promise<IRunExecutionData['resultData']> {
	const { parse } = await import('flatted');
	const { data } = await api<{ data: string }>('GET', `/executions/${executionId}`);
	return (parse(data) as IRunExecutionData).resultData;
}

/** What went wrong in those that did not succeed. */
export async function failures(api: Api, executions: readonly Execution[]): Promise<unknown[]> {
	const failed = executions.filter(({ status }) => status !== 'success');
	return await Promise.all(
		failed.map(async ({ id, status }) => {
			const { error } = await resultOf(api, id);
			return { status, message: error?.message, description: error?.description };
		}),
	);
}

/** What our node put out, as n8n has stored it: the items' data by output. */
export async function outputOf(api: Api, executionId: string): Promise<IDataObject[][]> {
	const { runData } = await resultOf(api, executionId);
	const outputs = runData.Remind?.at(-1)?.data?.main ?? [];
	return outputs.map((items) => (items ?? []).map(({ json }) => json));
}

/** Whom these executions say they reached, found reached before, and are not sure about. */
export async function toldBy(api: Api, executions: readonly Execution[]) {
	const told = { sent: [] as string[], skipped: [] as string[], unclear: [] as string[] };
	for (const { id } of executions) {
		const [sent = [], failed = []] = await outputOf(api, id);
		for (const json of sent)
			(json.skipped === true ? told.skipped : told.sent).push(String(json.receiver_id));
		for (const json of failed) {
			expect(json).toMatchObject({ details: { kind: 'unknown' } });
			told.unclear.push(String(json.openId));
		}
	}
	return told;
}
