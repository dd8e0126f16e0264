import { meaningOf } from '../feishu/errorCodes';
import type { ReadFailure } from '../run/readOutcome';
import type { FailureReport } from './describeFailure';
import {
	facts,
	meaningOfStatus,
	namedScopes,
	pagesOn,
	PASTED_TOKEN_REFUSED,
	quote,
} from './statement';

/** Why an item could not be read for. `details.kind` as for messages; `unknown` is none: nothing was sent that could arrive. */
export function describeReading(failure: ReadFailure): FailureReport {
	switch (failure.kind) {
		case 'invalid': {
			const { field, message, hint } = failure.problem;
			return { title: message, advice: [hint], details: { kind: 'invalidInput', field } };
		}
		case 'unreadable':
			return {
				title: failure.error.message,
				advice: ["Check the expressions in this node's fields for this item."],
				details: { kind: 'invalidInput' },
				cause: failure.error,
			};
		case 'notRead': {
			const report = describeNotRead(failure);
			if (failure.shownByItem === undefined) return report;
			return {
				...report,
				advice: [
					`Not tried, because item ${failure.shownByItem} showed that none can be read.`,
					...report.advice,
				],
			};
		}
	}
}

type NotRead = Extract<ReadFailure, { kind: 'notRead' }>;

function describeNotRead({ verdict, subject }: NotRead): FailureReport {
	if ('statement' in verdict && verdict.statement !== undefined) {
		const { statement } = verdict;
		const meaning =
			meaningOf(statement, subject) ??
			(verdict.verdict === 'waitTooLong'
				? BUSY
				: meaningOfStatus(
						verdict,
						'Feishu did not give what was asked for',
						'Try again: reading changes nothing. If it keeps happening, contact Feishu support with the log ID.',
					));
		const { title, advice } =
			verdict.verdict === 'refused' && verdict.tokenRefused === 'pasted'
				? PASTED_TOKEN_REFUSED
				: meaning;
		const isAboutAll = verdict.verdict === 'refused' && verdict.everyItem;
		return {
			title: `${title}${meaning.about === 'scope' ? namedScopes(statement, title) : ''}`,
			advice: [advice],
			pages: pagesOn(statement),
			answer: quote(statement),
			details: {
				kind: isAboutAll
					? 'credential'
					: verdict.verdict === 'refused'
						? 'refused'
						: 'holdsUp' in verdict && verdict.holdsUp === 'message'
							? 'notConnected'
							: 'rateLimited',
				...facts(statement),
				field: meaning.about === 'ticket' ? 'ticketId' : undefined,
			},
		};
	}
	if ('problem' in verdict) {
		const { field, message, hint } = verdict.problem;
		const kind = verdict.verdict === 'notNow' ? 'notConnected' : 'credential';
		return { title: message, advice: [hint], details: { kind, field } };
	}
	if ('loss' in verdict)
		return {
			title: `Feishu could not be asked, because ${verdict.loss.reason}`,
			advice: [
				'Try again: reading changes nothing. If it keeps happening, check Region and Base URL in the credential, and that this server may reach the address.',
			],
			details: { kind: 'notConnected' },
		};
	return verdict.verdict === 'waitTooLong'
		? { title: BUSY.title, advice: [BUSY.advice], details: { kind: 'rateLimited' } }
		: {
				title: 'Feishu was not asked, because the execution was stopped',
				advice: [],
				details: { kind: 'notTried' },
			};
}

const BUSY = {
	title: 'Feishu receives too many requests from this app',
	advice: 'Reading waited as long as it may. Read fewer tickets at a time, or later.',
	about: undefined,
};
