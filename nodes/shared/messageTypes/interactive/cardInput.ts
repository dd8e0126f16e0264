import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../parameters/readParameter';
import type { Result } from '../../result';

/** A way to enter a card. */
export interface CardInput {
	/** Saved in the workflow, as the value of Card Input. */
	readonly value: string;
	readonly label: string;
	readonly description: string;
	/** Fields shown when this way is chosen; interactive.ts adds that condition. */
	readonly fields: readonly INodeProperties[];
	/** Pure; never throws. */
	compile(parameters: Parameters): Result<object>;
}
