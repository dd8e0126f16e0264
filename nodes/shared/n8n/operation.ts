import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Variant } from '../parameters/variants';

/** What an operation must say about itself. The node file never asks which one it has in hand. */
export interface Operation extends Variant {
	/** Describes the node to AI agents, and stands in the nodes panel. */
	readonly action: string;
	readonly description: string;
	/** JavaScript expression for the words below the node on the canvas. */
	readonly subtitle: string;
	/** @returns what comes out of the node */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

/**
 * Runs the operation that is chosen.
 * @param operations of the resource that is chosen
 * @throws NodeOperationError where there is no such operation; and what the operation throws
 */
export async function execute(
	context: IExecuteFunctions,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const operation = context.getNodeParameter('operation', 0, operations[0]?.value);
	const chosen = operations.find(({ value }) => value === operation);
	if (!chosen) {
		throw new NodeOperationError(context.getNode(), "'Operation' has a value that does not exist", {
			itemIndex: 0,
			description: 'Choose one of the list.',
		});
	}
	return [await chosen.execute(context)];
}
