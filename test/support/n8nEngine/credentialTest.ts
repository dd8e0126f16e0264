import './environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialTestRequest,
	type IExecuteData,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import type { Engine } from './engine';
import type { CredentialStore } from './credentials';

/**
 * Tests a stored credential as the Test button of n8n does (dist/services/credentials-tester.service.js of n8n 2.41.1):
 * the declarative request runs on a made-up node with the credential, then its rules check the answer.
 */
export async function testCredential(
	engine: Engine,
	name: string,
	id: string,
	store: CredentialStore,
) {
	const { request, rules = [] } = engine.credentialType(name).test as ICredentialTestRequest;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id, name } },
	};
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = engine.additionalData(store);
	const data = await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		{ id, name },
		name,
		'internal',
	);
	const executeData: IExecuteData = { node, data: {}, source: null };
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		executeData,
		[],
	);
	try {
		await workflow.expression.acquireIsolate?.();
		const [[answer] = []] =
			(await new RoutingNode(context, nodeType, { id, name, type: name, data }).runNode()) ?? [];
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (at(answer?.json, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { cause, message } = error as {
			cause?: { code?: string; response?: { statusText: string } };
			message: string;
		};
		return { status: 'Error', message: cause?.response?.statusText ?? cause?.code ?? message };
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

/** What n8n reads with lodash's `get`, e.g. `error.permission_violations[0].subject`. */
function at(json: unknown, path: string): unknown {
	return path
		.split(/[.[\]]+/)
		.filter((name) => name !== '')
		.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], json);
}
