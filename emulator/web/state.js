// What arrived, and what the reader chose.
import { Store } from './store.js';

export const store = new Store();

/** How many rows a list starts with, and how many more come at a time. */
export const page = 200;

export const state = {
	/** @type {import('./store.js').Filter} */
	filter: { view: 'messages', search: '', person: '', chat: '' },
	/** ID of the message or request that the address names. */
	open: '',
	/** ID of the newest of the list, shown beside it while the address names none. */
	beside: '',
	/** @type {string | undefined} */
	locale: undefined,
	rows: page,
	loaded: false,
	/** @type {import('./live.js').World | null} */
	world: null,
};

export const get = (/** @type {string} */ id) =>
	/** @type {HTMLElement} */ (document.getElementById(id));

/** On a wide screen something is always open beside the list; a narrow one shows one thing at a time. */
export const wide = matchMedia('(min-width: 761px)');

/** What is shown: its ID, the message, and the request that belongs to it. */
export function shown() {
	const id = state.open || (wide.matches ? state.beside : '');
	const message = store.messages.get(id);
	return { id, message, request: store.requests.get(message ? message.requestId : id) };
}

/** @param {string} words read out by screen readers */
export function announce(words) {
	get('announce').textContent = words;
}
