// The raw request: what was sent, what was answered, and why.
import { copyButton } from './copy.js';
import { printJson } from './json.js';
import { badgeWords } from './list.js';
import { isRejected } from './store.js';
import { isLinkAddress } from './messages/address.js';
import { moment } from './time.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Request} Request */
/** @typedef {import('./tree.js').Tree} Tree */

const knownHow = new Map([
	['document', ['Documented', "Feishu's documents say so."]],
	['observed', ['Observed', 'Seen in real answers of Feishu.']],
	['assumed', ['Assumed', 'Feishu does not say how it answers here; it may answer differently.']],
]);

const faults = new Map([
	['rateLimited', 'It was answered with a rate limit.'],
	['tokenExpired', 'It was answered as if the token had expired.'],
	['answer', 'It got the answer that was set.'],
	[
		'dropAfterDelivery',
		'The message was delivered, then the connection was cut without an answer.',
	],
	['dropBeforeDelivery', 'The connection was cut before anything was delivered.'],
	['stall', 'The answer was held back.'],
	['garbage', 'It was answered with incomplete JSON.'],
]);

/** @param {Request} request */
export function requestView(request) {
	const { method, path, query, headers, body } = request;
	const search = new URLSearchParams(
		// An array repeats its key.
		Object.entries(query).flatMap(([name, values]) =>
			[values].flat().map((value) => [name, value]),
		),
	).toString();
	return h(
		'div',
		{ class: 'request' },
		h(
			'div',
			{ class: 'request-tools' },
			copyButton('curl', 'Copy as cURL'),
			body !== null &&
				body !== undefined &&
				copyButton('content', sentContent(body) === undefined ? 'Copy body' : 'Copy content'),
		),
		h(
			'div',
			{ class: 'request-line' },
			h('span', { class: 'method' }, method),
			h('bdi', {}, path, search && h('span', { class: 'query' }, `?${search}`)),
		),
		answer(request),
		...why(request),
		body === null || body === undefined ? null : bodyBlock(body),
		block(
			'Headers',
			h(
				'dl',
				{ class: 'headers' },
				...Object.entries(headers).flatMap(([name, value]) => [
					h('dt', {}, h('bdi', {}, name)),
					h('dd', {}, h('bdi', {}, String(value))),
				]),
			),
		),
	);
}

/**
 * What "Copy content" copies, or undefined if the body has no content.
 * @param {unknown} body
 */
export function sentContent(body) {
	const content =
		typeof body === 'object' && body !== null && Object.hasOwn(body, 'content')
			? /** @type {Record<string, unknown>} */ (body).content
			: undefined;
	if (typeof content !== 'string') return undefined;
	try {
		return { parsed: JSON.parse(content) };
	} catch {
		return undefined;
	}
}

/** @param {unknown} body */
function bodyBlock(body) {
	const content = sentContent(body);
	const shown = content ? { .../** @type {object} */ (body), content: content.parsed } : body;
	return block(
		'Body',
		content &&
			h(
				'p',
				{ class: 'hint' },
				'In the request, content is JSON in a string. It is shown parsed here.',
			),
		h('pre', { class: 'json body-json', tabindex: '0', 'aria-label': 'Body' }, ...printJson(shown)),
	);
}

/** @param {Request} request */
function answer(request) {
	const { status, code, msg, logId, at } = request;
	const refused = isRejected(request);
	return h(
		'dl',
		{ class: 'answer' },
		...fact(
			'Answer',
			h(
				'span',
				{ class: `badge ${refused ? 'bad' : status === null ? 'open' : 'good'}` },
				status === null ? 'No answer' : `HTTP ${status}`,
			),
			code !== null && h('span', { class: 'code' }, `code ${code}`),
		),
		...(msg ? fact('Message', h('bdi', {}, msg)) : []),
		...(logId ? fact('Log ID', h('bdi', { class: 'mono' }, logId)) : []),
		...fact('Received', moment(at)),
	);
}

/** @param {Request} request */
function why(request) {
	const { reason, known, source, fault } = request;
	const [label, says] = knownHow.get(known ?? '') ?? [];
	// Without a rule, the reason only repeats that a fault was set.
	const byRule = reason !== null && (fault === null || label !== undefined);
	return [
		fault &&
			h(
				'div',
				{ class: 'callout by-fault' },
				h('icon', { name: 'bolt' }),
				h(
					'div',
					{},
					h('strong', {}, 'Injected fault: ', h('span', { class: 'mono' }, fault)),
					h('p', {}, faults.get(fault) ?? 'It changed the outcome of this request.'),
				),
			),
		byRule &&
			h(
				'div',
				{ class: 'callout by-rule' },
				h('icon', { name: 'warning' }),
				h(
					'div',
					{},
					h(
						'strong',
						{},
						`Why it was rejected${request.code ? ` with ${badgeWords(request.code, request.status)}` : ''}`,
					),
					h('p', {}, h('bdi', {}, reason)),
					label &&
						h('p', { class: 'known' }, h('span', { class: `known-tag ${known}` }, label), says),
					source && h('p', { class: 'known' }, 'Source: ', sourceLink(source)),
				),
			),
	];
}

/** @param {string} source */
const sourceLink = (source) =>
	isLinkAddress(source)
		? h(
				'a',
				{ class: 'link', href: source, target: '_blank', rel: 'noopener noreferrer' },
				h('bdi', {}, source),
			)
		: h('bdi', {}, source);

/**
 * @param {string} title
 * @param {...(Tree | null | undefined | false)} children
 */
export const block = (title, ...children) =>
	h('section', { class: 'block' }, h('h3', {}, title), ...children);

/**
 * @param {string} name
 * @param {...(Tree | false)} value
 */
const fact = (name, ...value) => [h('dt', {}, name), h('dd', {}, ...value)];
