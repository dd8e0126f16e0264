import { mayMeanTicketInProgress, meaningOf, type CodeMeaning } from '../feishu/errorCodes';
import { messagePlaces } from '../feishu/messagePlaces';
import type { Aim, Failure, UnsentMessage } from '../run/outcome';
import { describeTicket, ticketFacts } from './describeTicket';
import type { Page } from './html';
import {
	facts,
	meaningOfStatus,
	namedScopes,
	pagesOn,
	PASTED_TOKEN_REFUSED,
	quote,
	type StatementVerdict,
} from './statement';

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
	/** Names the person as the panel does, or the scope. */
	readonly title: string;
	/** What to do, the first thing first. */
	readonly advice: readonly string[];
	/** Where Feishu itself helps. */
	readonly pages?: readonly Page[];
	/** Feishu's or n8n's own words. */
	readonly answer?: string;
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
		/** The receiver's ticket in progress, and its status in words. */
		readonly ticketId?: string;
		readonly ticketStatus?: string;
	};
	/** What n8n threw, e.g. for an expression that failed: it knows more about it than we could say. */
	readonly cause?: Error;
}

const maybeDelivered = (aim: Aim, place = messagePlaces[aim.meantFor].there) =>
	`The message to ${goal(aim)} may have been delivered; check ${place} before sending again`;

/** Where it went last: whoever looks elsewhere finds nothing and sends it twice. */
function placeOf({ receiveType, ticket }: UnsentMessage): string {
	// A ticket that it was meant for stands in the title already.
	return receiveType === 'ticket' && ticket?.kind === 'open'
		? messagePlaces.ticket.named(ticket.ticketId)
		: messagePlaces[receiveType].there;
}

const notSent = (aim: Aim, reason: string) =>
	`The message to ${goal(aim)} was not sent, because ${reason}`;

/** The person or the ticket. */
function goal({ receiver, meantFor }: Aim): string {
	return messagePlaces[meantFor].named(named(receiver));
}

/** Of bounded length, for a title. */
function named(receiver: string): string {
	return receiver.slice(0, 80);
}

/** What happened, what to do, and Feishu's own words. Never a secret: see feishu/answerBody.ts */
export function describeFailure(outcome: Failure): FailureReport {
	switch (outcome.kind) {
		case 'invalid': {
			const { field, message, hint } = outcome.problem;
			return {
				title: message,
				advice: [hint],
				details: { kind: 'invalidInput', receiver: outcome.receiver, field },
			};
		}
		case 'unreadable':
			return {
				title: outcome.error.message,
				advice: [
					"Check the expressions in this node's fields for this item.",
					...(/syntax|unexpected/i.test(outcome.error.message) ? [OTHER_BRACES] : []),
				],
				details: { kind: 'invalidInput' },
				cause: outcome.error,
			};
		case 'storeFailed':
			return {
				title: notSent(outcome, 'n8n could not keep its deduplication key or read its picture'),
				advice: [
					"Run again. If it keeps failing, check n8n's log and the free space of its database and disk.",
				],
				answer: `n8n said: ${outcome.error.message}.`,
				details: { kind: 'notTried', receiver: outcome.receiver },
			};
		case 'unclear': {
			const { deduplicationKey, receiver, again } = outcome;
			// The store says who holds a key, not since which execution.
			const earlier = `An earlier execution, or an earlier item of this one, started sending a message with the deduplication key "${deduplicationKey}" and recorded no outcome: it got no answer, was stopped midway, or is still running.`;
			const report: FailureReport = {
				title: maybeDelivered(outcome),
				advice: [`${earlier} To send it anyway, turn on 'Resend When Unclear' or use another key.`],
				details: { kind: 'unknown', receiver },
			};
			if (!again) return report;
			const { title, advice, pages, answer } = describeUnsent(again);
			return { ...report, advice: [earlier, `This time: ${title}.`, ...advice], pages, answer };
		}
		case 'failed': {
			const failure = describeUnsent(outcome);
			if (outcome.shownByItem === undefined) return failure;
			return {
				...failure,
				advice: [
					`Not tried, because item ${outcome.shownByItem} showed that none can be sent.`,
					...failure.advice,
				],
			};
		}
	}
}

const OTHER_BRACES =
	'What stands in {{ }} is an expression of n8n. To send the braces of another template language as they are, switch the field to Fixed.';

function describeUnsent(outcome: UnsentMessage): FailureReport {
	const { verdict, receiver } = outcome;
	if (outcome.afterUnclear !== undefined) {
		return {
			title: notSent(outcome, 'Feishu may be out of order or out of reach'),
			advice: [
				`The last ${outcome.afterUnclear} messages got no clear answer, one after the other, so the rest was not tried. Check whether those arrived, then run again.`,
			],
			details: { kind: 'notTried', receiver },
		};
	}
	if (verdict.verdict === 'tooLate') {
		return {
			title: 'The question was not sent, because its time was over before its turn came',
			advice: [
				"Enter a later 'Max Date and Time'. If it waited for the quota, send fewer messages at a time.",
			],
			details: { kind: 'notTried', receiver, field: 'options' },
		};
	}
	if (verdict.verdict === 'notTried') {
		return {
			title: notSent(outcome, 'the execution was stopped'),
			advice: [],
			details: { kind: 'notTried', receiver },
		};
	}
	if (verdict.verdict === 'waitTooLong') {
		const { statement, waitMs } = verdict;
		const advice = `It would have to wait ${Math.ceil(waitMs / 1000)} more seconds. Raise 'Max Wait', or send fewer messages at a time.`;
		return {
			title: notSent(outcome, "the quota is used up for longer than 'Max Wait' allows"),
			advice: [advice],
			answer: statement && quote(statement),
			details: { kind: 'rateLimited', ...facts(statement), receiver },
		};
	}
	if ('statement' in verdict) return describeStatement(verdict, outcome);
	if ('problem' in verdict) {
		const { field, message, hint } = verdict.problem;
		const kind = verdict.verdict === 'notNow' ? 'notConnected' : 'credential';
		return { title: message, advice: [hint], details: { kind, receiver, field } };
	}
	if (verdict.verdict === 'unknown') {
		return {
			title: maybeDelivered(outcome, placeOf(outcome)),
			advice: [`No answer of Feishu was seen, because ${verdict.loss.reason}.`],
			details: { kind: 'unknown', receiver, ...ticketFacts(outcome.ticket) },
		};
	}
	return {
		title: notSent(outcome, verdict.loss.reason),
		advice: [
			'Check Region and Base URL in the credential, and that this server may reach the address.',
		],
		details: { kind: 'notConnected', receiver },
	};
}

function describeStatement(verdict: StatementVerdict, outcome: UnsentMessage): FailureReport {
	const { statement } = verdict;
	const { receiver, receiveType, meantFor, ticket } = outcome;
	const meaning =
		meaningOf(statement, messagePlaces[receiveType].subject) ??
		meaningOfStatus(verdict, 'Feishu did not accept the message');
	const isRefused = verdict.verdict === 'refused';
	const isUnknown = verdict.verdict === 'unknown';
	const isAboutAll = isRefused && (verdict.everyItem || verdict.everyIdOf !== undefined);
	const { about } = meaning;
	const { title, advice } =
		isRefused && verdict.tokenRefused === 'pasted' ? PASTED_TOKEN_REFUSED : meaning;
	const aboutTicket =
		isRefused &&
		!isAboutAll &&
		messagePlaces[receiveType].closesForTicket &&
		mayMeanTicketInProgress(statement)
			? describeTicket(ticket, named(receiver))
			: undefined;
	/** The ticket, the scope, or the person. */
	const subject = aboutTicket
		? aboutTicket.subject
		: about === 'scope'
			? namedScopes(statement, title)
			: isAboutAll
				? ''
				: about !== undefined && about === whatIsMeant(meantFor)
					? `: ${named(receiver)}`
					: ` (message to ${goal(outcome)})`;
	return {
		title: isUnknown ? maybeDelivered(outcome, placeOf(outcome)) : `${title}${subject}`,
		advice: [
			...(isUnknown ? [`${title}.`] : []),
			...(aboutTicket?.advice ?? []),
			...(about === 'receiver' && whatIsMeant(meantFor) === 'ticket' ? [NO_RECEIVER] : []),
			...(about === 'group' ? aboutGroup(advice, receiveType) : [advice]),
		],
		pages: pagesOn(statement),
		answer: quote(statement),
		details: {
			kind: isAboutAll
				? 'credential'
				: verdict.verdict === 'notNow' &&
					  statement.code === undefined &&
					  verdict.holdsUp === 'message'
					? 'notConnected'
					: KINDS[verdict.verdict],
			...facts(statement),
			receiver,
			field: about && FIELDS[whatIsMeant(meantFor)][about],
			...ticketFacts(ticket),
		},
	};
}

/** What the receiver in the panel is. */
function whatIsMeant(meantFor: Aim['meantFor']): 'receiver' | 'ticket' {
	return messagePlaces[meantFor].isPerson ? 'receiver' : 'ticket';
}

/** The parameter at fault, by what Feishu's code is about. The node for tickets has no other of these. */
const FIELDS: Readonly<
	Record<'receiver' | 'ticket', Partial<Record<NonNullable<CodeMeaning['about']>, string>>>
> = {
	receiver: { receiver: 'receiver', picture: 'imageKey' },
	ticket: { ticket: 'ticketId' },
};

/** The request names a ticket only: whom a code about people means there is not documented. */
const NO_RECEIVER =
	"The message has no receiver but the ticket: Feishu may mean the ticket's guest, or somebody whom the message mentions.";

/** The table's advice leads to the private chat: where the message was not in the group at all, it leads nowhere. */
function aboutGroup(advice: string, receiveType: UnsentMessage['receiveType']): string[] {
	return messagePlaces[receiveType].closesForTicket
		? [advice, "Try 'Private Chat' in 'Send To'."]
		: [
				'Feishu speaks of a group, but the message did not go to the dedicated group. If it keeps happening, contact Feishu support with the log ID.',
			];
}

const KINDS = { refused: 'refused', notNow: 'rateLimited', unknown: 'unknown' } as const;
