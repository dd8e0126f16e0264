import { MAX_BYTES } from '../../../shared/messageTypes/messageType';
import { readMarkdown, savedOf } from '../../../shared/messageTypes/interactive/readMarkdown';
import {
	optionsOf,
	readAtMost,
	readRequiredText,
	readSwitch,
	readText,
	type Parameters,
} from '../../../shared/parameters/readParameter';
import { readVariant } from '../../../shared/parameters/variants';
import { all, andThen, inField, success, type Result } from '../../../shared/result';
import { defaultLabels } from './defaultLabels';
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

/**
 * Pure; never throws.
 * @param timeZone of a date without one, e.g. Asia/Shanghai
 */
export function readQuestion(
	parameters: Parameters,
	run: number,
	now: Date,
	timeZone: string,
): Result<ReadQuestion> {
	const options = optionsOf(parameters);
	const message = readRequiredText(parameters, 'message', 'Message');
	const read = all({
		title: inCard(readText(parameters, 'cardTitle', 'Title'), 'cardTitle', 'Title'),
		message: andThen(
			all({ text: inCard(message, 'message', 'Message'), saved: savedOf(parameters) }),
			({ text, saved }) => readMarkdown(success(text), saved, 'message', 'Message'),
		),
		note: inField(inCard(readText(options, 'note', 'Note'), 'note', 'Note'), 'options'),
		waitWhenUnclear: inField(
			readSwitch(options, 'waitWhenUnclear', 'Wait When Unclear', false),
			'options',
		),
		waitLimit: inField(readWaitLimit(options, now, timeZone), 'options'),
		responseType: readVariant(parameters, responseType, responseTypes),
	});
	if (!read.ok) return read;
	const { title, note, waitLimit, waitWhenUnclear } = read.value;
	const labels = defaultLabels(`${title}${read.value.message}`);
	return andThen(read.value.responseType.answersOf(parameters, labels), (answers) =>
		success({
			question: {
				run,
				title: title.trim(),
				message: read.value.message,
				note: note.trim(),
				answers,
			},
			waitLimit,
			waitWhenUnclear,
		}),
	);
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
