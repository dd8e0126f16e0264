import { readRequiredText } from '../../../parameters/readParameter';
import { success } from '../../../result';
import { readMarkdown } from '../readMarkdown';
import type { BlockType } from './blockType';

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text */
export const markdown: BlockType = {
	value: 'markdown',
	label: 'Text',
	description: 'Text with bold, links and lists',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Your expense report is due on **Friday**.',
			description:
				'What you type is Markdown: **bold**, *italic*, ~~strikethrough~~, [a link](https://example.com), lists, code blocks and --- for a line. Mentions have a block of their own. What expressions give is shown as it is, unless you add the option Markdown From Expressions. Clients before version 7.6 show a request to update in place of text with lists or code blocks.',
		},
	],
	compile(block, saved) {
		const content = readMarkdown(readRequiredText(block, 'text', 'Text'), saved, 'text', 'Text');
		return content.ok ? success({ tag: 'markdown', content: content.value }) : content;
	},
};
