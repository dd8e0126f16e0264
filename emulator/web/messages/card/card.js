// msg_type interactive, card JSON 1.0:
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure
import { h } from '../../tree.js';
import { link } from '../inline.js';
import { list, object, own } from '../shape.js';
import { unknown } from '../unknown.js';
import { elements } from './elements.js';
import { header } from './header.js';
import { entity, template } from './template.js';

/** @typedef {import('../inline.js').Context} Context */

/**
 * @param {unknown} content
 * @param {Context} context
 */
export function card(content, context) {
	const it = object(content);
	if (it.type === 'template') return template(object(it.data));
	if (it.type === 'card') return entity(object(it.data));
	// Helpdesk takes no JSON 2.0: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
	if (
		it.schema === '2.0' ||
		(it.body !== undefined && it.elements === undefined && it.i18n_elements === undefined)
	) {
		return unknown('Not shown here: a card in JSON 2.0', content);
	}
	const language = { ...context, locale: context.locale ?? cardLocales(content)[0] };
	const body = own(it.i18n_elements, language.locale ?? '') ?? it.elements;
	const head = object(own(it.i18n_header, language.locale ?? '') ?? it.header);
	const opens = object(it.card_link);
	return h(
		'div',
		{ class: 'card' },
		header(head, language),
		h('div', { class: 'card-body' }, ...elements(list(body), language, 0)),
		link(
			opens.pc_url || opens.url,
			[h('icon', { name: 'link' }), 'The whole card is a link'],
			'card-link aside',
		),
	);
}

/**
 * @param {unknown} content
 * @returns {string[]} the languages a card is written in
 */
export function cardLocales(content) {
	const it = object(content);
	const title = object(object(it.header).title);
	const named = [it.i18n_elements, it.i18n_header, title.i18n].flatMap((words) =>
		Object.keys(object(words)),
	);
	return [...new Set(named)].slice(0, 20);
}
