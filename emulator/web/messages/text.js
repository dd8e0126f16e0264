// msg_type text: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (text)
import { h } from '../tree.js';
import { attributesOf, link, mention, nest } from './inline.js';
import { unknown } from './unknown.js';
import { object } from './shape.js';

/** @typedef {import('./inline.js').Context} Context */
/** @typedef {import('./inline.js').Piece} Piece */

const tagNames = { b: 'strong', i: 'em', u: 'u', s: 's' };

/**
 * @param {unknown} content `{ text }`
 * @param {Context} context
 */
export function text(content, context) {
	const words = object(content).text;
	if (typeof words !== 'string') return unknown('No “text” in this content', content);
	return h('div', { class: 'text' }, ...line(words, context));
}

/**
 * @param {string} words
 * @param {Context} context
 */
function line(words, context) {
	const pieces = split(words, context);
	// The document: if a tag has no partner or is nested wrongly, the message is sent with its original content.
	return balanced(pieces) ? nest(pieces) : [words];
}

/**
 * @param {string} words
 * @param {Context} context
 * @param {boolean} [links] false inside the words of a link
 * @returns {Piece[]}
 */
function split(words, context, links = true) {
	/** @type {Piece[]} */
	const pieces = [];
	let from = 0;
	const token =
		/<(\/?)([bius])>|<at\s([^<>]*)>([^<>]*)<\/at>|\[([^[\]\n]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)/g;
	for (const match of words.matchAll(token)) {
		const [source, slash, tag, at, name, label, address] = match;
		pieces.push({ node: words.slice(from, match.index) });
		from = match.index + source.length;
		if (tag !== undefined) {
			const wrap = h(tagNames[/** @type {keyof typeof tagNames} */ (tag)]);
			pieces.push(slash ? { close: tag } : { open: tag, wrap });
		} else if (at !== undefined) {
			const id = attributesOf(at).user_id;
			pieces.push({ node: id === undefined ? source : mention(id, context, name) });
		} else if (links && label !== undefined) {
			const inner = split(label, context, false);
			const whole = link(address, nest(inner));
			// A link with an illegal address stays as it was sent; the tags in its text are still tags.
			// A style that starts inside a link and ends outside is nested wrongly: its end matches nothing.
			if (!whole) pieces.push({ node: '[' }, ...inner, { node: `](${address})` });
			else pieces.push(balanced(inner) ? { node: whole } : { close: 'link' });
		} else {
			pieces.push({ node: source });
		}
	}
	pieces.push({ node: words.slice(from) });
	return pieces;
}

/** @param {Piece[]} pieces */
function balanced(pieces) {
	/** @type {string[]} */
	const open = [];
	for (const piece of pieces) {
		if ('open' in piece) open.push(piece.open);
		if ('close' in piece && open.pop() !== piece.close) return false;
	}
	return open.length === 0;
}
