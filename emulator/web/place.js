// The address says which view is shown, or which message or request is open: /#rejected, /#om_…, /#req_…
// If it says nothing, the newest message is open.
import { redraw } from './draw.js';
import { readWorld } from './live.js';
import { page, shown, state, store } from './state.js';
import { isRejected } from './store.js';

/** Reads the address. */
export function arrive() {
	const name = decoded(location.hash.slice(1));
	const { filter } = state;
	// This is the skip link: the open message stays open.
	if (name === 'detail') return;
	if (isView(name)) {
		if (name !== filter.view) state.rows = page;
		filter.view = name;
		state.open = '';
		state.beside = '';
		if (name === 'people') void refreshWorld();
	} else if (name === '') {
		filter.view = 'messages';
		state.open = store.newestMessage()?.id ?? '';
	} else {
		const request = store.requests.get(name);
		if (store.messages.has(name)) filter.view = 'messages';
		else if (request && filter.view !== 'requests')
			filter.view = isRejected(request) ? 'rejected' : 'requests';
		state.open = name;
	}
	state.locale = undefined;
	redraw();
}

/** A test may have changed who exists. */
export async function refreshWorld() {
	state.world = await readWorld();
	redraw();
}

/**
 * @param {string} name
 * @returns {name is import('./store.js').View}
 */
const isView = (name) => ['messages', 'rejected', 'requests', 'people'].includes(name);

/** @param {string} hash */
function decoded(hash) {
	try {
		return decodeURIComponent(hash);
	} catch {
		return hash;
	}
}

/**
 * Opens the next or previous row without adding to the browser's history.
 * @param {number} by
 */
function move(by) {
	const links = [...document.querySelectorAll('#rows a')];
	const { id } = shown();
	const at = links.findIndex((link) => link.getAttribute('data-id') === id);
	const next = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
	if (!(next instanceof HTMLElement)) return;
	history.replaceState(null, '', `#${next.getAttribute('data-id')}`);
	arrive();
	next.focus({ preventScroll: true });
	next.scrollIntoView({ block: 'nearest' });
}

/** j, k and the arrow keys move through the list, / searches, Escape goes back. @param {KeyboardEvent} event */
export function pressed(event) {
	const target = /** @type {HTMLElement} */ (event.target);
	if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]'))
		return;
	const typing = target.matches('input, select, textarea');
	if (event.key === 'Escape') {
		if (typing) target.blur();
		else if (state.open) location.hash = state.filter.view;
		return;
	}
	if (typing || state.filter.view === 'people') return;
	// Elsewhere the arrow keys scroll what has the focus.
	const inList = target === document.body || target.closest('#rows') !== null;
	if (event.key === 'j' || (event.key === 'ArrowDown' && inList)) move(1);
	else if (event.key === 'k' || (event.key === 'ArrowUp' && inList)) move(-1);
	else if (event.key === '/') document.getElementById('search')?.focus();
	else return;
	event.preventDefault();
}
