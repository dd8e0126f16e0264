import { readText } from '../../../parameters/readParameter';
import { mentionFields, readMentioned } from '../../../receivers/mention';
import { all, andThen, success } from '../../../result';
import { inOneLine } from '../../contentJson';
import { readMarkdown } from '../readMarkdown';
import type { BlockType } from './blockType';

/**
 * `<at id=…>`, for which the document names open_id and user_id, and all (@指定人, @所有人); of union_id it says nothing:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text
 */
export const mention: BlockType = {
	value: 'mention',
	label: 'Mention',
	description:
		'A person, the receiver or everyone, with text behind it. A Union ID may fail: it is not documented for cards.',
	fields: [
		...mentionFields,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. Please check the report.',
			description:
				'Stands behind the mention, in the same line. Markdown, as in a Text. May be empty.',
		},
	],
	compile(block, saved) {
		const read = all({
			mentioned: readMentioned(block),
			text: readMarkdown(readText(block, 'text', 'Text'), saved, 'text', 'Text'),
		});
		return andThen(read, ({ mentioned, text }) => {
			const tags = mentioned.map((id) => ['<at id=', id, '></at>']);
			return success({
				tag: 'markdown',
				content: inOneLine([...tags, ...(text.trim() === '' ? [] : [[text]])]),
			});
		});
	},
};
