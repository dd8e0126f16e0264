import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { idFacts } from '../feishu/messagePlaces';
import { isFailure, wayFacts, type Failure, type ItemOutcome, type Outcome } from '../run/outcome';
import { describeFailure, type FailureReport } from './describeFailure';
import { toNodeError } from './nodeError';

/**
 * The output item of a message.
 *
 * @param input its input item
 */
export function toOutputItem(
	node: INode,
	{ item, outcome }: ItemOutcome,
	input: INodeExecutionData,
): INodeExecutionData {
	return isFailure(outcome)
		? failedItem(node, describeFailure(outcome), item, input)
		: { json: toJson(outcome), pairedItem: { item } };
}

/** The output item with which the workflow goes on after a failure. */
export function failedItem(
	node: INode,
	failure: FailureReport,
	item: number,
	input: INodeExecutionData,
): INodeExecutionData {
	const output: INodeExecutionData = { json: failureJson(failure), pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput') return output;
	// n8n merges the input into the item, but not its files.
	const failed: INodeExecutionData = {
		...output,
		json: { ...output.json, ...hidden(input.json, output.json) },
		...(input.binary && { binary: input.binary }),
	};
	// Of several ways to get an item to the error output, this is the one of all versions (docs/n8n-notes.md). n8n copies
	// the item on the way. What is not enumerable stays behind; otherwise it would replace the details.
	return Object.defineProperty(failed, 'error', {
		value: toNodeError(node, failure, item),
	});
}

/** Fields of the input that have the names of ours, which go before: they stay readable under `input`. */
function hidden(input: IDataObject, output: IDataObject): { input?: IDataObject } {
	const isHidden = ([name]: [string, unknown]) => Object.hasOwn(output, name);
	if (!Object.entries(input).some(isHidden)) return {};
	// That name is ours too then.
	const names = { ...output, input: {} };
	return {
		input: Object.fromEntries(Object.entries(input).filter(([name]) => Object.hasOwn(names, name))),
	};
}

function toJson(outcome: Exclude<Outcome, Failure>): IDataObject {
	switch (outcome.kind) {
		case 'sent':
			return { ...outcome.message };
		case 'skipped':
			return {
				skipped: true,
				deduplication_key: outcome.deduplicationKey,
				...idFacts(outcome.recipient),
				...outcome.facts,
			};
		case 'dryRun': {
			const { recipient, way } = outcome;
			const { method, body, query } = outcome.request;
			const content = JSON.parse(body.content) as IDataObject;
			return {
				dryRun: true,
				...outcome.facts,
				// First what fits into the output pane.
				preview: outcome.preview(content),
				msg_type: body.msg_type,
				...wayFacts(recipient, way),
				request: {
					method,
					url: outcome.url,
					query: { ...query },
					body: { ...body, content },
				},
			};
		}
	}
}

function failureJson({ title, advice, pages = [], answer, details }: FailureReport): IDataObject {
	return {
		error: title,
		message: [
			...advice,
			...pages.map(({ label, url }) => `${label}: ${url}`),
			...(answer === undefined ? [] : [answer]),
		].join(' '),
		details: { ...details } as IDataObject,
	};
}
