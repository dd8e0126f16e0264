/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { N8N_MODULES } from '../installedN8n';
import { basename, join } from 'node:path';
import { Container } from '@n8n/di';
import { BinaryDataService, LazyPackageDirectoryLoader } from 'n8n-core';
import type { IBinaryData, IConnections, INode, INodeExecutionData, INodeType } from 'n8n-workflow';

import { credentialOf } from '../../test/support/credential';
import { loadEngine } from '../../test/support/n8nEngine/engine';
import type { PictureMessage, Settings, Target } from './contender';

type Step = Pick<INode, 'type' | 'typeVersion' | 'parameters'> & Settled;
type Settled = Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

/** The node's own settings in n8n. */
export function settled({ continues, retries }: Settings): Settled {
	return {
		...(continues && { onError: 'continueRegularOutput' }),
		...(retries && { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 }),
	};
}

/** n8n with our package and its own nodes, as installed. */
export async function n8nFor(target: Target, ownNodes: Readonly<Record<string, INodeType>> = {}) {
	const base = new LazyPackageDirectoryLoader(join(N8N_MODULES, 'n8n-nodes-base'));
	await base.loadAll();
	const engine = await loadEngine(join(__dirname, '../..'), (type) => {
		const [packageName, name = ''] = type.split('.');
		return packageName === base.packageName ? base.getNode(name).type : ownNodes[type];
	});
	const binaryData = Container.get(BinaryDataService);
	await binaryData.init();
	const store = { credential: credentialOf(target) };

	return {
		/** Runs the steps one after the other. @returns the items of the last step, or none if the run failed */
		async run(steps: readonly Step[], items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
			const names = ['Trigger', ...steps.map((_, index) => `Step ${index}`)];
			const trigger: Step = {
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				parameters: {},
			};
			const nodes = [trigger, ...steps].map((step, index): INode => ({
				...step,
				id: String(index),
				name: names[index] as string,
				position: [0, 0],
				...(index > 0 && {
					credentials: { feishuHelpdeskApi: { id: 'credential', name: 'credential' } },
				}),
			}));
			const connections: IConnections = {};
			for (const [index, name] of names.slice(0, -1).entries()) {
				connections[name] = {
					main: [[{ node: names[index + 1] as string, type: 'main', index: 0 }]],
				};
			}
			const { data } = await engine.run({ nodes, connections, pinData: { Trigger: items } }, store);
			return data.resultData.runData[names.at(-1) ?? '']?.[0]?.data?.main?.[0] ?? [];
		},
		/** Puts the pictures where n8n keeps files: on disk, as it does by default. */
		async itemsOf(messages: readonly PictureMessage[]): Promise<INodeExecutionData[]> {
			const items: INodeExecutionData[] = [];
			for (const { to, path } of messages) {
				const file: IBinaryData = { data: '', mimeType: 'image/png', fileName: basename(path) };
				const data = await binaryData.copyBinaryFile(
					{ type: 'execution', workflowId: 'workflow', executionId: '1' },
					file,
					path,
				);
				items.push({ json: { to }, binary: { data } });
			}
			return items;
		},
	};
}

/** Whether Feishu accepted the message. */
export function isDelivered({ json }: INodeExecutionData): boolean {
	return (
		typeof (json.message_id ?? (json.data as { message_id?: unknown } | undefined)?.message_id) ===
		'string'
	);
}
