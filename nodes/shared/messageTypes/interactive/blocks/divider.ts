import { success } from '../../../result';
import type { BlockType } from './blockType';

export const divider: BlockType = {
	value: 'divider',
	label: 'Divider',
	description: 'A line across the card',
	fields: [],
	compile: () => success({ tag: 'hr' }),
};
