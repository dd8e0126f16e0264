import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ItemOutcome } from '../run/outcome';
import { toFirstError } from './nodeError';
import { toOutputItem } from './outputItem';

/**
 * What comes out of the node.
 * @throws the first failure, if the node is to stop at one
 */
export function toOutput(
	context: IExecuteFunctions,
	outcomes: readonly ItemOutcome[],
): INodeExecutionData[] {
	// A stopped execution keeps in its record what became of its items.
	const isStopped = context.getExecutionCancelSignal()?.aborted === true;
	const error =
		context.continueOnFail() || isStopped ? undefined : toFirstError(context.getNode(), outcomes);
	if (error) throw error;
	hintAtDryRun(context, outcomes);
	const inputs = context.getInputData();
	return outcomes.map((outcome) =>
		toOutputItem(context.getNode(), outcome, inputs[outcome.item] ?? { json: {} }),
	);
}

function hintAtDryRun(context: IExecuteFunctions, outcomes: readonly ItemOutcome[]): void {
	const dry = outcomes.filter(({ outcome }) => outcome.kind === 'dryRun').length;
	if (dry === 0) return;
	context.addExecutionHints({
		message: `Dry run: ${dry === outcomes.length ? 'nothing was sent' : `${dry} of ${outcomes.length} messages were not sent`}. Remove the option 'Dry Run' to send.`,
		location: 'outputPane',
	});
}
