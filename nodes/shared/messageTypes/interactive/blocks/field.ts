import { readRequiredText, readText } from '../../../parameters/readParameter';
import { all, andThen, success } from '../../../result';
import { escapeMarkdown } from '../escapeMarkdown';
import { readMarkdown } from '../readMarkdown';
import type { BlockType } from './blockType';

/**
 * A name in bold above its value. Short fields stand in two columns:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/plain-text
 */
export const field: BlockType = {
	value: 'field',
	label: 'Field',
	description: 'A name and its value; fields that follow one another share two columns',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Due',
			description: 'Shown in bold above the value',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Friday, 18:00',
			description: 'Markdown, as in a Text. May be empty: the name then stands alone.',
		},
	],
	compile(block, saved) {
		const read = all({
			name: readRequiredText(block, 'name', 'Name', true),
			value: readMarkdown(readText(block, 'value', 'Value'), saved, 'value', 'Value'),
		});
		return andThen(read, ({ name, value }) => {
			const content = `**${escapeMarkdown(name)}**${value.trim() === '' ? '' : `\n${value}`}`;
			return success({ is_short: true, text: { tag: 'lark_md', content } });
		});
	},
	join: (fields) => ({ tag: 'div', fields }),
};
