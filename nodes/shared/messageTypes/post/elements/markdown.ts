import { findMarkdownFault, ofRichText } from '../../../parameters/markdownFault';
import { readRequiredText } from '../../../parameters/readParameter';
import { checkMentions, IN_RICH_TEXT } from '../../../receivers/mentionTags';
import { andThen, problem, success } from '../../../result';
import { MAY_NOT_SHOW, type ElementType } from './elementType';

export const markdown: ElementType = {
	value: 'markdown',
	label: 'Markdown',
	description: 'Paragraphs of their own with lists, quotes and styles. Helpdesk may not show it.',
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
			description:
				'Write **bold**, *italic*, ~underlined~, ~~struck out~~, [title](https://…), lists with - or 1., quotes with &gt; and mentions with &lt;at user_id="ou_…"&gt;&lt;/at&gt;. Text from an expression is read in the same way.',
			hint: MAY_NOT_SHOW,
		},
	],
	compile(element) {
		const source = readRequiredText(element, 'markdown', 'Markdown');
		if (!source.ok) return source;
		const fault = findMarkdownFault(source.value, ofRichText);
		if (fault)
			return problem(
				'markdown',
				`'Markdown' ${fault.what}`,
				`${fault.remedy} Words that are no link can go into an element of the type Text.`,
			);
		return andThen(checkMentions(source.value, IN_RICH_TEXT, 'markdown', 'Markdown'), (text) =>
			success([[{ tag: 'md', text }]]),
		);
	},
};
