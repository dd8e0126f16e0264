import { CODE_MEANINGS, mayMeanTicketInProgress, type CodeMeaning } from '../feishu/errorCodes';
import type { Statement, Verdict } from '../feishu/judge';
import type { Failure, UnsentMessage } from '../run/outcome';

/**
 * Why an item was not sent, for the reader and for the workflow that goes on with it.
 * `details.kind` is a public contract:
 * - `invalidInput`: refused here, before anything was sent
 * - `credential`: app, helpdesk or scopes do not allow it for any item; not delivered
 * - `refused`: Feishu said no to this message; not delivered
 * - `rateLimited`: the quota is used up; not delivered
 * - `notConnected`: no connection could be made; not delivered
 * - `notTried`: the execution was stopped, or n8n's own store failed, first; not delivered
 * - `unknown`: it may have been delivered
 */
export interface FailureReport {
	readonly title: string;
	readonly description: string;
	readonly details: {
		readonly kind:
			| 'invalidInput'
			| 'credential'
			| 'refused'
			| 'rateLimited'
			| 'notConnected'
			| 'notTried'
			| 'unknown';
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

/** What happened, what to do, and Feishu's own words. Never a secret: see feishu/answerBody.ts */
export function describeFailure(outcome: Failure): FailureReport {
	switch (outcome.kind) {
		case 'invalid': {
			const { field, message, hint } = outcome.problem;
			return {
				title: message,
				description: hint,
				details: { kind: 'invalidInput', receiver: outcome.receiver, field },
			};
		}
		case 'unreadable':
			return {
				title: outcome.error.message,
				description: "Check the expressions in this node's fields for this item.",
				details: { kind: 'invalidInput' },
				cause: outcome.error,
			};
		case 'storeFailed':
			return {
				title:
					'The message was not sent, because n8n could not keep its deduplication key or read its picture',
				description: `n8n said: ${outcome.error.message}. Run again. If it keeps failing, check n8n's log and the free space of its database and disk.`,
				details: { kind: 'notTried', receiver: outcome.receiver },
			};
		case 'unclear': {
			const description = `An earlier execution started sending a message with the deduplication key "${outcome.deduplicationKey}" and recorded no outcome: it got no answer, was stopped midway, or is still running. To send it anyway, turn on 'Resend When Unclear' or use another key.`;
			return {
				title: MAYBE_DELIVERED,
				description,
				details: { kind: 'unknown', receiver: outcome.receiver },
			};
		}
		case 'failed': {
			const failure = describeUnsent(outcome);
			if (outcome.shownByItem === undefined) return failure;
			return {
				...failure,
				description: `Not tried, because item ${outcome.shownByItem} showed that none can be sent. ${failure.description}`,
			};
		}
	}
}

function describeUnsent(outcome: UnsentMessage): FailureReport {
	const { verdict } = outcome;
	const { receiver } = outcome;
	if (verdict.verdict === 'notTried') {
		return {
			title: 'The message was not sent, because the execution was stopped',
			description: '',
			details: { kind: 'notTried', receiver },
		};
	}
	if (verdict.verdict === 'waitTooLong') {
		const { statement, waitMs } = verdict;
		const advice = `It would have to wait ${Math.ceil(waitMs / 1000)} more seconds. Raise 'Max Wait', or send fewer messages at a time.`;
		return {
			title:
				"The message was not sent, because the quota is used up for longer than 'Max Wait' allows",
			description: statement ? `${advice} ${quote(statement)}` : advice,
			details: { kind: 'rateLimited', ...facts(statement), receiver },
		};
	}
	if ('statement' in verdict) return describeStatement(verdict, outcome);
	if ('problem' in verdict) {
		const { field, message, hint } = verdict.problem;
		const kind = verdict.verdict === 'notNow' ? 'notConnected' : 'credential';
		return { title: message, description: hint, details: { kind, receiver, field } };
	}
	if (verdict.verdict === 'unknown') {
		const description = `No answer of Feishu was seen, because ${verdict.loss.reason}.`;
		return { title: MAYBE_DELIVERED, description, details: { kind: 'unknown', receiver } };
	}
	return {
		title: `The message was not sent, because ${verdict.loss.reason}`,
		description:
			'Check Region and Base URL in the credential, and that this server may reach the address.',
		details: { kind: 'notConnected', receiver },
	};
}

type StatementVerdict = Extract<Verdict, { statement: Statement }>;

function describeStatement(
	verdict: StatementVerdict,
	{ receiver, receiveType }: UnsentMessage,
): FailureReport {
	const { statement } = verdict;
	const meaning =
		CODE_MEANINGS.get(statement.code ?? NaN) ??
		(Math.floor(statement.httpStatus / 100) === 3 ? REDIRECTED : UNDOCUMENTED);
	const isRefused = verdict.verdict === 'refused';
	const { about } = meaning;
	const { title, advice } =
		isRefused && verdict.tokenRefused === 'pasted' ? PASTED_TOKEN_REFUSED : meaning;
	const isUnknown = verdict.verdict === 'unknown';
	const mayHaveTicket =
		isRefused &&
		!verdict.everyItem &&
		receiveType === 'chat' &&
		mayMeanTicketInProgress(statement.code);
	const sentences = [
		isUnknown ? `${title}.` : '',
		advice,
		about === 'group' ? TRY_PRIVATE_CHAT : '',
		mayHaveTicket ? WAY_AROUND_TICKET : '',
		...remarks(statement),
		quote(statement),
	];
	return {
		title: isUnknown
			? MAYBE_DELIVERED
			: mayHaveTicket
				? `${title}; the receiver may have a ticket in progress`
				: title,
		description: sentences.filter((sentence) => sentence !== '').join(' '),
		details: {
			kind: isRefused && verdict.everyItem ? 'credential' : KINDS[verdict.verdict],
			...facts(statement),
			receiver,
			field: about && FIELDS[about],
		},
	};
}

/** The parameter at fault, by what Feishu's code is about. */
const FIELDS: Partial<Record<NonNullable<CodeMeaning['about']>, string>> = {
	receiver: 'receiver',
	picture: 'imageKey',
};

const TRY_PRIVATE_CHAT = "Try 'Private Chat' in 'Send To'.";

const KINDS = { refused: 'refused', notNow: 'rateLimited', unknown: 'unknown' } as const;

/** What Feishu said, as far as it goes into `details`. */
function facts(statement: Statement | undefined) {
	return {
		code: statement?.code,
		msg: statement?.msg,
		httpStatus: statement?.httpStatus,
		logId: statement?.logId,
	};
}

const UNDOCUMENTED = {
	title: 'Feishu did not accept the message',
	advice: "Feishu's answer is not among the documented errors of this endpoint.",
	about: undefined,
};

const REDIRECTED = {
	title: 'The message was not sent, because the server redirects to another address',
	advice:
		'Redirects are not followed: they would carry the tokens there. Check Region and Base URL in the credential.',
	about: undefined,
};

const PASTED_TOKEN_REFUSED = {
	title: 'The pasted tenant access token has expired or is not valid',
	advice:
		'Paste a new one into the credential, or let it fetch and renew the token with App ID and App Secret.',
};

/** The document only says that sending to the group then fails. */
const WAY_AROUND_TICKET =
	"While a ticket is in progress, the dedicated group takes no messages: turn on the option 'Fall Back to Private Chat', or choose 'Private Chat' in 'Send To'.";

function* remarks({ scopes, troubleshooter }: Statement): Generator<string> {
	if (scopes.length > 0) yield `One of these scopes is needed: ${scopes.join(', ')}.`;
	if (troubleshooter !== undefined) yield `Feishu's help on it: ${troubleshooter}`;
}

function quote({ httpStatus, code, msg, logId }: Statement): string {
	const parts = [
		`HTTP ${httpStatus}`,
		code === undefined ? 'no code' : `code ${code}`,
		msg,
		logId && `log ID ${logId}`,
	];
	return `Feishu answered: ${parts.filter((part) => part !== undefined && part !== '').join(', ')}.`;
}
