// The components of a card that show something:
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure (elements)
import { h } from '../../tree.js';
import { picture } from '../image.js';
import { flavours, markdown } from '../markdown.js';
import { list, object, string } from '../shape.js';
import { unknown, unknownTag } from '../unknown.js';
import { columnSet } from './columns.js';
import { controls } from './controls.js';
import { looks, plain, words } from './words.js';

/** @typedef {import('../../tree.js').Tree} Tree */
/** @typedef {import('../inline.js').Context} Context */
/** @typedef {Record<string, unknown>} It */
/** @typedef {(it: It, context: Context, draw: (sent: unknown[]) => Tree[]) => Tree} Draw draws what is inside with `draw` */

// The document allows columns in columns up to five levels.
const deepest = 8;

/**
 * @param {unknown[]} sent
 * @param {Context} context
 * @param {number} depth
 * @returns {Tree[]}
 */
export function elements(sent, context, depth) {
	if (depth > deepest)
		return sent.length > 0 ? [unknown('Not shown here: nested too deeply', sent)] : [];
	const inside = (/** @type {unknown[]} */ inner) => elements(inner, context, depth + 1);
	return sent.map((one) => {
		const it = object(one);
		const component = components.get(string(it.tag)) ?? controls.get(string(it.tag));
		return component ? component(it, context, inside) : unknownTag(it.tag, one);
	});
}

/** @type {Map<string, Draw>} */
const components = new Map([
	['div', div],
	['markdown', markdownElement],
	['hr', () => h('hr')],
	['img', imageElement],
	['note', note],
	['action', action],
	['column_set', columnSet],
	['plain_text', (it, context) => words(it, context) ?? ''],
	['lark_md', (it, context) => words(it, context) ?? ''],
]);

/** @type {Draw} */
function div(it, context, draw) {
	const fields = list(it.fields).map((field) => {
		const one = object(field);
		return h(
			'div',
			{ class: one.is_short === true ? 'field short' : 'field' },
			words(one.text, context),
		);
	});
	const main = [
		prefix(it.icon),
		words(it.text, context),
		fields.length > 0 && h('div', { class: 'fields' }, ...fields),
	];
	if (it.extra === undefined) return h('div', { class: 'div' }, ...main);
	const extra = object(it.extra);
	const beside =
		extra.tag === 'img'
			? [picture(extra.img_key, { alt: plain(extra.alt, context), look: 'thumbnail' })]
			: draw([it.extra]);
	return h(
		'div',
		{ class: 'div with-extra' },
		h('div', { class: 'div-main' }, ...main),
		h('div', { class: 'extra' }, ...beside),
	);
}

/** @type {Draw} */
function markdownElement(it, context) {
	const flavour = { ...flavours.markdown, href: it.href };
	return h(
		'div',
		{ class: `words ${looks(it)}`.trim() },
		prefix(it.icon),
		...markdown(plain(it.content, context), context, flavour),
	);
}

/** @type {Draw} */
function imageElement(it, context) {
	const wide = Number(it.custom_width);
	const small = ['small', 'tiny', 'medium', 'large'].find(
		(size) => it.size === size || it.mode === size,
	);
	const width = wide >= 278 && wide <= 580 ? Math.round(wide) : undefined;
	return h(
		'div',
		{ class: 'card-image' },
		words(it.title, context),
		picture(it.img_key, { alt: plain(it.alt, context), look: small ?? '', width }),
	);
}

/** @type {Draw} */
function note(it, context) {
	const parts = list(it.elements).map((one) => {
		const part = object(one);
		if (part.tag === 'img')
			return picture(part.img_key, { alt: plain(part.alt, context), look: 'inline' });
		if (part.tag === 'plain_text' || part.tag === 'lark_md') return words(part, context);
		return part.tag === 'standard_icon' ? prefix(part) : unknownTag(part.tag, one);
	});
	return h('div', { class: 'note' }, ...parts);
}

/** @type {Draw} */
function action(it, context, draw) {
	const layout = ['bisected', 'trisection', 'flow'].includes(string(it.layout))
		? string(it.layout)
		: 'flow';
	return h('div', { class: `actions ${layout}` }, ...draw(list(it.actions)));
}

/**
 * An icon before a text. Feishu's own icons are not drawn here: a placeholder with their name represents them.
 * @param {unknown} icon
 */
function prefix(icon) {
	const it = object(icon);
	if (it.tag === 'custom_icon') return picture(it.img_key, { look: 'inline' });
	return it.tag === 'standard_icon'
		? h('span', { class: 'icon-mark', title: `Feishu's icon ${string(it.token)}` })
		: null;
}
