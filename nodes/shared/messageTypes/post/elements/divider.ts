import { success } from '../../../result';
import { MAY_NOT_SHOW, type ElementType } from './elementType';

export const divider: ElementType = {
	value: 'divider',
	label: 'Divider',
	description: `A line across the message. ${MAY_NOT_SHOW}.`,
	styled: false,
	alone: true,
	fields: [],
	compile: () => success([[{ tag: 'hr' }]]),
};
