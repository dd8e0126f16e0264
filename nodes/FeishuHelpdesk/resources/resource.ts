import type { Operation } from '../../shared/n8n/operation';

/** What the node works on; its operations in the order of the dropdown. */
export interface Resource {
	readonly value: string;
	readonly label: string;
	readonly operations: readonly Operation[];
}
