import { WAIT_INDEFINITELY, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { interactive } from '../../../shared/messageTypes/interactive';
import { receiverFields } from '../../../shared/receivers/fields';
import { toPeople } from '../../../shared/receivers/readReceivers';
import { problem, success } from '../../../shared/result';
import type { MessageSource } from '../../../shared/run/messageSource';
import { isFailure, isUnclear, type ItemOutcome } from '../../../shared/run/outcome';
import { rememberQuestion } from './askedQuestion';
import { questionFields } from './fields';
import { questionCard } from './questionCard';
import { readQuestion, type ReadQuestion } from './readQuestion';
import { review } from './toolReview/review';
import { ASK_AGAIN, callAlone, isToolReview } from './toolReview/step';
import { endOfWait } from './waitLimit';

/** The question of one run of the node: what to send, and waiting for the answer. */
export interface Asking {
	/** What comes out at once, without a question, where a question could not be answered. */
	readonly instead: INodeExecutionData | undefined;
	readonly content: MessageSource;
	/** Puts the execution to wait; false when there is nothing to wait for, because the question was not sent. */
	waitForAnswer(outcomes: readonly ItemOutcome[]): Promise<boolean>;
}

export function ask(context: IExecuteFunctions): Asking {
	const proxy = context.getWorkflowDataProxy(0);
	const run = proxy.$runIndex as number;
	const { name, type } = context.getNode();
	const reviewsTool = isToolReview(type);
	// n8n numbers all calls that an agent makes at once before it runs the first.
	const lastRun = () =>
		(proxy.$node as Record<string, { runIndex: number } | undefined>)[name]?.runIndex ?? run;
	const othersFollow = reviewsTool && lastRun() > run;
	let asked: ReadQuestion | undefined;
	return {
		instead: othersFollow ? { json: ASK_AGAIN, pairedItem: { item: 0 } } : undefined,
		content: {
			fields: questionFields,
			receivers: toPeople,
			namesOf: () => questionFields.map(({ name }) => name),
			messageTypeOf(parameters) {
				// Types promise it, but n8n before 1.110 has no signed links.
				if (typeof (context.getSignedResumeUrl as unknown) !== 'function') return NO_SIGNED_LINKS;
				const about = reviewsTool ? review(context, run, parameters, LABELS) : success(parameters);
				if (!about.ok) return about;
				const read = readQuestion(about.value, run, new Date(), context.getTimezone());
				if (!read.ok) return read;
				asked = read.value;
				const { question, waitLimit } = asked;
				// The signature covers path and query (n8n-core, signature-helpers), so one answer's link cannot be made into another's.
				const linkTo = (answer: string) => context.getSignedResumeUrl({ answer, run: String(run) });
				return success({
					...interactive,
					fields: questionFields,
					notAfter: waitLimit && 'moment' in waitLimit ? waitLimit.moment : undefined,
					compile: () => questionCard(question, about.value, linkTo),
				});
			},
		},
		async waitForAnswer(outcomes) {
			if (!asked || outcomes.length === 0) return false;
			const { question, waitLimit, waitWhenUnclear } = asked;
			if (!canBeAnswered(outcomes, waitWhenUnclear)) return false;
			const until = endOfWait(waitLimit, new Date());
			rememberQuestion(context, { ...question, until: until?.toISOString() });
			hintAtOtherItems(context);
			hintAtOtherReceivers(context, outcomes);
			hintAtReading(context, outcomes);
			// In place: n8n keeps these very items for the time after the limit.
			if (reviewsTool) for (const item of context.getInputData()) item.json = callAlone(item.json);
			await context.putExecutionToWait(until ?? WAIT_INDEFINITELY);
			return true;
		},
	};
}

const LABELS = Object.fromEntries(
	[...receiverFields, ...questionFields]
		.filter(({ type }) => type !== 'notice')
		.map(({ name, displayName }) => [name, displayName]),
);

const NO_SIGNED_LINKS = problem(
	'operation',
	'This version of n8n cannot wait for a response',
	'Signed links came with n8n 1.110. Update n8n, or choose the operation Send.',
);

/**
 * True when somebody has the question, who finds it closed if it is not waited for; and nobody certainly missed it, which is
 * a failure to tell. Others may have been asked before, or may not have got it.
 */
function canBeAnswered(outcomes: readonly ItemOutcome[], waitWhenUnclear: boolean): boolean {
	const isAsked = ({ outcome }: ItemOutcome) =>
		outcome.kind === 'sent' ||
		(waitWhenUnclear && outcome.kind === 'failed' && outcome.verdict.verdict === 'unknown');
	const missedIt = ({ outcome }: ItemOutcome) => isFailure(outcome) && !isUnclear(outcome);
	return outcomes.some(isAsked) && !outcomes.some(missedIt);
}

function hintAtOtherReceivers(context: IExecuteFunctions, outcomes: readonly ItemOutcome[]): void {
	const others = outcomes.filter(({ outcome }) => outcome.kind !== 'sent');
	if (others.length === 0) return;
	const skipped = others.filter(({ outcome }) => outcome.kind === 'skipped').length;
	const parts = [
		`The question went to ${outcomes.length - others.length} of ${outcomes.length} receivers.`,
		skipped > 0 ? `Asked before, and so skipped: ${skipped}.` : '',
		skipped < others.length ? `Unclear whether they got it: ${others.length - skipped}.` : '',
	];
	const message = parts.filter((part) => part !== '').join(' ');
	context.logger.warn(`Feishu Helpdesk: ${message}`);
	context.addExecutionHints({ message, location: 'outputPane' });
}

/** The item that comes out is the answer: what was read otherwise than it was typed is said while it is waited for. */
function hintAtReading(context: IExecuteFunctions, outcomes: readonly ItemOutcome[]): void {
	const read = outcomes.flatMap(({ outcome }) =>
		outcome.kind === 'sent' ? (outcome.message.read_as ?? []) : [],
	);
	if (read.length === 0) return;
	const message = [...new Set(read)].slice(0, MOST_HINTED).join(' ');
	context.addExecutionHints({ message, location: 'outputPane' });
}

const MOST_HINTED = 10;

function hintAtOtherItems(context: IExecuteFunctions): void {
	const { length } = context.getInputData();
	if (length < 2) return;
	const message = `Only the first of ${length} items was asked about, and the answer comes out as one item. To ask about each, put the node in a loop.`;
	context.logger.warn(`Feishu Helpdesk: ${message}`);
	context.addExecutionHints({ message, location: 'outputPane' });
}
