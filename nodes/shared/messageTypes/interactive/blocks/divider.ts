import { success } from '../../../result';
import type { BlockType } from './blockType';

export const divider: BlockType = {
	type: 'divider',
	label: 'Divider',
	description: 'A line across the card',
	fields: [],
	compile: () => success({ tag: 'hr' }),
};
