// Cards that the message only refers to: Feishu draws them from its card builder.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (interactive)
import { printJson } from '../../json.js';
import { h } from '../../tree.js';
import { object, string } from '../shape.js';

/** @typedef {import('../../tree.js').Tree} Tree */

/** @param {Record<string, unknown>} data */
export function template(data) {
	const variables = Object.entries(object(data.template_variable));
	return h(
		'div',
		{ class: 'card template' },
		title(
			'Card template',
			'Feishu draws this card. The emulator does not have it, so you see what was sent for it.',
		),
		h(
			'dl',
			{ class: 'facts' },
			...fact(label('Template'), string(data.template_id) || 'missing'),
			...fact(label('Version'), string(data.template_version_name) || 'latest published'),
		),
		variables.length > 0 &&
			h(
				'div',
				{ class: 'template-caption aside' },
				`${variables.length} variable${variables.length === 1 ? '' : 's'}`,
			),
		variables.length > 0 &&
			h(
				'dl',
				{ class: 'facts variables' },
				...variables.flatMap(([name, value]) => fact(name, ...shown(value))),
			),
	);
}

/** @param {Record<string, unknown>} data */
export const entity = (data) =>
	h(
		'div',
		{ class: 'card template' },
		title('Card entity', 'Card entities are JSON 2.0 cards, which Helpdesk does not accept.'),
		h('dl', { class: 'facts' }, ...fact(label('Card'), string(data.card_id) || 'missing')),
	);

/**
 * @param {string} name
 * @param {string} says
 */
const title = (name, says) =>
	h(
		'div',
		{ class: 'template-title' },
		h('icon', { name: 'card' }),
		h('div', {}, h('strong', {}, name), h('div', { class: 'template-says aside' }, says)),
	);

/** @param {string} words of the page, not of the message */
const label = (words) => h('span', { class: 'aside' }, words);

/**
 * @param {Tree} name
 * @param {...Tree} value
 */
const fact = (name, ...value) => [
	h('dt', {}, h('bdi', {}, name)),
	h('dd', {}, h('bdi', {}, ...value)),
];

/** @param {unknown} value */
const shown = (value) =>
	typeof value === 'string' ? [value] : [h('pre', { class: 'json' }, ...printJson(value))];
