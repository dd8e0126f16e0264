// What the page shows while there is no message or request to show.
import { iconCopy } from './copy.js';
import { h } from './tree.js';

/** @typedef {import('./tree.js').Tree} Tree */

/** How to make something arrive. @param {string} origin @param {import('./live.js').World | null} world */
export function pointHere(origin, world) {
	const appId = world?.apps[0]?.appId;
	const helpdeskId = world?.helpdesks[0]?.helpdeskId;
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
			'Enter these values in a Feishu Helpdesk API credential and run a workflow. Messages appear here at once.',
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
			'The command npm run emulator prints the App Secret and the Helpdesk Token. They only work with this emulator.',
		),
		h('p', {}, h('a', { class: 'link', href: '#people' }, 'People you can write to')),
	);
}

/** Nothing is open beside the list, because nothing is in it. */
export const nothingOpen = () =>
	h(
		'div',
		{ class: 'empty quiet' },
		h('p', {}, 'Nothing to show.'),
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
			' is not here. It was cleared or dropped, or it belongs to an emulator that was restarted.',
		),
		h('p', {}, h('a', { class: 'link', href: '#messages' }, 'All messages')),
	);

export const stillLoading = () => h('div', { class: 'empty quiet' }, h('p', {}, 'Loading …'));

/** @param {number} dropped @param {'message' | 'request'} kind */
export const droppedWords = (dropped, kind) =>
	`${dropped} older ${kind}${dropped === 1 ? ' was' : 's were'} dropped to save memory. The newest are kept.`;

/** @param {Exclude<import('./store.js').View, 'people'>} view @param {boolean} filtered */
export function emptyList(view, filtered) {
	if (filtered)
		return h(
			'div',
			{ class: 'rows-empty' },
			h('p', {}, 'No matches.'),
			h('button', { class: 'plain', type: 'button', id: 'show-all' }, 'Show everything'),
		);
	const says = {
		messages: 'No messages yet.',
		rejected:
			'No request was rejected. A rejected request shows its code, the reason in plain words and how we know Feishu’s answer.',
		requests: 'No calls to /open-apis yet.',
	};
	return h('div', { class: 'rows-empty' }, h('p', {}, says[view]));
}
