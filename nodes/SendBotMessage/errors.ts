import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { CODE_MEANINGS } from './feishu/errorCodes';
import type { Statement, Verdict } from './feishu/reply';
import { isFailing, isUnclear, type FailedOutcome, type Failing, type Outcome } from './outcome';
import type { ItemOutcome } from './runItems';

/**
 * Why an item was not sent, for the reader and for the workflow that goes on with it.
 * `details.kind` is a public contract:
 * - `invalidInput`: refused here, before anything was sent
 * - `credential`: app, helpdesk or scopes do not allow it for any item; not delivered
 * - `refused`: Feishu said no to this message; not delivered
 * - `rateLimited`: the quota is used up; not delivered
 * - `notConnected`: no connection could be made; not delivered
 * - `notTried`: the execution was stopped first; not delivered
 * - `unknown`: it may have been delivered
 */
interface Failure {
	readonly title: string;
	readonly description: string;
	readonly details: {
		readonly kind: 'invalidInput' | 'credential' | 'refused' | 'rateLimited' | 'notConnected' | 'notTried' | 'unknown';
		readonly code?: number;
		readonly msg?: string;
		readonly httpStatus?: number;
		readonly logId?: string;
		readonly receiver?: string;
		readonly field?: string;
	};
	/** What n8n threw, e.g. for an expression that failed: it knows more about it than we could say. */
	readonly cause?: Error;
}

const MAYBE_DELIVERED = 'The message may have been delivered; check the chat before sending again';

function describeFailure(outcome: Failing): Failure {
	switch (outcome.kind) {
		case 'invalid': {
			const { field, message, hint } = outcome.problem;
			return { title: message, description: hint, details: { kind: 'invalidInput', receiver: outcome.receiver, field } };
		}
		case 'thrown':
			return {
				title: outcome.error.message,
				description: "Check the expressions in this node's fields for this item.",
				details: { kind: 'invalidInput' },
				cause: outcome.error,
			};
		case 'unclear': {
			const description = `An earlier execution began to send a message with the deduplication key "${outcome.deduplicationKey}" and recorded no outcome: it got no answer, was ended midway, or still runs. To send it all the same, turn on 'Resend When Unclear' or use another key.`;
			return { title: MAYBE_DELIVERED, description, details: { kind: 'unknown', receiver: outcome.receiver } };
		}
		case 'failed': {
			const failure = describeFailed(outcome);
			if (outcome.shownByItem === undefined) return failure;
			return { ...failure, description: `Not tried, because item ${outcome.shownByItem} showed that none can be sent. ${failure.description}` };
		}
	}
}

function describeFailed(outcome: FailedOutcome): Failure {
	const { verdict } = outcome;
	const { receiver } = outcome;
	if (verdict.verdict === 'notTried') {
		return { title: 'The message was not sent, because the execution was stopped', description: '', details: { kind: 'notTried', receiver } };
	}
	if (verdict.verdict === 'waitTooLong') {
		const { statement, waitMs } = verdict;
		const advice = `It would have to wait ${Math.ceil(waitMs / 1000)} more seconds. Raise 'Max Wait', or send fewer messages at a time.`;
		return {
			title: "The message was not sent, because the quota is used up for longer than 'Max Wait' allows",
			description: statement ? `${advice} ${quote(statement)}` : advice,
			details: { kind: 'rateLimited', ...facts(statement), receiver },
		};
	}
	if ('statement' in verdict) return describeStatement(verdict, outcome);
	if ('problem' in verdict) {
		const { field, message, hint } = verdict.problem;
		const kind = verdict.verdict === 'rateLimited' ? 'notConnected' : 'credential';
		return { title: message, description: hint, details: { kind, receiver, field } };
	}
	if (verdict.verdict === 'unknown') {
		const description = `No answer of Feishu was seen, because ${verdict.loss.reason}.`;
		return { title: MAYBE_DELIVERED, description, details: { kind: 'unknown', receiver } };
	}
	return {
		title: `The message was not sent, because ${verdict.loss.reason}`,
		description: 'Check Region and Base URL in the credential, and that this server may reach the address.',
		details: { kind: 'notConnected', receiver },
	};
}

type StatementVerdict = Extract<Verdict, { statement: Statement }>;

function describeStatement(verdict: StatementVerdict, { receiver, receiveType, hasPastedToken }: FailedOutcome): Failure {
	const { statement } = verdict;
	const meaning = CODE_MEANINGS.get(statement.code ?? NaN) ?? (Math.floor(statement.httpStatus / 100) === 3 ? REDIRECTED : UNDOCUMENTED);
	const isRefused = verdict.verdict === 'refused';
	const { title, advice } = hasPastedToken && isRefused && verdict.tokenRefused ? PASTED_TOKEN_REFUSED : meaning;
	const isUnknown = verdict.verdict === 'unknown';
	const sentences = [isUnknown ? `${title}.` : '', advice, ...remarks(statement, receiveType), quote(statement)];
	return {
		title: isUnknown ? MAYBE_DELIVERED : title,
		description: sentences.filter((sentence) => sentence !== '').join(' '),
		details: {
			kind: isRefused && verdict.everyItem ? 'credential' : verdict.verdict,
			...facts(statement),
			receiver,
			field: meaning.field,
		},
	};
}

/** What Feishu said, as far as it goes into `details`. */
function facts(statement: Statement | undefined) {
	return { code: statement?.code, msg: statement?.msg, httpStatus: statement?.httpStatus, logId: statement?.logId };
}

const UNDOCUMENTED = {
	title: 'Feishu did not accept the message',
	advice: 'What Feishu answered is in no documented list of this endpoint.',
	field: undefined,
};

const REDIRECTED = {
	title: 'The message was not sent, because the server redirects to another address',
	advice: "Redirects are not followed: they would carry the tokens there. Check Region and Base URL in the credential.",
	field: undefined,
};

const PASTED_TOKEN_REFUSED = {
	title: 'The pasted tenant access token has expired or is not valid',
	advice: 'Paste a new one into the credential, or let it fetch and renew the token with App ID and App Secret.',
};

function* remarks({ code = 0, scopes, troubleshooter }: Statement, receiveType: FailedOutcome['receiveType']): Generator<string> {
	if (scopes.length > 0) yield `One of these scopes is needed: ${scopes.join(', ')}.`;
	// The code for a ticket in progress is not documented; the document only says that sending will fail.
	if (receiveType === 'chat' && Math.floor(code / 1000) === 154) {
		yield "The receiver may have a ticket in progress: the dedicated group takes no messages then. Sending to 'Private Chat' is the way around.";
	}
	if (troubleshooter !== undefined) yield `Feishu's help on it: ${troubleshooter}`;
}

function quote({ httpStatus, code, msg, logId }: Statement): string {
	const parts = [`HTTP ${httpStatus}`, code === undefined ? 'no code' : `code ${code}`, msg, logId && `log ID ${logId}`];
	return `Feishu answered: ${parts.filter((part) => part !== undefined && part !== '').join(', ')}.`;
}

/** The output item; for a failure the one with which the workflow goes on. */
export function toOutputItem(node: INode, { item, outcome }: ItemOutcome): INodeExecutionData {
	const output: INodeExecutionData = { json: toJson(outcome), pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput' || !isFailing(outcome)) return output;
	// Older n8n sends an item with details to the error output only if it has `error` beside `json` (docs/n8n-notes.md).
	// It copies the item on the way. What is not enumerable stays behind; otherwise it would replace the details.
	return Object.defineProperty(output, 'error', { value: toNodeError(node, describeFailure(outcome), item, '') });
}

function toJson(outcome: Outcome): IDataObject {
	switch (outcome.kind) {
		case 'sent':
			return { ...outcome.message };
		case 'skipped':
			return { skipped: true, deduplication_key: outcome.deduplicationKey, receiver_id: outcome.receiver };
		case 'dryRun': {
			const { body, query } = outcome.request;
			return { dryRun: true, method: 'POST', url: outcome.url, query: { ...query }, body: { ...body, content: JSON.parse(body.content) as IDataObject } };
		}
		default: {
			const { title, description, details } = describeFailure(outcome);
			// Exactly these three keys: then n8n sends the item to the error output, with the input item merged in.
			return { error: title, message: description, details: { ...details } as IDataObject };
		}
	}
}

/** @param summary what became of the other items */
function toNodeError(node: INode, failure: Failure, itemIndex: number, summary: string): NodeApiError | NodeOperationError {
	const { title, details, cause } = failure;
	if (cause) return new NodeOperationError(node, cause, { itemIndex });
	const description = [failure.description, summary].filter((part) => part !== '').join(' ');
	if (details.kind === 'invalidInput' || (details.kind === 'credential' && details.httpStatus === undefined)) {
		return new NodeOperationError(node, title, { description, itemIndex });
	}
	const httpCode = details.httpStatus === undefined ? undefined : String(details.httpStatus);
	return new NodeApiError(node, { ...details } as JsonObject, { message: title, description, httpCode, itemIndex });
}

/** The first failure, if any, for stop mode; with the summary of what became of the others. */
export function toFirstError(node: INode, outcomes: readonly ItemOutcome[]): NodeApiError | NodeOperationError | undefined {
	// What was not tried only followed from another failure.
	const isCause = ({ outcome }: ItemOutcome) => isFailing(outcome) && !(outcome.kind === 'failed' && outcome.verdict.verdict === 'notTried');
	const first = outcomes.find(isCause);
	return first && isFailing(first.outcome) ? toNodeError(node, describeFailure(first.outcome), first.item, summarise(outcomes)) : undefined;
}

/** Who was reached, who is unclear, and what a retry does. */
function summarise(outcomes: readonly ItemOutcome[]): string {
	const itemsWhere = (matches: (outcome: Outcome) => boolean) => [...new Set(outcomes.filter(({ outcome }) => matches(outcome)).map(({ item }) => item))];
	const sent = outcomes.filter(({ outcome }) => outcome.kind === 'sent').length;
	const unclear = itemsWhere(isUnclear);
	if (outcomes.length === 1) return '';
	if (sent === 0 && unclear.length === 0) return 'Nothing was sent.';
	const parts = [`${sent} of ${outcomes.length} messages were sent${sent > 0 ? ` (items ${ranges(itemsWhere(({ kind }) => kind === 'sent'))})` : ''}.`];
	if (unclear.length > 0) parts.push(`Unclear: items ${ranges(unclear)}.`);
	parts.push("A retry by n8n's Retry On Fail does not send these again; a new execution does.");
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
	const shown = runs.slice(0, 20).map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
	return shown.join(', ') + (runs.length > shown.length ? ', ...' : '');
}
