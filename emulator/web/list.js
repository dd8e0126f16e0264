// One row of the list: a message, or a request.
import { messageType } from './messages/index.js';
import { isRejected, summary } from './store.js';
import { day, moment } from './time.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./live.js').Request} Request */

const longestSnippet = 160;

/**
 * @param {Message} message
 * @param {Request} [request]
 */
export function messageRow(message, request) {
	const { receiver, receiveType, msgType, id, at } = message;
	const label = messageType(msgType).label;
	const words = summary(message);
	return h(
		'li',
		{},
		h(
			'a',
			{ class: 'row', href: `#${id}`, 'data-id': id },
			avatar(receiver),
			h(
				'span',
				{ class: 'row-main' },
				h(
					'span',
					{ class: 'row-top' },
					h('bdi', { class: 'row-name' }, receiver.name || receiver.openId),
					when(at),
				),
				h(
					'span',
					{ class: words ? 'snippet' : 'snippet faint' },
					h('bdi', {}, words ? cut(words) : label),
				),
				h(
					'span',
					{ class: 'row-facts' },
					chat(receiveType),
					h('span', {}, label),
					faultTag(request),
				),
			),
		),
	);
}

/**
 * @param {Request} request
 * @param {Message} [message] what was delivered by it
 */
export function requestRow(request, message) {
	const { id, at, code, status, method, path, reason, msg } = request;
	const refused = isRejected(request);
	return h(
		'li',
		{},
		h(
			'a',
			{ class: 'row request-row', href: `#${id}`, 'data-id': id },
			h(
				'span',
				{ class: 'row-main' },
				h(
					'span',
					{ class: 'row-top' },
					h(
						'span',
						{ class: `badge ${refused ? 'bad' : status === null ? 'open' : 'good'}` },
						refused || status === null ? badgeWords(code, status) : 'OK',
					),
					refused && Boolean(code) && h('span', { class: 'row-status' }, `HTTP ${status}`),
					message &&
						h('bdi', { class: 'row-receiver' }, message.receiver.name || message.receiver.openId),
					faultTag(request),
					when(at),
				),
				(reason || msg) &&
					refused &&
					h('span', { class: 'snippet two' }, h('bdi', {}, cut(reason ?? msg ?? ''))),
				h(
					'span',
					{ class: 'row-path' },
					h('span', { class: 'method' }, method),
					h('bdi', {}, path.replace('/open-apis', '')),
				),
			),
		),
	);
}

/**
 * @param {number | null} code
 * @param {number | null} status
 */
export const badgeWords = (code, status) =>
	code ? String(code) : status === null ? 'No answer' : `HTTP ${status}`;

const chats = {
	chat: ['group', 'Dedicated group'],
	user: ['person', 'Private chat'],
	ticket: ['ticket', 'Ticket'],
};

/** Where it was sent. @param {Message['receiveType']} receiveType */
export function chat(receiveType) {
	const [icon = '', name = ''] = chats[receiveType] ?? chats.chat;
	return h('span', { class: 'fact-chat' }, h('icon', { name: icon }), name);
}

/**
 * @param {{ name: string, openId: string }} receiver
 * @param {string} [look]
 */
export function avatar({ name, openId }, look = '') {
	const color =
		[...openId].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 997, 7) %
		6;
	// Chinese names are shortened to their last two characters, others to their initials.
	const chinese = /^\p{Script=Han}+$/u.test(name);
	const initials = name
		.split(/\s+/)
		.slice(0, 2)
		.map((part) => [...part][0] ?? '')
		.join('')
		.toUpperCase();
	return h(
		'span',
		{ class: `avatar avatar-${color} ${look}`.trim() },
		chinese ? [...name].slice(-2).join('') : initials || '?',
	);
}

/** @param {Request} [request] */
export const faultTag = (request) =>
	request?.fault
		? h(
				'span',
				{ class: 'fault', title: 'An injected fault affected this request' },
				h('icon', { name: 'bolt' }),
				h('span', {}, request.fault),
			)
		: null;

/** @param {string} at */
const when = (at) => h('time', { class: 'row-time', datetime: at, title: moment(at) }, day(at));

/** @param {string} words */
const cut = (words) =>
	[...words.slice(0, longestSnippet * 2)].length > longestSnippet
		? `${[...words.slice(0, longestSnippet * 2)].slice(0, longestSnippet).join('')}…`
		: words;
