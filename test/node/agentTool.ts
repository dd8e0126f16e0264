import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

import { loadEngine, type WorkflowJson } from '../support/n8nEngine/engine';
import { ROOT, type Bench } from './setup';

export interface Tool {
	invoke(input: object): Promise<unknown>;
}

/**
 * An agent that calls its tool as told.
 * @param name of the node that is the tool
 * @param workflow with that node alone, called Send
 * @returns what `calls` returns
 */
export async function callNodeAsTool(
	bench: Bench,
	name: string,
	workflow: WorkflowJson,
	calls: (tool: () => Promise<Tool>) => Promise<unknown>,
): Promise<unknown> {
	let results: unknown;
	const agent: INodeType = {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Agent' },
			inputs: [{ type: NodeConnectionTypes.Main }, { type: NodeConnectionTypes.AiTool }],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			results = await calls(
				async () =>
					((await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as [Tool])[0],
			);
			return [[{ json: {} }]];
		},
	};
	// As n8n makes a tool of a node: tool-generation of n8n 2.41.1.
	const node = bench.engine.nodeTypes.getByNameAndVersion(`n8n-nodes-feishu-helpdesk.${name}`, 1);
	const tool = Object.assign(Object.create(Object.getPrototypeOf(node) as object), {
		description: {
			...node.description,
			name: 'tool',
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
			usableAsTool: undefined,
		},
		execute: node.execute,
	}) as INodeType;
	const engine = await loadEngine(ROOT, (type) =>
		type === 'test.agent' ? agent : type === 'test.tool' ? tool : undefined,
	);
	const nodes = workflow.nodes.map((one) =>
		one.name === 'Send' ? { ...one, type: 'test.tool' } : one,
	);
	nodes.push({
		id: '3',
		name: 'Agent',
		type: 'test.agent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const connections: WorkflowJson['connections'] = {
		Trigger: { main: [[{ node: 'Agent', type: NodeConnectionTypes.Main, index: 0 }]] },
		Send: { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
	};
	await engine.run({ ...workflow, nodes, connections }, bench.credential());
	return results;
}
