import { contentList } from '../../emulator/web/dom.js';

export type Tree = string | { tag: string; attributes: Record<string, string>; children: Tree[] };

const escaped = (text: string) =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** The whole tree as markup, so that a test can state it in one line. Only for reading: nothing is ever parsed. */
export function markup(tree: Tree): string {
	if (typeof tree === 'string') return escaped(tree);
	const attributes = Object.entries(tree.attributes).map(
		([name, value]) => ` ${name}="${escaped(value)}"`,
	);
	return `<${tree.tag}${attributes.join('')}>${tree.children.map(markup).join('')}</${tree.tag}>`;
}

export type WhiteList = { tags: Set<string>; attributes: Map<string, (value: string) => boolean> };

/** Everything in a tree that the white list would have to drop: must be nothing. */
export function violations(tree: Tree, list: WhiteList = contentList, depth = 0): string[] {
	if (typeof tree === 'string') return [];
	const found = Object.entries(tree.attributes)
		.filter(([name, value]) => !list.attributes.get(name)?.(value))
		.map(([name, value]) => `${tree.tag} ${name}="${value}"`);
	if (!list.tags.has(tree.tag)) found.push(`<${tree.tag}>`);
	if (depth > 80) return [...found, 'nested too deeply'];
	return [...found, ...tree.children.flatMap((child) => violations(child, list, depth + 1))];
}

/** Addresses that must never become a link or be loaded. */
export const badAddresses = [
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	' javascript:alert(1)',
	'java\tscript:alert(1)',
	'java\nscript:alert(1)',
	'\u0001javascript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'vbscript:msgbox(1)',
	'file:///etc/passwd',
	'blob:https://example.com/1',
	'//example.com/x',
	'/relative',
	'example.com',
	'tel://10086',
	'',
];
