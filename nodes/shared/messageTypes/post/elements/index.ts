import { codeBlock } from './codeBlock';
import { divider } from './divider';
import type { ElementType } from './elementType';
import { emoji } from './emoji';
import { link } from './link';
import { markdown } from './markdown';
import { mention } from './mention';
import { picture } from './picture';
import { text } from './text';

/** Every kind of element, in the order of the dropdown. Its fields and the look-up are derived from this list. */
export const elementTypes: readonly ElementType[] = [
	codeBlock,
	divider,
	emoji,
	link,
	markdown,
	mention,
	picture,
	text,
];
