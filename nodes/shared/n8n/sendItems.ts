import type { IExecuteFunctions } from 'n8n-workflow';

import type { MessageSource } from '../run/messageSource';
import type { ItemOutcome } from '../run/outcome';
import { prepareAll } from './prepareAll';
import { runItems } from './runItems';

/** Prepares the first so many items, and sends them. */
export async function sendItems(
	context: IExecuteFunctions,
	source: MessageSource,
	items: number,
): Promise<ItemOutcome[]> {
	return await runItems(
		context,
		await prepareAll(context, source, items),
		!context.continueOnFail(),
	);
}
