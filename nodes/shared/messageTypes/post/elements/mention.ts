import { mentionFields, readMentioned } from '../../../receivers/mention';
import { success } from '../../../result';
import type { ElementType, Tag } from './elementType';

const SPACE: Tag = { tag: 'text', text: ' ' };

export const mention: ElementType = {
	value: 'mention',
	label: 'Mention',
	description: 'A person, the receiver, or everyone in the group',
	styled: true,
	alone: false,
	fields: mentionFields,
	compile(element) {
		const mentioned = readMentioned(element);
		if (!mentioned.ok) return mentioned;
		const tags = mentioned.value.map((userId): Tag => ({ tag: 'at', user_id: userId }));
		return success([tags.flatMap((tag, index) => (index === 0 ? [tag] : [SPACE, tag]))]);
	},
};
