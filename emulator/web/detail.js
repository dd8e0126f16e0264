// The open message: as the receiver sees it, and the request that brought it.
import { actions, ids, languages, notes, ticket } from './aboutMessage.js';
import { avatar, chat } from './list.js';
import { messageType } from './messages/index.js';
import { requestView } from './request.js';
import { isRejected } from './store.js';
import { moment } from './time.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./live.js').Request} Request */
/** @typedef {import('./tree.js').Branch} Branch */

/**
 * @param {Message} message
 * @param {string} [locale]
 * @returns {Branch} what the message itself is drawn as, to be put into `.bubble`
 */
export const messageTree = (message, locale) =>
	messageType(message.msgType).draw(message.content, { mentions: message.mentions, locale });

/**
 * @param {Message} message
 * @param {Request | undefined} request
 * @param {Branch} drawn
 * @param {string} [locale]
 * @param {boolean} [isIncomplete] whether its request may still come
 */
export function messageDetail(message, request, drawn, locale, isIncomplete = false) {
	const { receiver, receiveType, msgType, id, at } = message;
	const type = messageType(msgType);
	return h(
		'article',
		{ class: 'detail', 'aria-label': `Message for ${receiver.name}` },
		h(
			'header',
			{ class: 'detail-head' },
			back('messages'),
			avatar(receiver, 'large'),
			h(
				'div',
				{ class: 'detail-title' },
				h('h2', {}, h('bdi', {}, receiver.name || receiver.openId)),
				h(
					'p',
					{},
					chat(receiveType),
					h('span', {}, type.label),
					h('time', { datetime: at }, moment(at)),
				),
			),
		),
		h(
			'div',
			{ class: 'detail-columns' },
			h(
				'section',
				{ class: 'conversation', 'aria-label': 'As the receiver sees it', tabindex: '0' },
				languages(type.locales(message.content), locale),
				h(
					'div',
					{ class: 'chat' },
					h('span', { class: 'avatar bot' }, h('icon', { name: 'bot' })),
					h(
						'div',
						{ class: 'chat-main' },
						h(
							'div',
							{ class: 'chat-name' },
							'Helpdesk bot',
							h('span', { class: 'bot-tag' }, 'Bot'),
						),
						h('div', { class: `bubble bubble-${bubbleLook(msgType)}` }),
					),
				),
				ticket(message),
				notes(message.notes),
				actions(drawn),
				ids(message),
			),
			h(
				'section',
				{ class: 'raw', 'aria-label': 'Raw request', tabindex: '0' },
				h('h3', { class: 'raw-title' }, 'Request'),
				request
					? requestView(request)
					: h(
							'p',
							{ class: 'hint' },
							isIncomplete ? 'Loading …' : `The request ${message.requestId} is no longer kept.`,
						),
			),
		),
	);
}

/** @param {Request} request @param {string} view */
export function requestDetail(request, view) {
	return h(
		'article',
		{ class: 'detail', 'aria-label': `Request ${request.id}` },
		h(
			'header',
			{ class: 'detail-head' },
			back(view),
			h(
				'div',
				{ class: 'detail-title' },
				h('h2', {}, isRejected(request) ? 'Rejected request' : 'Request'),
				h(
					'p',
					{},
					h('span', { class: 'mono' }, request.id),
					h('time', { datetime: request.at }, moment(request.at)),
				),
			),
		),
		h(
			'section',
			{ class: 'raw alone', 'aria-label': 'Raw request', tabindex: '0' },
			request.messageId &&
				h(
					'p',
					{ class: 'delivered' },
					'It delivered ',
					h('a', { class: 'link', href: `#${request.messageId}` }, 'this message'),
					'.',
				),
			requestView(request),
		),
	);
}

/** @param {string} view */
const back = (view) =>
	h(
		'a',
		{ class: 'back', href: `#${view}`, 'aria-label': 'Back to the list' },
		h('icon', { name: 'back' }),
	);

/** @param {string} msgType */
const bubbleLook = (msgType) =>
	['text', 'post', 'image', 'interactive'].includes(msgType) ? msgType : 'text';
