import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** What an operation must say about itself. The node file never asks which one it has in hand. */
export interface Operation {
	/** Saved in the workflow, as the value of Operation. */
	readonly value: string;
	readonly label: string;
	/** Describes the node to AI agents, and stands in the nodes panel. */
	readonly action: string;
	readonly description: string;
	/** JavaScript expression for the words below the node on the canvas. */
	readonly subtitle: string;
	/** Fields shown for it, between those of the receiver and the options. */
	readonly fields: readonly INodeProperties[];
	/** @returns what comes out of the node */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}
