import { readText } from '../../../parameters/readParameter';
import { problem, success } from '../../../result';
import type { ElementType, Tag } from './elementType';
import { MAX_LINES } from '../paragraphs';

export const text: ElementType = {
	value: 'text',
	label: 'Text',
	description: 'Words, in one or more paragraphs',
	styled: true,
	alone: false,
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 2 },
			required: true,
			default: '',
			placeholder: 'e.g. Your expense report is due on Friday.',
			description: 'Shown as typed. Each line becomes a paragraph; an empty line stays empty.',
		},
	],
	compile(element) {
		const typed = readText(element, 'text', 'Text');
		if (!typed.ok) return typed;
		// Blank is fine: a space may have to stand between a link and a mention.
		if (typed.value === '') {
			return problem(
				'text',
				"'Text' is empty",
				'Fill it in, or remove the element. If an expression fills it, check that this item has the value.',
			);
		}
		return success(
			typed.value
				.split(/\r\n|\r|\n/, MAX_LINES + 1)
				.map((line): Tag[] => (line === '' ? [] : [{ tag: 'text', text: line }])),
		);
	},
};
