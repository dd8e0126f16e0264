import { success } from '../../../result';
import { mentionFields, readMentionedId } from '../../text/mention';
import type { ElementType } from './elementType';

export const mention: ElementType = {
	value: 'mention',
	label: 'Mention',
	description: 'A person, or everyone in the group',
	styled: true,
	alone: false,
	fields: mentionFields,
	compile(element) {
		const id = readMentionedId(element);
		return id.ok ? success([[{ tag: 'at', user_id: id.value }]]) : id;
	},
};
