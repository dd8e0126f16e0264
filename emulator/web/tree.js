// Renderers return a small tree of plain objects: they stay pure and can be tested without a browser.

/** @typedef {{ tag: string, attributes: Record<string, string>, children: Tree[] }} Branch */
/** @typedef {string | Branch} Tree */

/**
 * One branch. Attributes without a value and empty children are omitted.
 * @param {string} tag
 * @param {Record<string, string | number | undefined | null>} [attributes]
 * @param {...(Tree | Tree[] | null | undefined | false)} children
 * @returns {Branch}
 */
export function h(tag, attributes = {}, ...children) {
	const given = Object.entries(attributes).filter(
		([, value]) => value !== undefined && value !== null && value !== '',
	);
	return {
		tag,
		attributes: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
		children: children
			.flat()
			.flatMap((child) =>
				child === null || child === undefined || child === false || child === '' ? [] : [child],
			),
	};
}

/**
 * The text a reader sees. The children of an image are only shown if it cannot be loaded, so they do not count.
 * @param {Tree} tree
 * @returns {string}
 */
export function textOf(tree) {
	if (typeof tree === 'string') return tree;
	if (tree.tag === 'img') return '';
	return tree.children.map(textOf).join('');
}

const blocks = new Set(['div', 'li', 'pre', 'hr', 'details', 'summary', 'dt', 'dd']);

/**
 * The text of a message in one line, for the list and the search, without what the page itself adds (class `aside`).
 * @param {Tree} tree
 * @returns {string}
 */
export function summaryOf(tree) {
	if (typeof tree === 'string') return tree;
	const looks = (tree.attributes.class ?? '').split(' ');
	if (tree.tag === 'img' || looks.includes('aside')) return '';
	const inner = tree.children.map(summaryOf).join('');
	return blocks.has(tree.tag) || looks.includes('text-tag') ? ` ${inner} ` : inner;
}

/**
 * Everything in a message that can be clicked, and what it would do: links with their real address, controls with a
 * sentence (from `title`).
 * @param {Tree} tree
 * @returns {{ label: string, address?: string, effect?: string }[]}
 */
export function actionsOf(tree) {
	if (typeof tree === 'string') return [];
	const label = textOf(tree.tag === 'details' ? (tree.children[0] ?? '') : tree)
		.replace(/\s+/g, ' ')
		.trim();
	const inner = tree.children.flatMap(actionsOf);
	if (tree.tag === 'a') return [{ label, address: tree.attributes.href ?? '' }, ...inner];
	if (/\bcontrol\b/.test(tree.attributes.class ?? ''))
		return [{ label, effect: tree.attributes.title ?? '' }, ...inner];
	return inner;
}
