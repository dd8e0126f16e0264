// Connects the page: what happens in the emulator, and what the reader does.
import { copy } from './copy.js';
import { redraw } from './draw.js';
import { jsonText } from './json.js';
import { clearInbox, follow } from './live.js';
import { messageType } from './messages/index.js';
import { arrive, pressed, refreshWorld } from './place.js';
import { sentContent } from './request.js';
import { announce, get, page, shown, state, store, wide } from './state.js';
import { isRejected } from './store.js';

const words = { live: 'Live', reconnecting: 'Reconnecting' };

follow({
	state(now) {
		get('live').textContent = words[now];
		get('live').setAttribute('data-state', now);
	},
	inbox(inbox) {
		store.replace(inbox);
		state.loaded = true;
		arrive();
		void refreshWorld();
	},
	older(inbox) {
		const { message, request } = shown();
		store.addOlder(inbox);
		// What the address names may only have arrived now.
		if (state.open && !message && !request) arrive();
		redraw();
	},
	message(message) {
		store.addMessage(message);
		// A reader who is waiting at / sees the first message at once.
		if (location.hash === '' && state.open === '') arrive();
		announce(`${messageType(message.msgType).label} for ${message.receiver.name}`);
		redraw();
	},
	request(request) {
		store.addRequest(request);
		if (isRejected(request))
			announce(`A request was rejected with ${request.code ?? request.status ?? 'no answer'}`);
		redraw();
	},
	dropped(counts) {
		store.dropped = counts;
		redraw();
	},
	cleared() {
		store.clear();
		if (state.open) location.hash = state.filter.view;
		redraw();
	},
});

addEventListener('hashchange', arrive);
wide.addEventListener('change', redraw);
document.addEventListener('keydown', pressed);

// ---- filters -------------------------------------------------------------------------------------------------------

const search = /** @type {HTMLInputElement} */ (get('search'));
const person = /** @type {HTMLSelectElement} */ (get('person'));

/** @param {Partial<import('./store.js').Filter>} change */
function choose(change) {
	Object.assign(state.filter, change);
	state.rows = page;
	get('rows-scroll').scrollTop = 0;
	for (const button of document.querySelectorAll('[data-chat]')) {
		button.setAttribute(
			'aria-pressed',
			String(button.getAttribute('data-chat') === state.filter.chat),
		);
	}
	redraw();
}

search.addEventListener('input', () => choose({ search: search.value }));
person.addEventListener('change', () => choose({ person: person.value }));

// ---- buttons -------------------------------------------------------------------------------------------------------

document.addEventListener('click', async (event) => {
	const button = /** @type {Element} */ (event.target).closest('button');
	if (!button) return;
	const { id, dataset } = button;
	if (id === 'more') {
		state.rows += page;
		redraw();
	} else if (id === 'show-all') {
		search.value = '';
		choose({ search: '', person: '', chat: '' });
	} else if (dataset.chat !== undefined) {
		choose({ chat: dataset.chat });
	} else if (dataset.locale !== undefined) {
		state.locale = dataset.locale;
		redraw();
	} else if (dataset.copy !== undefined) {
		announce(await copy(button, textToCopy(dataset.copy)));
	}
});

/** @param {string} what `=` and the text itself, or what of the open request */
function textToCopy(what) {
	if (what.startsWith('=')) return what.slice(1);
	const { message, request } = shown();
	if (what === 'curl') return request?.curl ?? '';
	const content = sentContent(request?.body);
	return jsonText(message ? message.content : content ? content.parsed : request?.body);
}

// ---- clearing ------------------------------------------------------------------------------------------------------

const ask = /** @type {HTMLDialogElement} */ (get('ask'));

get('clear').addEventListener('click', () => {
	const { messages, requests } = store.counts();
	const count = (/** @type {number} */ many, /** @type {string} */ name) =>
		`${many} ${name}${many === 1 ? '' : 's'}`;
	get('ask-says').textContent =
		`${count(messages, 'message')} and ${count(requests, 'request')} will be forgotten.`;
	ask.showModal();
});
get('ask-no').addEventListener('click', () => ask.close());
get('ask-yes').addEventListener('click', async () => {
	ask.close();
	const answer = await clearInbox().catch(() => null);
	announce(answer?.ok ? 'The inbox is empty' : 'The emulator did not answer. Nothing was cleared.');
});
