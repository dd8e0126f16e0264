import { readName } from '../../../parameters/readParameter';
import { problem, success } from '../../../result';
import { MAY_NOT_SHOW, type ElementType } from './elementType';

export const emoji: ElementType = {
	value: 'emoji',
	label: 'Emoji',
	description: `One of Feishu's own emoji. ${MAY_NOT_SHOW}.`,
	styled: false,
	alone: false,
	fields: [
		{
			displayName: 'Emoji Type',
			name: 'emojiType',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. SMILE',
			description:
				'Name from <a href="https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-reaction/emojis-introduce">Feishu\'s emoji list</a>. Type keyboard emoji directly into a Text element.',
			hint: MAY_NOT_SHOW,
		},
	],
	compile(element) {
		const name = readName(element, 'emojiType', 'Emoji Type');
		if (!name.ok) return name;
		if (!/^\w+$/.test(name.value)) {
			return problem(
				'emojiType',
				"'Emoji Type' is not the name of an emoji",
				"Enter Feishu's name, e.g. SMILE or THUMBSUP. Type keyboard emoji directly into a Text element.",
			);
		}
		return success([[{ tag: 'emotion', emoji_type: name.value }]]);
	},
};
