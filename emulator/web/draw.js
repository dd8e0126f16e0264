// Updates the page to match the state.
import { messageDetail, messageTree, requestDetail } from './detail.js';
import { arrange, pageList, toDom } from './dom.js';
import { droppedWords, emptyList, nothingOpen, notHere, pointHere, stillLoading } from './empty.js';
import { fold } from './fold.js';
import { messageRow, requestRow } from './list.js';
import { peopleView } from './people.js';
import { get, page, shown, state, store } from './state.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Message} Message */
/** @typedef {import('./live.js').Request} Request */

const pauseMs = 16;
let waiting = false;

/** Several events at once cause one redraw. It uses a timer, because a background tab gets no frames. */
export function redraw() {
	if (waiting) return;
	waiting = true;
	setTimeout(() => {
		waiting = false;
		drawBar();
		drawReceivers();
		drawList();
		drawDetail();
	}, pauseMs);
}

/** A number that may still grow while older ones are on their way. @param {number} count */
const soFar = (count) => `${count}${store.isIncomplete ? '+' : ''}`;

function drawBar() {
	const { filter, loaded, open, world } = state;
	const counts = store.counts();
	const words = {
		messages: soFar(counts.messages),
		rejected: soFar(counts.rejected),
		requests: soFar(counts.requests),
		people: String(world?.people.length ?? ''),
	};
	for (const link of document.querySelectorAll('[data-view]')) {
		const view = /** @type {keyof typeof words} */ (link.getAttribute('data-view'));
		const count = /** @type {Element} */ (link.querySelector('.count'));
		count.textContent = loaded ? words[view] : '';
		mark(link, view === filter.view, 'page');
	}
	const empty = loaded && counts.messages + counts.requests === 0;
	document.title =
		counts.messages === 0 ? 'Helpdesk inbox' : `Helpdesk inbox (${soFar(counts.messages)})`;
	/** @type {HTMLButtonElement} */ (get('clear')).disabled = empty || !loaded;
	get('message-filters').hidden = filter.view !== 'messages';
	const { classList } = document.body;
	classList.toggle('one-open', open !== '');
	classList.toggle('all-empty', empty);
	classList.toggle('people-open', open === '' && filter.view === 'people');
}

function drawReceivers() {
	const select = /** @type {HTMLSelectElement} */ (get('person'));
	const people = store.receivers();
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
	const { filter, loaded } = state;
	if (filter.view === 'people') return;
	const found = loaded ? store.list(filter) : [];
	const rows = found.slice(0, state.rows).map(rowOf);
	arrange(get('rows'), rows);
	if (!store.messages.has(state.beside) && !store.requests.has(state.beside))
		state.beside = found[0]?.id ?? '';
	const { id } = shown();
	for (const row of rows) {
		const link = /** @type {Element} */ (row.firstElementChild);
		mark(link, link.getAttribute('data-id') === id, 'true');
	}
	const kind = filter.view === 'messages' ? 'message' : 'request';
	const dropped = store.dropped[`${kind}s`];
	const note = get('dropped');
	note.hidden = dropped === 0;
	note.textContent = droppedWords(dropped, kind);
	const end = listEnd(filter.view, found.length);
	get('rows-end').replaceChildren(...(end ? [toDom(end, pageList)] : []));
}

/**
 * What is shown below the rows.
 * @param {Exclude<import('./store.js').View, 'people'>} view
 * @param {number} found
 */
function listEnd(view, found) {
	const { filter, loaded, rows } = state;
	if (!loaded) return null;
	const more = found - rows;
	if (more > 0)
		return h(
			'button',
			{ class: 'plain more', type: 'button', id: 'more' },
			`Show ${Math.min(page, more)} more of ${soFar(found)}`,
		);
	if (store.isIncomplete) return h('p', { class: 'rows-note' }, 'Loading older ones …');
	const filtered =
		filter.search !== '' || (view === 'messages' && (filter.person !== '' || filter.chat !== ''));
	return found === 0 ? emptyList(view, filtered) : null;
}

/** @type {WeakMap<object, { other: unknown, element: Element }>} */
const drawnRows = new WeakMap();

/** @param {Message | Request} one */
function rowOf(one) {
	const request = 'msgType' in one ? store.requests.get(one.requestId) : one;
	const message = 'msgType' in one ? one : store.messages.get(one.messageId ?? '');
	// What belongs to it may arrive later, and is shown in the row.
	const other = 'msgType' in one ? request?.fault : message;
	const drawn = drawnRows.get(one);
	if (drawn && drawn.other === other) return drawn.element;
	const tree = 'msgType' in one ? messageRow(one, request) : requestRow(one, message);
	const element = /** @type {Element} */ (toDom(tree, pageList));
	drawnRows.set(one, { other, element });
	return element;
}

/** @type {unknown[]} */
let drawnFor = [];

function drawDetail() {
	const { filter, loaded, locale, open, world } = state;
	if (!loaded) return;
	const { id, message, request } = shown();
	const empty = store.messages.size + store.requests.size === 0;
	const waits = store.isIncomplete && !request;
	const now = [id, message, request, locale, empty, world, filter.view, waits];
	if (drawnFor.length > 0 && now.every((part, at) => part === drawnFor[at])) return;
	const another = drawnFor[0] !== id;
	drawnFor = now;
	const detail = get('detail');
	// The chosen language keeps the focus although its button is redrawn.
	const focused = document.activeElement?.getAttribute('data-locale');
	const show = (/** @type {import('./tree.js').Tree} */ tree) =>
		detail.replaceChildren(toDom(tree, pageList));
	if (open === '' && filter.view === 'people') show(peopleView(world));
	else if (message) {
		const tree = messageTree(message, locale);
		show(messageDetail(message, request, tree, locale, store.isIncomplete));
		// The sent content goes through the strict allow list.
		const bubble = /** @type {HTMLElement} */ (detail.querySelector('.bubble'));
		bubble.append(toDom(tree));
		fold(bubble);
	} else if (request) show(requestDetail(request, filter.view));
	else if (waits) show(stillLoading());
	else if (empty && open === '') show(pointHere(location.origin, world));
	else show(open === '' ? nothingOpen() : notHere(open));
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
