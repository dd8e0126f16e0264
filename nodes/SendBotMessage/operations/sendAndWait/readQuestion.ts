import { MAX_BYTES } from '../../../shared/messageTypes/messageType';
import { checkMarkdown } from '../../../shared/parameters/readLink';
import {
	isJsonObject,
	readAtMost,
	readRequiredText,
	readSwitch,
	readText,
	type Parameters,
} from '../../../shared/parameters/readParameter';
import { readVariant } from '../../../shared/parameters/variants';
import { all, andThen, inField, success, type Result } from '../../../shared/result';
import { responseType } from './fields';
import type { Question } from './question';
import { responseTypes } from './responseTypes';
import { readWaitLimit, type WaitLimit } from './waitLimit';

/** A question as the panel has it. */
export interface ReadQuestion {
	/** `until` is known once it was sent. */
	readonly question: Omit<Question, 'until'>;
	/** Absent: none. */
	readonly waitLimit: WaitLimit | undefined;
	/** True when it may be waited for an answer although the question may not have arrived. */
	readonly waitWhenUnclear: boolean;
}

/** Pure; never throws. */
export function readQuestion(parameters: Parameters, run: number, now: Date): Result<ReadQuestion> {
	const read = all({
		title: inCard(readText(parameters, 'cardTitle', 'Title'), 'cardTitle', 'Title'),
		message: inCard(readRequiredText(parameters, 'message', 'Message'), 'message', 'Message'),
		answers: andThen(readVariant(parameters, responseType, responseTypes), ({ answersOf }) =>
			answersOf(parameters),
		),
		options: inField(readQuestionOptions(parameters.questionOptions, now), 'questionOptions'),
	});
	if (!read.ok) return read;
	const {
		title,
		message,
		answers,
		options: { note, escapesMarkdown, ...rest },
	} = read.value;
	const checked = escapesMarkdown ? success(message) : checkMarkdown(message, 'message', 'Message');
	if (!checked.ok) return checked;
	return success({
		question: {
			run,
			title: title.trim(),
			message,
			isMarkdown: !escapesMarkdown,
			note: note.trim(),
			answers,
		},
		...rest,
	});
}

/** The whole card has so many bytes at most, and a character takes one or more. */
function inCard(text: Result<string>, field: string, label: string): Result<string> {
	return readAtMost(
		text,
		MAX_BYTES.interactive,
		field,
		label,
		'Feishu takes cards of 30 KB. Shorten it, or send the details in a message of their own before.',
	);
}

function readQuestionOptions(values: unknown, now: Date) {
	const options = isJsonObject(values) ? values : {};
	return all({
		note: inCard(readText(options, 'note', 'Note'), 'note', 'Note'),
		escapesMarkdown: readSwitch(options, 'escapeMarkdown', 'Escape Markdown', false),
		waitWhenUnclear: readSwitch(options, 'waitWhenUnclear', 'Wait When Unclear', false),
		waitLimit: readWaitLimit(options, now),
	});
}
