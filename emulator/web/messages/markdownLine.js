// What a line of Markdown contains: styles, links, mentions, colored words, tags, pictures.
import { h } from '../tree.js';
import { colorClass } from './color.js';
import { entities, entity } from './entities.js';
import { picture } from './image.js';
import { attributesOf, emotion, link, mention, nest } from './inline.js';
import { paired } from './pairs.js';
import { object, own } from './shape.js';

/** @typedef {import('../tree.js').Tree} Tree */
/** @typedef {import('./inline.js').Context} Context */
/** @typedef {import('./pairs.js').Token} Token */
/** @typedef {import('./markdown.js').Flavour} Flavour */

const tokens = new RegExp(
	[
		String.raw`(?<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});)`,
		String.raw`(?<image>!\[(?<alt>[^[\]\n]*)\]\((?<imageKey>[^()\s]*)\))`,
		String.raw`(?<link>\[(?<label>[^[\]\n]+)\]\((?<address>(?:[^()\s]|\([^()\s]*\))+)\))`,
		String.raw`(?<at><(?<person>at|person)\s(?<who>[^<>]*)>(?<name>[^<>]*)</(?:at|person)>)`,
		String.raw`(?<anchor><a(?:\s(?<anchorAttributes>[^<>]*))?>(?<anchorWords>[^<>]*)</a>)`,
		String.raw`(?<iconLink><link\s(?<linkAttributes>[^<>]*)>(?<linkWords>[^<>]*)</link>)`,
		String.raw`(?<openTag><(?<opened>font|text_tag)\s(?<openAttributes>[^<>]*)>)`,
		String.raw`(?<closeTag></(?<closed>font|text_tag)>)`,
		String.raw`(?<newline><br ?/?>)`,
		String.raw`(?<emoji>:[A-Z][A-Za-z0-9_]{1,40}:)`,
		String.raw`(?<mark>\*{1,3}|__|~~?)`,
	].join('|'),
	'gi',
);

const marks = new Map([
	['*', () => h('em')],
	['**', () => h('strong')],
	['__', () => h('strong')],
	['***', () => h('strong', { class: 'italic' })],
	['~~', () => h('s')],
	['~', () => h('u')],
]);

/**
 * @param {string} line
 * @param {Context} context
 * @param {Flavour} flavour
 * @returns {Tree[]}
 */
export function markdownLine(line, context, flavour) {
	return nest(paired(split(line, context, flavour), flavour.card));
}

/**
 * @param {string} line
 * @param {Context} context
 * @param {Flavour} flavour
 * @returns {Token[]}
 */
function split(line, context, flavour) {
	/** @type {Token[]} */
	const found = [];
	let from = 0;
	for (const match of line.matchAll(tokens)) {
		const source = match[0];
		const end = match.index + source.length;
		if (from < match.index) found.push({ source: line.slice(from, match.index) });
		found.push(
			read(
				source,
				match.groups ?? {},
				context,
				flavour,
				line[match.index - 1] ?? '',
				line[end] ?? '',
			),
		);
		from = end;
	}
	if (from < line.length) found.push({ source: line.slice(from) });
	return found;
}

/**
 * @param {string} source
 * @param {Record<string, string | undefined>} part
 * @param {Context} context
 * @param {Flavour} flavour
 * @param {string} before
 * @param {string} after
 * @returns {Token}
 */
function read(source, part, context, flavour, before, after) {
	const words = (/** @type {string | undefined} */ inner) =>
		markdownLine(inner ?? '', context, flavour);
	if (part.entity) return { source, node: entity(part.entity) };
	if (part.image && flavour.blocks)
		return { source, node: picture(part.imageKey, { alt: part.alt ?? '' }) };
	if (part.link) return { source, node: linkOf(part, words, flavour) ?? source };
	if (part.at) {
		const { id, user_id, ids, email } = attributesOf(part.who ?? '');
		const people = (id ?? user_id ?? ids ?? email)?.split(',') ?? [];
		const nodes = people.map((one) => mention(one, context, part.name));
		return {
			source,
			node: nodes.length === 0 ? source : nodes.length === 1 ? nodes[0] : h('span', {}, ...nodes),
		};
	}
	if (flavour.card && part.anchor) {
		const address = attributesOf(part.anchorAttributes ?? '').href ?? part.anchorWords;
		return {
			source,
			node: link(address, [entities(part.anchorWords?.trim() || address || '')]) ?? source,
		};
	}
	if (flavour.card && part.iconLink) {
		const { pc_url, url } = attributesOf(part.linkAttributes ?? '');
		return {
			source,
			node: link(pc_url || url, [h('icon', { name: 'link' }), ...words(part.linkWords)]) ?? source,
		};
	}
	if (flavour.card && part.openTag) {
		const color = attributesOf(part.openAttributes ?? '').color;
		const tagged = part.opened?.toLowerCase() === 'text_tag';
		const wrap = h('span', {
			class: tagged
				? `text-tag ${colorClass(color) || 'color-neutral'}`
				: `colored ${colorClass(color)}`.trim(),
		});
		return { source, key: part.opened?.toLowerCase() ?? '', opens: true, wrap };
	}
	if (flavour.card && part.closeTag)
		return { source, key: part.closed?.toLowerCase() ?? '', closes: true };
	if (flavour.card && part.newline) return { source, node: '\n' };
	if (part.emoji && /^:[A-Z]/.test(part.emoji)) return { source, node: emotion(part.emoji) };
	if (part.mark && (part.mark !== '~' || flavour.underline)) {
		const inWord = part.mark === '__' && /\w/.test(before) && /\w/.test(after);
		const wrap = marks.get(part.mark)?.();
		return {
			source,
			key: part.mark,
			opens: /\S/.test(after) && !inWord,
			closes: /\S/.test(before) && !inWord,
			...(wrap && { wrap }),
		};
	}
	return { source };
}

/**
 * @param {Record<string, string | undefined>} part
 * @param {(inner: string | undefined) => Tree[]} words
 * @param {Flavour} flavour
 * @returns {Tree | null} null: shown as it was written
 */
function linkOf(part, words, flavour) {
	const address = part.address ?? '';
	const named = address.startsWith('$') ? object(own(flavour.href, address.slice(1))) : null;
	const whole = link(named ? named.pc_url || named.url : entities(address), words(part.label));
	// md: Feishu only sends the text of a link with an illegal address. Cards: without http(s) it is not a link.
	return whole ?? (flavour.card ? null : h('span', {}, ...words(part.label)));
}
