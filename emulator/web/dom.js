// The one place where a tree becomes DOM. Nothing outside the allow list gets through, whatever a renderer returns.
import { drawIcon } from './icons.js';
import { isImageAddress, isLinkAddress } from './messages/address.js';

/** @typedef {import('./tree.js').Tree} Tree */
/** @typedef {{ tags: Set<string>, attributes: Map<string, (value: string) => boolean> }} WhiteList */

const anything = () => true;
const number = (/** @type {string} */ value) => /^\d{1,6}$/.test(value);

/** What the content of a message may become. @type {WhiteList} */
export const contentList = {
	tags: new Set([
		'a',
		'bdi',
		'blockquote',
		'code',
		'dd',
		'details',
		'div',
		'dl',
		'dt',
		'em',
		'hr',
		'icon',
		'img',
		'li',
		'ol',
		'pre',
		's',
		'span',
		'strong',
		'summary',
		'u',
		'ul',
	]),
	attributes: new Map(
		/** @type {[string, (value: string) => boolean][]} */ ([
			['alt', anything],
			['class', (value) => /^[a-z0-9-]+( [a-z0-9-]+)*$/.test(value)],
			['data-width', number],
			['href', isLinkAddress],
			['name', (value) => /^[a-z-]+$/.test(value)],
			['rel', (value) => value === 'noopener noreferrer'],
			['src', isImageAddress],
			['start', number],
			['target', (value) => value === '_blank'],
			['title', anything],
		]),
	),
};

/** What the page itself is built of. @type {WhiteList} */
export const pageList = {
	tags: new Set([
		...contentList.tags,
		'article',
		'button',
		'h2',
		'h3',
		'header',
		'kbd',
		'p',
		'section',
		'time',
	]),
	attributes: new Map([
		...contentList.attributes,
		...[
			'aria-current',
			'aria-label',
			'aria-labelledby',
			'aria-pressed',
			'data-copy',
			'data-id',
			'data-locale',
			'datetime',
			'id',
			'lang',
			'role',
			'tabindex',
			'type',
		].map((name) => /** @type {[string, () => boolean]} */ ([name, anything])),
		['href', (value) => isLinkAddress(value) || value.startsWith('#')],
	]),
};

/**
 * @param {Tree} tree
 * @param {WhiteList} [list]
 * @returns {Node}
 */
export function toDom(tree, list = contentList) {
	if (typeof tree === 'string') return document.createTextNode(tree);
	if (tree.tag === 'icon') return drawIcon(tree.attributes.name ?? '');
	const element = document.createElement(list.tags.has(tree.tag) ? tree.tag : 'span');
	for (const [name, value] of Object.entries(tree.attributes)) {
		if (!list.attributes.get(name)?.(value)) continue;
		if (name === 'data-width') element.style.width = `${value}px`;
		else element.setAttribute(name, value);
	}
	const children = tree.children.map((child) => toDom(child, list));
	// The children of an image are its replacement if it cannot be loaded.
	if (tree.tag === 'img')
		element.addEventListener('error', () => element.replaceWith(...children), { once: true });
	else element.append(...children);
	return element;
}

/**
 * Gives a list element these children without touching those that stay, so that focus and scroll position survive.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
	const wanted = new Set(children);
	for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
	children.forEach((child, at) => {
		if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
	});
}
