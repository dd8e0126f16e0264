import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ReadOutcome } from '../run/readOutcome';
import { describeReading } from './describeReading';
import { toNodeError } from './nodeError';
import { failedItem } from './outputItem';

/**
 * What comes out of the node for one item that something was read for.
 * @throws the failure, if the node is to stop at one
 */
export function toReadItems(
	context: IExecuteFunctions,
	item: number,
	outcome: ReadOutcome,
): INodeExecutionData[] {
	if (outcome.kind === 'read')
		return outcome.rows.map((row) => ({ json: row as IDataObject, pairedItem: { item } }));
	const failure = describeReading(outcome);
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, item);
	const input = context.getInputData()[item] ?? { json: {} };
	return [failedItem(context.getNode(), failure, item, input)];
}
