import { readRequiredText } from '../../../parameters/readParameter';
import { success } from '../../../result';
import type { BlockType } from './blockType';

/**
 * Plain text, so that nothing needs escaping. Feishu's card builder offers no other kind of note either:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/note
 */
export const note: BlockType = {
	value: 'note',
	label: 'Note',
	description: 'Small gray text, e.g. where the message comes from',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Questions? Answer here to open a ticket.',
			description: 'Plain text without formatting',
		},
	],
	compile(block) {
		const text = readRequiredText(block, 'text', 'Text');
		return text.ok
			? success({ tag: 'note', elements: [{ tag: 'plain_text', content: text.value }] })
			: text;
	},
};
