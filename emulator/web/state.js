// What has arrived, and what the reader has chosen.
import { Store } from './store.js';

export const store = new Store();

/** How many rows a list starts with, and how many more come at a time. */
export const page = 200;

export const state = {
	/** @type {import('./store.js').Filter} */
	filter: { view: 'messages', search: '', person: '', chat: '' },
	/** ID of the open message or request. */
	open: '',
	/** @type {string | undefined} */
	locale: undefined,
	rows: page,
	loaded: false,
	/** The answer of /_emulator/world. @type {unknown} */
	world: null,
};

export const get = (/** @type {string} */ id) =>
	/** @type {HTMLElement} */ (document.getElementById(id));

/** The open message, and the request that belongs to what is open. */
export function opened() {
	const message = store.messages.get(state.open);
	return { message, request: store.requests.get(message ? message.requestId : state.open) };
}

/** @param {string} words read out by screen readers */
export function announce(words) {
	get('announce').textContent = words;
}
