import { checkMarkdown } from '../../../parameters/readLink';
import { readRequiredText, readText, readSwitch } from '../../../parameters/readParameter';
import { all, success } from '../../../result';
import { escapeMarkdown } from '../escapeMarkdown';
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
			description: 'May be empty: the name then stands alone',
		},
		{
			displayName: 'Escape Markdown',
			// Not escapeMarkdown: values mostly come from expressions, so the default is another one.
			name: 'escapeValue',
			type: 'boolean',
			default: true,
			description:
				'Whether to show characters such as * and _ in the value as they are. Turn it off to write links or mentions in Markdown.',
		},
	],
	compile(block) {
		const read = all({
			name: readRequiredText(block, 'name', 'Name', true),
			value: readText(block, 'value', 'Value'),
			escape: readSwitch(block, 'escapeValue', 'Escape Markdown', true),
		});
		if (!read.ok) return read;
		const { name, value, escape } = read.value;
		const markdown = escape
			? success(escapeMarkdown(value))
			: checkMarkdown(value, 'value', 'Value');
		if (!markdown.ok) return markdown;
		const content = `**${escapeMarkdown(name)}**${value.trim() === '' ? '' : `\n${markdown.value}`}`;
		return success({ is_short: true, text: { tag: 'lark_md', content } });
	},
	join: (fields) => ({ tag: 'div', fields }),
};
