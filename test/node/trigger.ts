import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';

import type { CredentialStore } from '../support/n8nEngine/credentials';
import { expectNoSecrets, logLines, searchValue, secretsOf } from './secretSearch';
import { CREDENTIAL_ID, type Bench } from './setup';

interface Setting {
	readonly workflowId?: string;
	readonly store?: CredentialStore;
	/** What n8n has in its database. */
	readonly saved?: string;
}

/** A workflow that starts with the trigger, as n8n 2.41.1 runs it (dist/active-workflow-manager.js). */
export class ActiveWorkflow {
	private workflow: Workflow;
	private readonly store: CredentialStore;
	/** Static data as JSON, as n8n's database holds it. */
	saved: string;

	constructor(
		private readonly bench: Pick<Bench, 'engine'> & Partial<Pick<Bench, 'emulator' | 'credential'>>,
		private readonly parameters: IDataObject,
		private readonly setting: Setting = {},
	) {
		this.store = setting.store ?? bench.credential?.() ?? {};
		this.saved = setting.saved ?? '{}';
		this.workflow = this.load();
	}

	/** As when n8n starts anew: all it has is the database. */
	restart(): void {
		this.workflow = this.load();
	}

	/** The first poll; n8n saves what it leaves. */
	async activate(): Promise<INodeExecutionData[] | null> {
		const items = await this.pollOnce('activate');
		this.save();
		return items;
	}

	/** A poll by the clock; n8n saves what it leaves if it gave items. */
	async poll(): Promise<INodeExecutionData[] | null> {
		const items = await this.pollOnce('trigger');
		if (items) this.save();
		return items;
	}

	/** Executes by hand; n8n saves nothing. */
	async sample(): Promise<INodeExecutionData[] | null> {
		return await this.pollOnce('manual');
	}

	/** Polls and fails. */
	async failure(how: 'activate' | 'poll' | 'sample' = 'poll'): Promise<NodeApiError> {
		return await this[how]().then(
			() => {
				throw new TypeError('The poll did not fail');
			},
			(error: unknown) => {
				this.search('error', error);
				return error as NodeApiError;
			},
		);
	}

	private async pollOnce(
		kind: 'activate' | 'trigger' | 'manual',
	): Promise<INodeExecutionData[] | null> {
		const { engine } = this.bench;
		const { workflow } = this;
		const node = workflow.getNode(TRIGGER);
		if (!node) throw new TypeError('The workflow has no trigger');
		const context = new PollContext(
			workflow,
			node,
			engine.additionalData(this.store),
			kind === 'manual' ? 'manual' : 'trigger',
			kind === 'manual' ? 'manual' : 'activate',
		);
		const type = engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		await workflow.expression.acquireIsolate?.();
		try {
			const outputs = await type.poll?.call(context);
			this.search('poll', [outputs, workflow.staticData]);
			return outputs?.flat() ?? null;
		} finally {
			this.search('log', logLines.splice(0));
			await workflow.expression.releaseIsolate?.();
		}
	}

	/** Secrets of the credential have no place in it. */
	private search(place: string, value: unknown): void {
		const secrets = secretsOf(Object.values(this.store), this.bench.emulator);
		expectNoSecrets(searchValue(place, value, secrets));
	}

	private load(): Workflow {
		return new Workflow({
			id: this.setting.workflowId ?? 'workflow',
			name: 'workflow',
			active: true,
			nodeTypes: this.bench.engine.nodeTypes,
			nodes: [
				{
					id: '1',
					name: TRIGGER,
					type: 'n8n-nodes-feishu-helpdesk.feishuHelpdeskTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: this.parameters as INode['parameters'],
					credentials: { feishuHelpdeskApi: { id: CREDENTIAL_ID, name: 'Feishu Helpdesk' } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
			staticData: JSON.parse(this.saved) as IDataObject,
		});
	}

	/** n8n looks whether something was assigned to the static data; it does not see changes inside (ObservableObject). */
	private save(): void {
		const { staticData } = this.workflow;
		if ((staticData as { __dataChanged?: boolean }).__dataChanged !== true) return;
		this.saved = JSON.stringify(staticData);
		(staticData as { __dataChanged?: boolean }).__dataChanged = false;
	}
}

const TRIGGER = 'Feishu Helpdesk Trigger';
