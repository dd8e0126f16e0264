// What is shown around an open message: its languages, notes, links, IDs.
import { iconCopy } from './copy.js';
import { addressNames } from './people.js';
import { block } from './request.js';
import { moment } from './time.js';
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

const statuses = new Map([
	['created', 'Created'],
	['processing', 'Processing'],
	['queueing', 'Queueing'],
	['pending', 'Pending'],
	['awaitingUser', 'Awaiting user response'],
	['closedByBot', 'Closed by bot'],
	['closedByAgent', 'Closed by agent'],
	['closedByUser', 'Closed by user'],
]);

/** The ticket into which it was sent, as it was then. @param {Message} message */
export function ticket({ ticket: one }) {
	if (!one) return null;
	/** @type {[string, import('./tree.js').Tree[]][]} */
	const facts = [
		['Ticket ID', [h('bdi', { class: 'mono' }, one.ticketId), iconCopy(one.ticketId, 'Ticket ID')]],
		['Status', [statuses.get(one.status) ?? one.status]],
		['Stage', [one.stage === 'human' ? 'Human' : 'Bot']],
		['Agents', [one.agents.join(', ') || 'Nobody yet']],
		['Tags', [one.tags.join(', ')]],
		['Created', [h('time', { datetime: one.createdAt }, moment(one.createdAt))]],
	];
	const shown = facts.filter(([, [value]]) => value !== '');
	return block(
		'Ticket',
		h(
			'dl',
			{ class: 'ids' },
			...shown.flatMap(([name, says]) => [h('dt', {}, name), h('dd', {}, ...says)]),
		),
		h('p', { class: 'hint' }, 'As it was when the message came. Agents may see the message, too.'),
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
export function ids({ receiver, receiverIdType, receiveType, id }) {
	const known = [
		['open_id', addressNames.open_id, receiver.openId],
		['union_id', addressNames.union_id, receiver.unionId],
		['user_id', addressNames.user_id, receiver.userId],
	];
	const rows = known
		.filter(([, , value]) => value)
		.map(([type, name, value]) => [
			type === receiverIdType && receiveType !== 'ticket' ? `${name}, as sent` : name,
			value,
		]);
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
