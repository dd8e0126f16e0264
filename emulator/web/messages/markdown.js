// The Markdown of cards (component `markdown`, text `lark_md`) and of the rich text tag `md`. Three subsets:
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text (card)
// https://open.feishu.cn/document/ukTMukTMukTM/uADOwUjLwgDM14CM4ATN (what lark_md leaves out)
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (md)
import { h } from '../tree.js';
import { markdownLine } from './markdownLine.js';

/** @typedef {import('../tree.js').Branch} Branch */
/** @typedef {import('./inline.js').Context} Context */
/**
 * @typedef {object} Flavour
 * @property {boolean} blocks lists, code blocks, rules and pictures
 * @property {boolean} quotes
 * @property {boolean} underline `~…~`
 * @property {boolean} card tags of cards: font, text_tag, a, link, person
 * @property {unknown} [href] named addresses for `[words]($name)`
 */

/** @type {Record<'markdown' | 'lark_md' | 'md', Flavour>} */
export const flavours = {
	markdown: { blocks: true, quotes: false, underline: false, card: true },
	lark_md: { blocks: false, quotes: false, underline: false, card: true },
	md: { blocks: true, quotes: true, underline: true, card: false },
};

const deepestList = 6;

/**
 * @param {string} source
 * @param {Context} context
 * @param {Flavour} flavour
 * @returns {Branch[]}
 */
export function markdown(source, context, flavour) {
	const words = (/** @type {string} */ line) => markdownLine(line, context, flavour);
	if (!flavour.blocks) return [h('div', { class: 'lines' }, ...words(source))];
	return blocksOf(source.split('\n'), flavour).map((block) => {
		if (block.kind === 'rule') return h('hr');
		if (block.kind === 'code') return codeBlock(block.lines.join('\n'), block.language);
		if (block.kind === 'quote')
			return h('blockquote', { class: 'lines' }, ...words(block.lines.join('\n')));
		if (block.kind === 'list')
			return listOf(block.items.map((item) => ({ ...item, words: words(item.line) })));
		return h('div', { class: 'lines' }, ...words(block.lines.join('\n')));
	});
}

/**
 * @param {string} code
 * @param {string} [language]
 */
export const codeBlock = (code, language = '') =>
	h(
		'div',
		{ class: 'code-block' },
		language && h('div', { class: 'code-language' }, language),
		h('pre', {}, h('code', {}, code)),
	);

/** @typedef {{ level: number, number: number | null, line: string }} Item */
/**
 * @typedef {{ kind: 'rule' } | { kind: 'code', language: string, lines: string[] } | { kind: 'quote', lines: string[] }
 *   | { kind: 'list', items: Item[] } | { kind: 'lines', lines: string[] }} Block
 */

/**
 * @param {string[]} lines
 * @param {Flavour} flavour
 * @returns {Block[]}
 */
function blocksOf(lines, flavour) {
	/** @type {Block[]} */
	const blocks = [];
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? '';
		const last = blocks.at(-1);
		const fence = /^```\s*([\w+#-]*)\s*$/.exec(line);
		const item = /^( *)(?:-|(\d{1,6})\.) +(.*)$/.exec(line);
		const quote = flavour.quotes ? /^> ?(.*)$/.exec(line) : null;
		if (fence) {
			const end = lines.findIndex((other, index) => index > at && other.trimEnd() === '```');
			const until = end < 0 ? lines.length : end;
			blocks.push({ kind: 'code', language: fence[1] ?? '', lines: lines.slice(at + 1, until) });
			at = until;
		} else if (/^ *-{3,} *$/.test(line)) {
			blocks.push({ kind: 'rule' });
		} else if (item) {
			const level = Math.min(Math.floor((item[1] ?? '').length / 4), deepestList);
			const entry = {
				level,
				number: item[2] === undefined ? null : Number(item[2]),
				line: item[3] ?? '',
			};
			if (last?.kind === 'list') last.items.push(entry);
			else blocks.push({ kind: 'list', items: [entry] });
		} else if (quote) {
			if (last?.kind === 'quote') last.lines.push(quote[1] ?? '');
			else blocks.push({ kind: 'quote', lines: [quote[1] ?? ''] });
		} else if (last?.kind === 'lines') {
			last.lines.push(line);
		} else if (line.trim() !== '') {
			blocks.push({ kind: 'lines', lines: [line] });
		} else if (last?.kind === 'list' || last?.kind === 'quote') {
			blocks.push({ kind: 'lines', lines: [] });
		}
	}
	for (const block of blocks) {
		while (block.kind === 'lines' && block.lines.length > 0 && block.lines.at(-1)?.trim() === '')
			block.lines.pop();
	}
	return blocks.filter((block) => block.kind !== 'lines' || block.lines.length > 0);
}

/**
 * @param {(Item & { words: import('../tree.js').Tree[] })[]} items
 * @returns {Branch}
 */
function listOf(items) {
	const root = h('div', { class: 'lists' });
	/** @type {{ level: number, ordered: boolean, branch: Branch }[]} */
	const open = [];
	for (const item of items) {
		while (open.length > 0 && (open.at(-1)?.level ?? 0) > item.level) open.pop();
		const ordered = item.number !== null;
		let top = open.at(-1);
		if (top && top.level === item.level && top.ordered !== ordered) {
			open.pop();
			top = undefined;
		}
		if (!top || top.level < item.level) {
			const branch = ordered
				? h('ol', { start: item.number === 1 ? undefined : item.number })
				: h('ul');
			const parent = open.at(-1)?.branch.children.at(-1);
			(parent && typeof parent !== 'string' ? parent : root).children.push(branch);
			top = { level: item.level, ordered, branch };
			open.push(top);
		}
		top.branch.children.push(h('li', {}, ...item.words));
	}
	return root;
}
