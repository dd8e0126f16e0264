import { button } from '../../../shared/messageTypes/interactive/blocks/button';
import { markdown } from '../../../shared/messageTypes/interactive/blocks/markdown';
import { note } from '../../../shared/messageTypes/interactive/blocks/note';
import { compileBlocks } from '../../../shared/messageTypes/interactive/cardBlocks';
import { compileHeader } from '../../../shared/messageTypes/interactive/header';
import type { Parameters } from '../../../shared/parameters/readParameter';
import { all, andThen, success, type Result } from '../../../shared/result';
import type { Question } from './question';

/** Gives the address that stands for one answer, by its key. */
export type LinkTo = (key: string) => string;

/**
 * The question as a card, of the same blocks as the card builder's. It cannot be forwarded: whoever has its links can
 * answer. Links are the only buttons whose effect in a Helpdesk card is documented; see the button.
 */
export function questionCard(
	question: Omit<Question, 'until'>,
	header: Parameters,
	linkTo: LinkTo,
): Result<object> {
	const blocks = [
		{ type: markdown.value, text: question.message },
		...question.answers.map(({ key, label, style }) => ({
			type: button.value,
			text: label,
			url: linkTo(key),
			style,
		})),
		...(question.note === '' ? [] : [{ type: note.value, text: question.note }]),
	];
	const compiled = all({
		head: compileHeader(header),
		elements: compileBlocks({ cardBlocks: { block: blocks } }),
	});
	return andThen(compiled, ({ head, elements }) =>
		success({ config: { enable_forward: false }, ...head, elements }),
	);
}
