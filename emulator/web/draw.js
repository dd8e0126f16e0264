// Brings the page in line with the state.
import { messageDetail, messageTree, requestDetail } from './detail.js';
import { arrange, pageList, toDom } from './dom.js';
import { emptyList, nothingOpen, notHere, pointHere } from './empty.js';
import { fold } from './fold.js';
import { messageRow, requestRow } from './list.js';
import { get, opened, page, state, store } from './state.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./live.js').Request} Request */

const pauseMs = 16;
let waiting = false;

/** Several events at once make one redraw. A timer, because frames stand still in a background tab. */
export function redraw() {
	if (waiting) return;
	waiting = true;
	setTimeout(() => {
		waiting = false;
		drawBar();
		drawPeople();
		drawList();
		drawDetail();
	}, pauseMs);
}

function drawBar() {
	const counts = store.counts();
	for (const link of document.querySelectorAll('[data-view]')) {
		const view = /** @type {keyof typeof counts} */ (link.getAttribute('data-view'));
		const count = /** @type {Element} */ (link.querySelector('.count'));
		count.textContent = state.loaded ? String(counts[view]) : '';
		mark(link, view === state.filter.view, 'page');
	}
	const empty = state.loaded && counts.messages + counts.requests === 0;
	document.title = counts.messages === 0 ? 'Helpdesk inbox' : `Helpdesk inbox (${counts.messages})`;
	/** @type {HTMLButtonElement} */ (get('clear')).disabled = empty || !state.loaded;
	get('message-filters').hidden = state.filter.view !== 'messages';
	document.body.classList.toggle('one-open', state.open !== '');
	document.body.classList.toggle('all-empty', empty);
}

function drawPeople() {
	const select = /** @type {HTMLSelectElement} */ (get('person'));
	const people = store.people();
	const options = [
		['Everyone', ''],
		...people.map(({ id, name, count }) => [`${name || id} (${count})`, id]),
	];
	const before = [...select.options].map((option) => option.text).join('\n');
	if (before !== options.map(([words]) => words).join('\n'))
		select.replaceChildren(...options.map(([words, id]) => new Option(words, id)));
	if (!people.some(({ id }) => id === state.filter.person)) state.filter.person = '';
	select.value = state.filter.person;
}

function drawList() {
	const { filter, loaded, open } = state;
	const found = loaded ? store.list(filter) : [];
	const rows = found.slice(0, state.rows).map(rowOf);
	arrange(get('rows'), rows);
	for (const row of rows) {
		const link = /** @type {Element} */ (row.firstElementChild);
		mark(link, link.getAttribute('data-id') === open, 'true');
	}
	const filtered =
		filter.search !== '' ||
		(filter.view === 'messages' && (filter.person !== '' || filter.chat !== ''));
	const more = found.length - state.rows;
	const end = get('rows-end');
	if (loaded && found.length === 0)
		end.replaceChildren(toDom(emptyList(filter.view, filtered), pageList));
	else if (more > 0)
		end.replaceChildren(
			toDom(
				h(
					'button',
					{ class: 'plain more', type: 'button', id: 'more' },
					`Show ${Math.min(page, more)} more of ${found.length}`,
				),
				pageList,
			),
		);
	else {
		const dropped = store.dropped[filter.view === 'messages' ? 'messages' : 'requests'];
		const words = `${dropped} older ${filter.view === 'messages' ? 'message' : 'request'}${dropped === 1 ? ' was' : 's were'} dropped: the emulator keeps the newest.`;
		end.replaceChildren(
			...(dropped > 0 ? [toDom(h('p', { class: 'rows-dropped' }, words), pageList)] : []),
		);
	}
}

/** @type {WeakMap<object, { fault: unknown, element: Element }>} */
const drawnRows = new WeakMap();

/** @param {Message | Request} one */
function rowOf(one) {
	const request = 'msgType' in one ? store.requests.get(one.requestId) : one;
	const drawn = drawnRows.get(one);
	if (drawn && drawn.fault === request?.fault) return drawn.element;
	const tree =
		'msgType' in one
			? messageRow(one, request)
			: requestRow(one, one.messageId ? store.messages.get(one.messageId) : undefined);
	const element = /** @type {Element} */ (toDom(tree, pageList));
	drawnRows.set(one, { fault: request?.fault, element });
	return element;
}

/** @type {unknown[]} */
let drawnFor = [];

function drawDetail() {
	const { filter, loaded, locale, open, world } = state;
	if (!loaded) return;
	const { message, request } = opened();
	const empty = store.messages.size + store.requests.size === 0;
	const now = [open, message, request, locale, empty, world, open === '' && filter.view];
	if (drawnFor.length > 0 && now.every((part, at) => part === drawnFor[at])) return;
	const another = drawnFor[0] !== open;
	drawnFor = now;
	const detail = get('detail');
	// The chosen language keeps the focus although its button is drawn anew.
	const focused = document.activeElement?.getAttribute('data-locale');
	const show = (/** @type {import('./tree.js').Tree} */ tree) =>
		detail.replaceChildren(toDom(tree, pageList));
	if (message) {
		const tree = messageTree(message, locale);
		show(messageDetail(message, request, tree, locale));
		// What was sent comes in through the strict white list.
		const bubble = /** @type {HTMLElement} */ (detail.querySelector('.bubble'));
		bubble.append(toDom(tree));
		fold(bubble);
	} else if (request) show(requestDetail(request, filter.view));
	else if (empty && open === '') show(pointHere(location.origin, world));
	else show(open === '' ? nothingOpen(filter.view) : notHere(open));
	if (another) detail.scrollTop = 0;
	if (focused && focused === locale)
		/** @type {HTMLElement | null} */ (
			detail.querySelector('[data-locale][aria-pressed="true"]')
		)?.focus();
}

/**
 * @param {Element} element
 * @param {boolean} current
 * @param {string} kind
 */
function mark(element, current, kind) {
	if (current) element.setAttribute('aria-current', kind);
	else element.removeAttribute('aria-current');
}
