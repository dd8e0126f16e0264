// What the page says while there is nothing to show.
import { iconCopy } from './copy.js';
import { object, string } from './messages/shape.js';
import { h } from './tree.js';

/** @typedef {import('./tree.js').Tree} Tree */

/** How to make something arrive. @param {string} origin @param {unknown} world the answer of /_emulator/world */
export function pointHere(origin, world) {
	const { appId, helpdeskId } = firstOf(world);
	const rows = [
		['Region', 'Custom', false],
		['Base URL', origin, true],
		['App ID', appId, true],
		['Helpdesk ID', helpdeskId, true],
	].filter(([, value]) => value);
	return h(
		'div',
		{ class: 'empty' },
		h('icon', { name: 'inbox' }),
		h('h2', {}, 'Nothing has arrived yet'),
		h(
			'p',
			{},
			'Point a credential of the Feishu Helpdesk node at this emulator and run a workflow. Messages appear here at once.',
		),
		h(
			'dl',
			{ class: 'settings' },
			...rows.flatMap(([name, value, copied]) => [
				h('dt', {}, String(name)),
				h(
					'dd',
					{},
					h('bdi', { class: copied ? 'mono' : '' }, String(value)),
					copied ? iconCopy(String(value), String(name)) : null,
				),
			]),
		),
		h(
			'p',
			{ class: 'hint' },
			'The app secret and the helpdesk token of the emulator are printed where it was started. They open nothing else.',
		),
		receivers(world),
	);
}

/** Nothing is open beside the list. @param {import('./store.js').View} view */
export const nothingOpen = (view) =>
	h(
		'div',
		{ class: 'empty quiet' },
		h(
			'p',
			{},
			view === 'messages'
				? 'Choose a message to see it as its receiver does, with the request beside it.'
				: 'Choose a request to see what was sent and what was answered.',
		),
		h(
			'p',
			{ class: 'keys' },
			h('kbd', {}, 'j'),
			h('kbd', {}, 'k'),
			' to move, ',
			h('kbd', {}, '/'),
			' to search',
		),
	);

/** The thing an address names is not here. @param {string} id */
export const notHere = (id) =>
	h(
		'div',
		{ class: 'empty quiet' },
		h('h2', {}, 'Not in this inbox'),
		h(
			'p',
			{},
			h('bdi', { class: 'mono' }, id),
			' is not here. It was cleared, or belongs to an emulator that has been restarted.',
		),
		h('p', {}, h('a', { class: 'link', href: '#messages' }, 'All messages')),
	);

/** @param {import('./store.js').View} view @param {boolean} filtered */
export function emptyList(view, filtered) {
	if (filtered)
		return h(
			'div',
			{ class: 'rows-empty' },
			h('p', {}, 'Nothing matches.'),
			h('button', { class: 'plain', type: 'button', id: 'show-all' }, 'Show everything'),
		);
	const says = {
		messages: 'No messages yet.',
		rejected:
			'No request was rejected. Each one will show its code, the reason in plain words and how Feishu’s answer is known.',
		requests: 'No calls to /open-apis yet.',
	};
	return h('div', { class: 'rows-empty' }, h('p', {}, says[view]));
}

/** @param {unknown} world */
function receivers(world) {
	const people = object(world).people;
	if (!Array.isArray(people) || people.length === 0) return null;
	const rows = people.slice(0, 12).map((person) => {
		const { name, openId, openTicket } = object(person);
		const id = typeof openId === 'string' ? openId : string(Object.values(object(openId))[0]);
		return h(
			'li',
			{},
			h(
				'bdi',
				{ class: 'person-name' },
				string(name),
				openTicket === true && h('span', { class: 'ticket' }, 'open ticket'),
			),
			h('bdi', { class: 'mono' }, id),
			id && iconCopy(id, `the open_id of ${string(name)}`),
		);
	});
	return h(
		'section',
		{ class: 'people' },
		h('h3', {}, 'People you can write to'),
		h('ul', {}, ...rows),
	);
}

/** @param {unknown} world */
function firstOf(world) {
	const { apps, appIds, helpdesks, helpdeskIds } = object(world);
	const first = (/** @type {unknown} */ list) => (Array.isArray(list) ? list[0] : undefined);
	return {
		appId: string(first(appIds)) || string(object(first(apps)).appId) || string(first(apps)),
		helpdeskId:
			string(first(helpdeskIds)) ||
			string(object(first(helpdesks)).helpdeskId) ||
			string(first(helpdesks)),
	};
}
