import { readRequiredText } from '../../../parameters/readParameter';
import { success } from '../../../result';
import { MAY_NOT_SHOW, type ElementType } from '../elementType';

export const markdown: ElementType = {
	type: 'markdown',
	label: 'Markdown',
	description: `Paragraphs of their own with lists, quotes and styles. ${MAY_NOT_SHOW}.`,
	styled: false,
	alone: true,
	fields: [
		{
			displayName: 'Markdown',
			name: 'markdown',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. **Due on Friday**',
			description: 'Write **bold**, *italic*, ~underlined~, ~~struck out~~, [title](https://…), lists with - or 1., quotes with &gt; and mentions with &lt;at user_id="ou_…"&gt;&lt;/at&gt;. Text from an expression is read in the same way.',
			hint: MAY_NOT_SHOW,
		},
	],
	compile(element) {
		const source = readRequiredText(element, 'markdown', 'Markdown');
		return source.ok ? success([[{ tag: 'md', text: source.value }]]) : source;
	},
};
