// Text objects of a card: { tag: "plain_text" | "lark_md", content | i18n }.
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/plain-text
import { h } from '../../tree.js';
import { colorClass } from '../color.js';
import { flavours, markdown } from '../markdown.js';
import { object, own, string } from '../shape.js';

/** @typedef {import('../inline.js').Context} Context */

const sizes = new Map([
	['heading-0', 'size-30'],
	['xxxx-large', 'size-30'],
	['heading-1', 'size-24'],
	['xxx-large', 'size-24'],
	['heading-2', 'size-20'],
	['xx-large', 'size-20'],
	['heading-3', 'size-18'],
	['x-large', 'size-18'],
	['heading-4', 'size-16'],
	['heading', 'size-16'],
	['large', 'size-16'],
	['notation', 'size-12'],
	['small', 'size-12'],
	['x-small', 'size-12'],
]);

/**
 * Classes for `text_size` and `text_align`.
 * @param {Record<string, unknown>} it
 */
export const looks = (it) =>
	[
		sizes.get(string(it.text_size)),
		['center', 'right'].includes(string(it.text_align)) ? `align-${it.text_align}` : '',
	]
		.filter(Boolean)
		.join(' ');

/**
 * Only the text: for labels, placeholders and alternative texts.
 * @param {unknown} value a text object; some third-party builders send a bare string
 * @param {Context} context
 */
export function plain(value, context) {
	if (typeof value === 'string') return value;
	return string(own(object(value).i18n, context.locale ?? '') ?? object(value).content);
}

/**
 * @param {unknown} value
 * @param {Context} context
 */
export function words(value, context) {
	const it = object(value);
	const content = plain(value, context);
	if (content === '') return null;
	if (it.tag === 'lark_md')
		return h(
			'div',
			{ class: `words ${looks(it)}`.trim() },
			...markdown(content, context, flavours.lark_md),
		);
	const color = colorClass(it.text_color);
	return h(
		'div',
		{ class: ['words lines', looks(it), color && `colored ${color}`].filter(Boolean).join(' ') },
		content,
	);
}
