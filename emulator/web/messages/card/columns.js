// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/containers/column-set
import { h } from '../../tree.js';
import { link } from '../inline.js';
import { list, object, string } from '../shape.js';
import { unknownTag } from '../unknown.js';

/** @typedef {import('../../tree.js').Tree} Tree */
/** @typedef {Record<string, unknown>} It */
/** @typedef {(sent: unknown[]) => Tree[]} DrawInside */

/**
 * @param {It} it
 * @param {unknown} context
 * @param {DrawInside} draw
 */
export function columnSet(it, context, draw) {
	const flow = ['none', 'stretch', 'flow', 'bisect', 'trisect'].includes(string(it.flex_mode))
		? string(it.flex_mode)
		: 'none';
	const gray = it.background_style === 'grey' ? ' on-gray' : '';
	return h(
		'div',
		{ class: `columns flex-${flow}${gray}` },
		...list(it.columns).map((one) => column(one, draw)),
		whole(it),
	);
}

/**
 * @param {unknown} sent
 * @param {DrawInside} draw
 */
function column(sent, draw) {
	const it = object(sent);
	if (it.tag !== 'column') return unknownTag(it.tag, sent);
	const width = string(it.width);
	const pixels = /^(\d{2,3})px$/.exec(width)?.[1];
	const weight = Math.min(Math.max(Math.round(Number(it.weight)) || 1, 1), 5);
	const grows = pixels ? 'fixed' : width === 'auto' ? 'auto' : `weight-${weight}`;
	const upright = ['center', 'bottom'].includes(string(it.vertical_align))
		? ` to-${it.vertical_align}`
		: '';
	const gray = it.background_style === 'grey' ? ' on-gray' : '';
	return h(
		'div',
		{ class: `column ${grows}${upright}${gray}`, 'data-width': pixels },
		...draw(list(it.elements)),
		whole(it),
	);
}

/** @param {It} it */
function whole(it) {
	const target = object(object(it.action).multi_url);
	return link(
		target.pc_url || target.url,
		[h('icon', { name: 'link' }), 'Link'],
		'card-link aside',
	);
}
