import './environment';
import {
	DataDeduplicationService,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type IConnections,
	type ICredentialType,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { MemoryCredentialsHelper, type CredentialStore } from './credentials';
import { MemoryDeduplicator } from './deduplication';

/** The parts of an exported n8n workflow that matter for running it. */
export interface WorkflowJson {
	readonly nodes: INode[];
	readonly connections: IConnections;
	/** Items by node name, used instead of running that node. */
	readonly pinData?: IPinData;
}

export interface Engine {
	readonly credentialType: (name: string) => ICredentialType;
	readonly nodeTypes: INodeTypes;
	/** What a node may use in addition to its input: credentials, URLs, hooks. */
	additionalData(store: CredentialStore): IWorkflowExecuteAdditionalData;
	/**
	 * Runs a workflow from its first trigger to the end, in this process.
	 * @param onStart receives the running execution, e.g. to cancel it
	 */
	run(
		workflow: WorkflowJson,
		store: CredentialStore,
		onStart?: (run: Promise<IRun> & { cancel(): void }) => void,
	): Promise<IRun>;
}

/** Replaces every trigger: the items come from the workflow's pinned data. */
const trigger: INodeType = {
	description: {
		displayName: 'Trigger',
		name: 'trigger',
		group: ['trigger'],
		version: [1, 1.1, 1.2, 1.3],
		description: 'Starts the workflow with its pinned data',
		defaults: { name: 'Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** Explains a workflow on the canvas and never runs. */
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

let deduplicator: Promise<void> | undefined;

type NodeClass = INodeType | IVersionedNodeType;

/**
 * Loads a built package the way n8n does, from its package.json.
 * @param otherNode nodes of other packages, by their type, e.g. `n8n-nodes-base.httpRequest`
 */
export async function loadEngine(
	packageDirectory: string,
	otherNode: (type: string) => NodeClass | undefined = () => undefined,
): Promise<Engine> {
	// n8n allows one per process.
	deduplicator ??= DataDeduplicationService.init(new MemoryDeduplicator());
	await deduplicator;
	const loader = new PackageDirectoryLoader(packageDirectory);
	await loader.loadAll();

	const getType = (type: string): NodeClass => {
		if (/^n8n-nodes-base\.\w*[tT]rigger$/.test(type)) return trigger;
		const other = otherNode(type);
		if (other) return other;
		const [packageName, name] = type.split('.');
		if (packageName !== loader.packageName)
			throw new TypeError(
				`There is no ${type} in this engine: it has triggers and ${loader.packageName} only`,
			);
		return loader.getNode(String(name)).type;
	};
	const nodeTypes: INodeTypes = {
		getByName: getType,
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(getType(type), version),
		getKnownTypes: () => ({}),
	};
	const credentialType = (name: string) => loader.getCredential(name).type;
	let executions = 0;

	const additionalData = (store: CredentialStore) => {
		const executionId = String(++executions);
		const base = 'http://localhost:5678/';
		return {
			executionId,
			hooks: new ExecutionLifecycleHooks('manual', executionId, {
				id: 'workflow',
				name: 'workflow',
			} as never),
			credentialsHelper: new MemoryCredentialsHelper(credentialType, store),
			currentNodeExecutionIndex: 0,
			variables: {},
			restApiUrl: `${base}rest`,
			instanceBaseUrl: base,
			webhookBaseUrl: `${base}webhook`,
			webhookWaitingBaseUrl: `${base}webhook-waiting`,
			webhookTestBaseUrl: `${base}webhook-test`,
			formWaitingBaseUrl: `${base}form-waiting`,
			setExecutionStatus() {},
			sendDataToUI() {},
			logAiEvent() {},
		} as unknown as IWorkflowExecuteAdditionalData;
	};

	return {
		credentialType,
		nodeTypes,
		additionalData,
		async run({ nodes: drawn, connections, pinData }, store, onStart) {
			const nodes = drawn.filter(({ type }) => type !== STICKY_NOTE);
			const workflow = new Workflow({
				id: 'workflow',
				name: 'workflow',
				active: false,
				nodeTypes,
				nodes,
				connections,
				settings: { executionOrder: 'v1' },
			});
			const start = nodes.find(({ type }) => getType(type) === trigger);
			if (!start) throw new TypeError('The workflow has no trigger');
			const items = (pinData?.[start.name] ?? [{ json: {} }]) as INodeExecutionData[];
			const execution = createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
				},
				resultData: { runData: {}, pinData },
			});
			await workflow.expression.acquireIsolate?.();
			try {
				const run = new WorkflowExecute(
					additionalData(store),
					'manual',
					execution,
				).processRunExecutionData(workflow);
				onStart?.(run);
				return await run;
			} finally {
				await workflow.expression.releaseIsolate?.();
			}
		},
	};
}
