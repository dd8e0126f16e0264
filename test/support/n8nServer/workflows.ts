/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits for the real n8n */
import type { INode } from 'n8n-workflow';

import type { Emulator } from '../../../emulator/server';
import { accountOf, credentialOf } from '../credential';
import type { WorkflowJson } from '../n8nEngine/engine';
import type { Api } from './session';

export const CREDENTIAL_TYPE = 'feishuHelpdeskApi';
export const CREDENTIAL_NAME = 'Feishu Helpdesk';

export interface Execution {
	readonly id: string;
	readonly status: string;
}

/** Returns its ID. */
export async function createCredential(api: Api, emulator: Emulator): Promise<string> {
	const { id } = await api<{ id: string }>('POST', '/credentials', {
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: credentialOf(accountOf(emulator)),
	});
	return id;
}

/** The workflow as it is, but with this credential in every node that has one of ours. */
export function withCredential<T extends { readonly nodes: readonly INode[] }>(
	workflow: T,
	id: string,
): T {
	const nodes = workflow.nodes.map((node) =>
		node.credentials?.[CREDENTIAL_TYPE]
			? {
					...node,
					credentials: { ...node.credentials, [CREDENTIAL_TYPE]: { id, name: CREDENTIAL_NAME } },
				}
			: node,
	);
	return { ...workflow, nodes };
}

export async function createWorkflow(
	api: Api,
	workflow: Partial<WorkflowJson> & { name: string; settings?: object },
): Promise<{ id: string; versionId: string }> {
	const { id: projectId } = await api<{ id: string }>('GET', '/projects/personal');
	return await api('POST', '/workflows', { settings: {}, ...workflow, projectId });
}

/** From then on its triggers and webhooks start it. */
export async function activate(
	api: Api,
	{ id, versionId }: { id: string; versionId: string },
): Promise<void> {
	await api('POST', `/workflows/${id}/activate`, { versionId });
}

/** Runs it as the Execute button does, and waits for the end. */
export async function runWorkflow(
	api: Api,
	workflow: { id: string },
	trigger: string,
): Promise<Execution> {
	const { executionId } = await api<{ executionId: string }>(
		'POST',
		`/workflows/${workflow.id}/run`,
		{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
	);
	return await endOf(api, executionId);
}

/** Waits until the execution has ended. One that waits for an answer has not ended. */
export async function endOf(api: Api, executionId: string): Promise<Execution> {
	for (;;) {
		const execution = await api<Execution>('GET', `/executions/${executionId}`);
		if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}
