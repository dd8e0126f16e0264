import {
	readAtMost,
	readRequiredText,
	readText,
	type Parameters,
} from '../../../../shared/parameters/readParameter';
import type { Variant } from '../../../../shared/parameters/variants';
import { success, type Result } from '../../../../shared/result';
import type { DefaultLabels } from '../defaultLabels';
import type { Answer } from '../question';

/** What a way of answering must say about itself. Shared code never asks which one it has in hand. */
export interface ResponseType extends Variant {
	/** The buttons, in the order in which they are shown. Pure; never throws. */
	answersOf(parameters: Parameters, labels: DefaultLabels): Result<readonly Answer[]>;
}

const MAX_LABEL_LENGTH = 100;

/**
 * The text on a button; where nothing was entered, the fallback. Feishu shows at most 100 characters: see the button of the card builder.
 */
export function readLabel(
	parameters: Parameters,
	field: string,
	label: string,
	fallback: string,
): Result<string> {
	const typed = readText(parameters, field, label);
	const words = typed.ok && typed.value.trim() === '' ? fallback : parameters[field];
	const text = readAtMost(
		readRequiredText({ [field]: words }, field, label, true),
		MAX_LABEL_LENGTH,
		field,
		label,
		'Shorten it, and put the rest into the message.',
	);
	return text.ok ? success(text.value.replace(/\s+/g, ' ')) : text;
}
