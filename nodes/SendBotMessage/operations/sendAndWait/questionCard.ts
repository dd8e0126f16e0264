import { button } from '../../../shared/messageTypes/interactive/blocks/button';
import { markdown } from '../../../shared/messageTypes/interactive/blocks/markdown';
import { note } from '../../../shared/messageTypes/interactive/blocks/note';
import { compileHeader } from '../../../shared/messageTypes/interactive/header';
import type { Parameters } from '../../../shared/parameters/readParameter';
import { success, type Result } from '../../../shared/result';
import type { Question } from './question';

/** Gives the address that stands for one answer, by its key. */
export type LinkTo = (key: string) => string;

/**
 * The question as a card, of the same blocks as the card builder's. It cannot be forwarded: whoever has its links can
 * answer. Links are the only buttons whose effect in a Helpdesk card is documented; see the button.
 */
export function questionCard(question: Omit<Question, 'until'>, header: Parameters, linkTo: LinkTo): Result<object> {
	const head = compileHeader(header);
	if (!head.ok) return head;
	const text = markdown.compile({ text: question.message, escapeMarkdown: !question.isMarkdown });
	if (!text.ok) return text;
	const buttons: object[] = [];
	for (const { key, label, style } of question.answers) {
		const compiled = button.compile({ text: label, url: linkTo(key), style });
		if (!compiled.ok) return compiled;
		buttons.push(compiled.value);
	}
	const elements = [text.value, button.join?.(buttons) ?? {}];
	if (question.note !== '') {
		const small = note.compile({ text: question.note });
		if (!small.ok) return small;
		elements.push(small.value);
	}
	return success({ config: { enable_forward: false }, ...head.value, elements });
}

