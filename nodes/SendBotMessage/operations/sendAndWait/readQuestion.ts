import { MAX_BYTES } from '../../../shared/messageTypes/messageType';
import { findMarkdownFault, OR_ESCAPE } from '../../../shared/parameters/linkFault';
import { isJsonObject, readAtMost, readRequiredText, readSwitch, readText, type Parameters } from '../../../shared/parameters/readParameter';
import { readVariant } from '../../../shared/parameters/variants';
import { andThen, inField, problem, success, type Result } from '../../../shared/result';
import { responseType } from './fields';
import type { Question } from './question';
import { responseTypes } from './responseTypes';
import { readWaitLimit, type WaitLimit } from './waitLimit';

/** A question as the panel has it. */
export interface ReadQuestion {
	/** `until` is known once it was sent. */
	readonly question: Omit<Question, 'until'>;
	readonly waitLimit: WaitLimit;
	/** True when it may be waited for an answer although the question may not have arrived. */
	readonly waitWhenUnclear: boolean;
}

/** Pure; never throws. */
export function readQuestion(parameters: Parameters, run: number, now: Date): Result<ReadQuestion> {
	const title = inCard(readText(parameters, 'cardTitle', 'Title'), 'cardTitle', 'Title');
	if (!title.ok) return title;
	const message = inCard(readRequiredText(parameters, 'message', 'Message'), 'message', 'Message');
	if (!message.ok) return message;
	const answers = andThen(readVariant(parameters, responseType, responseTypes), ({ answersOf }) => answersOf(parameters));
	if (!answers.ok) return answers;
	const options = inField(readQuestionOptions(parameters.questionOptions, now), 'questionOptions');
	if (!options.ok) return options;
	const { note, escapesMarkdown, ...rest } = options.value;
	const fault = escapesMarkdown ? undefined : findMarkdownFault(message.value);
	if (fault) return problem('message', `'Message' ${fault.what}`, `${fault.remedy} ${OR_ESCAPE}`);
	return success({ question: { run, title: title.value.trim(), message: message.value, isMarkdown: !escapesMarkdown, note, answers: answers.value }, ...rest });
}

/** The whole card has so many bytes at most, and a character takes one or more. */
function inCard(text: Result<string>, field: string, label: string): Result<string> {
	return readAtMost(text, MAX_BYTES.interactive, field, label, 'Feishu takes cards of 30 KB. Shorten it, or send the details in a message of their own before.');
}

function readQuestionOptions(values: unknown, now: Date) {
	const options = isJsonObject(values) ? values : {};
	const note = inCard(readText(options, 'note', 'Note'), 'note', 'Note');
	if (!note.ok) return note;
	const escapesMarkdown = readSwitch(options, 'escapeMarkdown', 'Escape Markdown', false);
	if (!escapesMarkdown.ok) return escapesMarkdown;
	const waitWhenUnclear = readSwitch(options, 'waitWhenUnclear', 'Wait When Unclear', false);
	if (!waitWhenUnclear.ok) return waitWhenUnclear;
	const waitLimit = readWaitLimit(options, now);
	if (!waitLimit.ok) return waitLimit;
	return success({ note: note.value.trim(), escapesMarkdown: escapesMarkdown.value, waitWhenUnclear: waitWhenUnclear.value, waitLimit: waitLimit.value });
}
