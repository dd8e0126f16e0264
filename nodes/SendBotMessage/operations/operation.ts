import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Variant } from '../../shared/parameters/variants';

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
