// What the page knows, and which of it matches the current filters.
import { messageType } from './messages/index.js';
import { summaryOf } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./live.js').Request} Request */
/** @typedef {import('./live.js').Inbox} Inbox */
/** @typedef {'messages' | 'rejected' | 'requests' | 'people'} View */
/** @typedef {{ view: View, search: string, person: string, chat: string }} Filter */

const most = 5000;

export class Store {
	/** @type {Map<string, Message>} */
	messages = new Map();
	/** @type {Map<string, Request>} */
	requests = new Map();

	/** How many of each the emulator no longer has. */
	dropped = { messages: 0, requests: 0 };

	/** Whether older ones are still on their way. */
	isIncomplete = false;

	/** @param {Inbox} inbox the newest part of it */
	replace(inbox) {
		this.messages = new Map();
		this.requests = new Map();
		this.addOlder(inbox);
	}

	/** @param {Inbox} inbox the part before the one that came last */
	addOlder({ messages, requests, older, dropped }) {
		this.messages = before(messages, this.messages);
		this.requests = before(requests, this.requests);
		this.isIncomplete = older !== null;
		this.dropped = dropped;
	}

	/** @param {Message} message */
	addMessage(message) {
		keep(this.messages, message);
	}

	/** A request may be told again once its late answer is known. @param {Request} request */
	addRequest(request) {
		keep(this.requests, request);
	}

	clear() {
		const dropped = { messages: 0, requests: 0 };
		this.replace({ messages: [], requests: [], older: null, dropped });
	}

	newestMessage() {
		return [...this.messages.values()].at(-1);
	}

	/** @returns {{ messages: number, rejected: number, requests: number }} */
	counts() {
		const rejected = [...this.requests.values()].filter(isRejected).length;
		return { messages: this.messages.size, rejected, requests: this.requests.size };
	}

	/** Everybody who received something, by name. */
	receivers() {
		/** @type {Map<string, { id: string, name: string, count: number }>} */
		const people = new Map();
		for (const { receiver } of this.messages.values()) {
			const known = people.get(receiver.openId) ?? {
				id: receiver.openId,
				name: receiver.name,
				count: 0,
			};
			people.set(receiver.openId, { ...known, count: known.count + 1 });
		}
		return [...people.values()].sort((one, other) =>
			one.name.localeCompare(other.name, 'zh-Hans-CN'),
		);
	}

	/**
	 * Newest first.
	 * @param {Filter} filter
	 * @returns {(Message | Request)[]}
	 */
	list(filter) {
		const found =
			filter.view === 'messages'
				? [...this.messages.values()].filter(
						(one) =>
							(!filter.person || one.receiver.openId === filter.person) &&
							(!filter.chat || one.receiveType === filter.chat),
					)
				: [...this.requests.values()].filter(
						(one) => filter.view === 'requests' || isRejected(one),
					);
		const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
		return found.filter((one) => words.every((word) => searchText(one).includes(word))).reverse();
	}
}

/**
 * Keeps the newest that fit. The emulator reports how many it dropped itself.
 * @template {{ id: string }} T
 * @param {Map<string, T>} map
 * @param {T} one
 */
function keep(map, one) {
	map.set(one.id, one);
	if (map.size > most) map.delete(/** @type {string} */ (map.keys().next().value));
}

/**
 * Puts older entries before those already known, which stay as they are.
 * @template {{ id: string }} T
 * @param {T[]} older
 * @param {Map<string, T>} known
 * @returns {Map<string, T>}
 */
function before(older, known) {
	const all = new Map([...older.map((one) => /** @type {const} */ ([one.id, one])), ...known]);
	return all.size > most ? new Map([...all].slice(-most)) : all;
}

/**
 * Refused, or left without an answer although nothing was delivered.
 * @param {Request} request
 */
export function isRejected({ reason, code, status, messageId }) {
	if ((code ?? 0) !== 0 || (status ?? 0) >= 400) return true;
	return messageId === null && (reason !== null || status === null);
}

/** @type {WeakMap<object, string>} */
const summaries = new WeakMap();

/**
 * The text of a message in one line.
 * @param {Message} message
 */
export function summary(message) {
	const known = summaries.get(message);
	if (known !== undefined) return known;
	const tree = messageType(message.msgType).draw(message.content, { mentions: message.mentions });
	const words = summaryOf(tree).replace(/\s+/g, ' ').trim();
	summaries.set(message, words);
	return words;
}

/** @type {WeakMap<object, string>} */
const searchTexts = new WeakMap();

/** @param {Message | Request} one */
function searchText(one) {
	const known = searchTexts.get(one);
	if (known !== undefined) return known;
	const parts =
		'msgType' in one
			? [
					one.id,
					one.msgType,
					summary(one),
					one.receiverId,
					one.ticket?.ticketId ?? '',
					...Object.values(one.receiver),
				]
			: [
					one.id,
					one.method,
					one.path,
					one.status,
					one.code,
					one.msg,
					one.reason,
					one.fault,
					one.logId,
					JSON.stringify(one.body),
				];
	const text = parts.join(' ').toLowerCase();
	searchTexts.set(one, text);
	return text;
}
