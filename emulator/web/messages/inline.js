// Parts of a line that text, rich text and cards share.
import { h } from '../tree.js';
import { linkAddress } from './address.js';
import { own, string } from './shape.js';

/** @typedef {import('../tree.js').Tree} Tree */
/** @typedef {import('../tree.js').Branch} Branch */
/** @typedef {{ mentions: Record<string, string>, locale?: string | undefined }} Context */

/**
 * A link, or null if the page does not link to the address.
 * @param {unknown} address
 * @param {(Tree | Tree[])[]} children
 * @param {string} [look]
 */
export function link(address, children, look = 'link') {
	const href = linkAddress(address);
	if (href === null) return null;
	return h(
		'a',
		{ class: look, href, target: '_blank', rel: 'noopener noreferrer', title: href },
		...children,
	);
}

/**
 * @param {unknown} id
 * @param {Context} context
 * @param {unknown} [given] the name written in the message
 */
export function mention(id, context, given) {
	const who = string(id).trim();
	if (who === 'all')
		return h('span', { class: 'mention', title: 'Everyone in the chat' }, '@Everyone');
	const name = string(own(context.mentions, who));
	if (name) return h('span', { class: 'mention', title: who }, '@', h('bdi', {}, name));
	const title = `Nobody in the emulator has the ID ${who || '(empty)'}`;
	return h(
		'span',
		{ class: 'mention unknown-person', title },
		'@',
		h('bdi', {}, string(given) || who || 'nobody'),
	);
}

/** @param {unknown} key */
export const emotion = (key) =>
	h('span', { class: 'emotion', title: 'A Feishu emotion, shown by its name' }, string(key));

/**
 * Wraps a node in the styles a rich text tag names. Others are ignored, as the document says:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (post)
 * @param {Tree} node
 * @param {unknown[]} styles
 */
export function styled(node, styles) {
	const tags = { lineThrough: 's', underline: 'u', italic: 'em', bold: 'strong' };
	return Object.entries(tags).reduce(
		(inner, [style, tag]) => (styles.includes(style) ? h(tag, {}, inner) : inner),
		node,
	);
}

/**
 * The attributes of a tag such as `<at id=ou_1 name="Tom">`, quoted or not.
 * @param {string} source
 * @returns {Record<string, string>}
 */
export function attributesOf(source) {
	const found = source.matchAll(/([a-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi);
	return Object.fromEntries(
		[...found].map(([, name, double, single, bare]) => [name, double ?? single ?? bare ?? '']),
	);
}

/**
 * A piece of a line: something to show, or the start or the end of a style. Starts and ends must be paired already.
 * @typedef {{ node: Tree } | { open: string, wrap: Branch } | { close: string }} Piece
 */

/**
 * Nests paired pieces. A style inside itself adds nothing, so the number of styles limits the depth.
 * @param {Piece[]} pieces
 * @returns {Tree[]}
 */
export function nest(pieces) {
	/** @type {Tree[]} */
	const root = [];
	/** @type {{ key: string, children: Tree[] }[]} */
	const stack = [{ key: '', children: root }];
	const top = () => /** @type {{ key: string, children: Tree[] }} */ (stack.at(-1));
	const active = new Map();
	for (const piece of pieces) {
		if ('node' in piece) {
			const last = top().children.at(-1);
			if (typeof piece.node === 'string' && typeof last === 'string')
				top().children.splice(-1, 1, last + piece.node);
			else if (piece.node !== '') top().children.push(piece.node);
		} else if ('open' in piece) {
			const count = active.get(piece.open) ?? 0;
			active.set(piece.open, count + 1);
			if (count > 0) {
				stack.push({ key: piece.open, children: top().children });
				continue;
			}
			const branch = { ...piece.wrap, children: [...piece.wrap.children] };
			top().children.push(branch);
			stack.push({ key: piece.open, children: branch.children });
		} else {
			if (stack.length === 1) continue;
			const closed = stack.pop()?.key;
			active.set(closed, (active.get(closed) ?? 1) - 1);
		}
	}
	return root;
}
