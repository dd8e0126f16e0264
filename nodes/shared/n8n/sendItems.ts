import type { IExecuteFunctions } from 'n8n-workflow';

import type { MessageSource } from '../run/messageSource';
import type { ItemOutcome } from '../run/outcome';
import { memoryOf } from './memoryOf';
import { prepareAll } from './prepareAll';
import { runItems } from './runItems';

/** Prepares the first so many items, and sends them. */
export async function sendItems(
	context: IExecuteFunctions,
	source: MessageSource,
	items: number,
): Promise<ItemOutcome[]> {
	const memory = memoryOf(context);
	const planned = await prepareAll(context, source, items, memory);
	return await runItems(context, planned, !context.continueOnFail(), memory);
}
