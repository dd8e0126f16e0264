import type { BlockType } from './blockType';
import { button } from './button';
import { divider } from './divider';
import { field } from './field';
import { markdown } from './markdown';
import { mention } from './mention';
import { note } from './note';
import { picture } from './picture';

/** Every type of block, in the order of the dropdown. Dropdown, fields and look-up are derived from this list. */
export const blockTypes: readonly BlockType[] = [
	button,
	divider,
	field,
	mention,
	note,
	picture,
	markdown,
];
