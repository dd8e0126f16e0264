// What is shown around an open message: its languages, notes, links, IDs.
import { iconCopy } from './copy.js';
import { addressNames } from './people.js';
import { block } from './request.js';
import { actionsOf, h } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./tree.js').Branch} Branch */

const mostActions = 60;

/**
 * @param {string[]} locales
 * @param {string} [chosen]
 */
export function languages(locales, chosen = locales[0]) {
	if (locales.length < 2) return null;
	const buttons = locales.map((locale) =>
		h(
			'button',
			{ type: 'button', 'data-locale': locale, 'aria-pressed': String(locale === chosen) },
			locale,
		),
	);
	return h(
		'div',
		{ class: 'languages' },
		h('span', {}, 'Language of the client'),
		h('div', { class: 'segments', role: 'group', 'aria-label': 'Language' }, ...buttons),
	);
}

/** @param {string[]} says */
export const notes = (says) =>
	says.length === 0
		? null
		: h(
				'section',
				{ class: 'block notes' },
				h('h3', {}, 'Notes'),
				h(
					'ul',
					{},
					...says.map((one) => h('li', {}, h('icon', { name: 'info' }), h('bdi', {}, one))),
				),
			);

/** @param {Branch} drawn */
export function actions(drawn) {
	const found = actionsOf(drawn);
	if (found.length === 0) return null;
	const rows = found
		.slice(0, mostActions)
		.flatMap(({ label, address, effect }) => [
			h('dt', {}, h('bdi', {}, label || 'No label')),
			h('dd', {}, h('bdi', { class: address ? 'mono' : '' }, address ?? effect ?? '')),
		]);
	const more = found.length - mostActions;
	return block(
		'Links and buttons',
		h('dl', { class: 'press' }, ...rows),
		more > 0 && h('p', { class: 'hint' }, `and ${more} more`),
	);
}

/** @param {Message} message */
export function ids({ receiver, receiverIdType, id }) {
	const known = [
		['open_id', addressNames.open_id, receiver.openId],
		['union_id', addressNames.union_id, receiver.unionId],
		['user_id', addressNames.user_id, receiver.userId],
	];
	const rows = known
		.filter(([, , value]) => value)
		.map(([type, name, value]) => [type === receiverIdType ? `${name}, as sent` : name, value]);
	const facts = [...rows, ['Message ID', id]].flatMap(([name = '', value = '']) => [
		h('dt', {}, name),
		h('dd', {}, h('bdi', { class: 'mono' }, value), iconCopy(value, name)),
	]);
	return block(
		'Receiver',
		h('dl', { class: 'ids' }, ...facts),
		h(
			'p',
			{ class: 'hint' },
			h('a', { class: 'link', href: '#people' }, 'People and all their addresses'),
		),
	);
}
