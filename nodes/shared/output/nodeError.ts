import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import {
	isFailure,
	isUnclear,
	mayHaveArrived,
	type ItemOutcome,
	type Outcome,
} from '../run/outcome';
import { describeFailure, type FailureReport } from './describeFailure';
import { htmlLink, htmlText } from './html';

/** @param others what became of the other messages, and how to go on with them */
export function toNodeError(
	node: INode,
	failure: FailureReport,
	itemIndex: number | undefined,
	others: readonly string[] = [],
): NodeApiError | NodeOperationError {
	const { title, advice, pages = [], answer = '', details, cause } = failure;
	if (cause) {
		// What n8n says of a failed expression goes before; of one that cannot be read it says nothing.
		const said = (cause as { description?: unknown }).description ?? '';
		return new NodeOperationError(node, cause, {
			itemIndex,
			...(said === '' ? { description: htmlText(advice.join(' ')) } : {}),
		});
	}
	const description = [
		htmlText(advice.join(' ')),
		pages.map(htmlLink).join(' · '),
		htmlText(others.filter((sentence) => sentence !== '').join(' ')),
		htmlText(answer),
	]
		.filter((paragraph) => paragraph !== '')
		.join('<br><br>');
	if (
		details.kind === 'invalidInput' ||
		(details.kind === 'credential' && details.httpStatus === undefined)
	) {
		return new NodeOperationError(node, title, { description, itemIndex });
	}
	const httpCode = details.httpStatus === undefined ? undefined : String(details.httpStatus);
	return new NodeApiError(node, { ...details } as JsonObject, {
		message: title,
		description,
		httpCode,
		itemIndex,
	});
}

/** The first failure, if any, for stop mode; with the summary of what became of the others. */
export function toFirstError(
	node: INode,
	outcomes: readonly ItemOutcome[],
): NodeApiError | NodeOperationError | undefined {
	// What was not tried only followed from another failure.
	const wasNotTried = ({ outcome }: ItemOutcome) =>
		outcome.kind === 'failed' && outcome.verdict.verdict === 'notTried';
	const first = outcomes.find((one) => isFailure(one.outcome) && !wasNotTried(one));
	if (!first || !isFailure(first.outcome)) return undefined;
	const failure = describeFailure(first.outcome);
	const stopsOthers = failure.details.kind !== 'credential' && outcomes.some(wasNotTried);
	return toNodeError(node, failure, first.item, [
		summarise(outcomes),
		...(stopsOthers ? [GO_ON] : []),
	]);
}

const GO_ON =
	"To reach the others all the same, open Settings and set 'On Error' to 'Continue (using error output)'.";

/** Who was reached, who is unclear, and what a retry does. */
function summarise(outcomes: readonly ItemOutcome[]): string {
	const itemsWhere = (matches: (outcome: Outcome) => boolean) => [
		...new Set(outcomes.filter(({ outcome }) => matches(outcome)).map(({ item }) => item)),
	];
	const sent = outcomes.filter(({ outcome }) => outcome.kind === 'sent').length;
	const unclear = itemsWhere(isUnclear);
	if (outcomes.length === 1) return '';
	if (sent === 0 && unclear.length === 0) return 'Nothing was sent.';
	const parts = [
		`${sent} of ${outcomes.length} messages were sent${sent > 0 ? ` (items ${ranges(itemsWhere(({ kind }) => kind === 'sent'))})` : ''}.`,
	];
	if (unclear.length > 0) parts.push(`Unclear: items ${ranges(unclear)}.`);
	const arrived = outcomes.filter(({ outcome }) => mayHaveArrived(outcome));
	const withKey = arrived.filter(({ hasKey }) => hasKey).length;
	const again =
		withKey === arrived.length
			? ', nor does a new execution with the same deduplication keys.'
			: `; a new execution does${withKey === 0 ? '' : ', but for those with a deduplication key'}.`;
	parts.push(`A retry by n8n's Retry On Fail does not send these again${again}`);
	return parts.join(' ');
}

/** `0-3, 5`; cut short when there are many. */
function ranges(items: readonly number[]): string {
	const runs: Array<[from: number, to: number]> = [];
	for (const item of items) {
		const last = runs.at(-1);
		if (last && last[1] === item - 1) last[1] = item;
		else runs.push([item, item]);
	}
	const shown = runs
		.slice(0, 20)
		.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
	return shown.join(', ') + (runs.length > shown.length ? ', ...' : '');
}
