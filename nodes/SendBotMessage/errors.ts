import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { CODE_MEANINGS } from './feishu/errorCodes';
import type { Statement } from './feishu/reply';
import type { Delivery } from './feishu/sendMessage';
import type { FailedVerdict, Outcome } from './sendItem';

/**
 * Why an item was not sent, for the reader and for the workflow that goes on with it.
 * `details.kind` is a public contract:
 * - `invalidInput`: refused here, before anything was sent
 * - `credential`: the credential gave no app token; nothing was sent
 * - `refused`: Feishu said no; not delivered
 * - `rateLimited`: Feishu said "later"; not delivered
 * - `notConnected`: the connection was never made; not delivered
 * - `unknown`: it may have been delivered
 */
export interface Failure {
	readonly title: string;
	readonly description: string;
	readonly details: {
		readonly kind: 'invalidInput' | 'credential' | 'refused' | 'rateLimited' | 'notConnected' | 'unknown';
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

type FailedOutcome = Exclude<Outcome, { kind: 'sent' }>;

const MAYBE_DELIVERED = 'The message may have been delivered; check the chat before sending again';

export function describeFailure(outcome: FailedOutcome): Failure {
	if (outcome.kind === 'invalid') {
		const { field, message, hint } = outcome.problem;
		return { title: message, description: hint, details: { kind: 'invalidInput', receiver: outcome.receiverId, field } };
	}
	const { verdict } = outcome;
	const receiver = outcome.delivery.receiverId;
	if ('problem' in verdict) {
		const { field, message, hint } = verdict.problem;
		return { title: message, description: hint, details: { kind: 'credential', receiver, field } };
	}
	if ('statement' in verdict) return describeStatement(verdict, outcome);
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

/** For what n8n throws while it resolves the parameters of an item. */
export function describeThrown(error: unknown): Failure {
	const cause = error instanceof Error ? error : new Error(String(error));
	return {
		title: cause.message,
		description: "Check the expressions in this node's fields for this item.",
		details: { kind: 'invalidInput' },
		cause,
	};
}

type StatementVerdict = Extract<FailedVerdict, { statement: Statement }>;
type DeliveredOutcome = Extract<FailedOutcome, { kind: 'failed' }>;

function describeStatement(verdict: StatementVerdict, { delivery, hasPastedToken }: DeliveredOutcome): Failure {
	const { statement } = verdict;
	const meaning = CODE_MEANINGS.get(statement.code ?? NaN) ?? UNDOCUMENTED;
	const { title, advice } =
		hasPastedToken && verdict.verdict === 'refused' && verdict.tokenRefused ? PASTED_TOKEN_REFUSED : meaning;
	const isUnknown = verdict.verdict === 'unknown';
	return {
		title: isUnknown ? MAYBE_DELIVERED : title,
		description: [
			isUnknown ? `${title}.` : '',
			advice,
			...remarks(statement, delivery),
			quote(statement),
		]
			.filter((part) => part !== '')
			.join(' '),
		details: {
			kind: verdict.verdict,
			code: statement.code,
			msg: statement.msg,
			httpStatus: statement.httpStatus,
			logId: statement.logId,
			receiver: delivery.receiverId,
			field: meaning.field,
		},
	};
}

const UNDOCUMENTED = {
	title: 'Feishu did not accept the message',
	advice: 'What Feishu answered is in no documented list of this endpoint.',
	field: undefined,
};

const PASTED_TOKEN_REFUSED = {
	title: 'The pasted tenant access token has expired or is not valid',
	advice: 'Paste a new one into the credential, or let it fetch and renew the token with App ID and App Secret.',
};

function* remarks({ code = 0, scopes, troubleshooter }: Statement, { receiveType }: Delivery): Generator<string> {
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

/** What the item becomes when the workflow goes on in spite of the failure. */
export function toErrorItem({ title, description, details }: Failure, item: number): INodeExecutionData {
	// Exactly these three keys and no `error` beside `json`: then n8n sends the item to the error output, with the
	// input item merged in, and keeps the details.
	return { json: { error: title, message: description, details: { ...details } as IDataObject }, pairedItem: { item } };
}

export function toNodeError(node: INode, failure: Failure, itemIndex: number): NodeApiError | NodeOperationError {
	const { title, description, details, cause } = failure;
	if (cause) return new NodeOperationError(node, cause, { itemIndex });
	if (details.kind === 'invalidInput' || details.kind === 'credential') {
		return new NodeOperationError(node, title, { description, itemIndex });
	}
	const httpCode = details.httpStatus === undefined ? undefined : String(details.httpStatus);
	return new NodeApiError(node, { ...details } as JsonObject, { message: title, description, httpCode, itemIndex });
}
