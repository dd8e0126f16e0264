// How each msg_type is drawn.
import { card, cardLocales } from './card/card.js';
import { image } from './image.js';
import { post, postLocales } from './post.js';
import { text } from './text.js';
import { unknown } from './unknown.js';

/** @typedef {import('./inline.js').Context} Context */
/** @typedef {{ label: string, draw: (content: unknown, context: Context) => import('../tree.js').Branch, locales: (content: unknown) => string[] }} MessageType */

const none = () => [];

/** @type {Map<string, MessageType>} */
const types = new Map([
	['text', { label: 'Text', draw: text, locales: none }],
	['post', { label: 'Rich text', draw: post, locales: postLocales }],
	['image', { label: 'Image', draw: image, locales: none }],
	['interactive', { label: 'Card', draw: card, locales: cardLocales }],
]);

/**
 * @param {unknown} name
 * @returns {MessageType}
 */
export function messageType(name) {
	const label = String(name).slice(0, 40);
	return (
		types.get(label) ?? {
			label,
			draw: (content) => unknown(`Not shown here: message type “${label}”`, content),
			locales: none,
		}
	);
}
