import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { foundBy, isFailure, type ItemOutcome, type Outcome } from '../run/outcome';
import { describeFailure } from './describeFailure';
import { toNodeError } from './nodeError';

/** The output item; for a failure the one with which the workflow goes on. */
export function toOutputItem(node: INode, { item, outcome }: ItemOutcome): INodeExecutionData {
	const output: INodeExecutionData = { json: toJson(outcome), pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput' || !isFailure(outcome)) return output;
	// Older n8n sends an item with details to the error output only if it has `error` beside `json` (docs/n8n-notes.md).
	// It copies the item on the way. What is not enumerable stays behind; otherwise it would replace the details.
	return Object.defineProperty(output, 'error', {
		value: toNodeError(node, describeFailure(outcome), item, ''),
	});
}

function toJson(outcome: Outcome): IDataObject {
	switch (outcome.kind) {
		case 'sent':
			return { ...outcome.message };
		case 'skipped':
			return {
				skipped: true,
				deduplication_key: outcome.deduplicationKey,
				receiver_id: outcome.receiverId,
				...foundBy(outcome.receiver, outcome.receiverId),
			};
		case 'dryRun': {
			const { body, query } = outcome.request;
			return {
				dryRun: true,
				method: 'POST',
				url: outcome.url,
				query: { ...query },
				body: { ...body, content: JSON.parse(body.content) as IDataObject },
				...foundBy(outcome.receiver, body.receiver_id),
			};
		}
		default: {
			const { title, description, details } = describeFailure(outcome);
			// Exactly these three keys: then n8n sends the item to the error output, with the input item merged in.
			return { error: title, message: description, details: { ...details } as IDataObject };
		}
	}
}
