import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../parameters/readParameter';
import type { Variant } from '../../../parameters/variants';
import type { Result } from '../../../result';

/** What a block of the card builder must say about itself. Shared code never asks which type it has in hand. */
export interface BlockType extends Variant {
	/** Types may share a name only with the same default: n8n gives a new block the defaults of all fields at once. */
	readonly fields: readonly INodeProperties[];
	/**
	 * The element of the card; or, with `join`, one part of it. Pure; never throws. Problems name the block's own fields.
	 * @param saved the block as it is saved, where what expressions gave is data; see readMarkdown
	 */
	compile(block: Parameters, saved?: Parameters): Result<object>;
	/** Makes one element of blocks that follow one another. */
	join?(parts: readonly object[]): object;
}
