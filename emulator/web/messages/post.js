// msg_type post: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (post)
import { h } from '../tree.js';
import { entities } from './entities.js';
import { picture } from './image.js';
import { emotion, link, mention, styled } from './inline.js';
import { codeBlock, flavours, markdown } from './markdown.js';
import { list, object, own, string } from './shape.js';
import { unknown, unknownTag } from './unknown.js';

/** @typedef {import('../tree.js').Tree} Tree */
/** @typedef {import('./inline.js').Context} Context */

/**
 * @param {unknown} content `{ post: { zh_cn: { title, content } } }`, or without the outer "post"
 * @param {Context} context
 */
export function post(content, context) {
	const wanted = object(own(languages(content), context.locale ?? postLocales(content)[0] ?? ''));
	if (!Array.isArray(wanted.content)) return unknown('No paragraphs in this content', content);
	const title = string(wanted.title);
	return h(
		'div',
		{ class: 'post' },
		title && h('div', { class: 'post-title' }, title),
		...wanted.content.map((one) => paragraph(one, context)),
	);
}

/**
 * @param {unknown} content
 * @returns {string[]} the languages in it, as they are named there
 */
export const postLocales = (content) =>
	Object.keys(languages(content)).filter((name) =>
		Array.isArray(object(languages(content)[name]).content),
	);

/** @param {unknown} content */
const languages = (content) => object(own(content, 'post') ?? content);

/**
 * @param {unknown} nodes
 * @param {Context} context
 */
function paragraph(nodes, context) {
	if (!Array.isArray(nodes)) return unknownTag(undefined, nodes);
	return h(
		'div',
		{ class: 'paragraph' },
		...list(nodes).flatMap((node) => tagOf(object(node), node, context)),
	);
}

/**
 * @param {Record<string, unknown>} node
 * @param {unknown} sent
 * @param {Context} context
 * @returns {Tree[]}
 */
function tagOf(node, sent, context) {
	const draw = tags.get(string(node.tag));
	return draw ? draw(node, context) : [unknownTag(node.tag, sent)];
}

/** @type {Map<string, (node: Record<string, unknown>, context: Context) => Tree[]>} */
const tags = new Map([
	[
		'text',
		(node) => [
			styled(
				node.un_escape === true ? entities(string(node.text)) : string(node.text),
				list(node.style),
			),
		],
	],
	['a', (node) => [styled(anchor(node), list(node.style))]],
	[
		'at',
		(node, context) => [styled(mention(node.user_id, context, node.user_name), list(node.style))],
	],
	['img', (node) => [picture(node.image_key)]],
	['media', (node) => [video(node)]],
	['emotion', (node) => [emotion(node.emoji_type)]],
	['hr', () => [h('hr')]],
	['code_block', (node) => [codeBlock(string(node.text), string(node.language))]],
	['md', (node, context) => markdown(string(node.text), context, flavours.md)],
]);

/** @param {Record<string, unknown>} node */
function anchor(node) {
	const words = string(node.text) || string(node.href);
	const dead = h(
		'span',
		{ class: 'dead-link', title: 'Not a link: the page does not open this address' },
		words,
		' ',
		h('bdi', { class: 'dead-address' }, string(node.href)),
	);
	return link(node.href, [words]) ?? dead;
}

/** @param {Record<string, unknown>} node */
const video = (node) =>
	h(
		'div',
		{ class: 'video' },
		node.image_key ? picture(node.image_key, { alt: 'Cover of the video' }) : null,
		h(
			'div',
			{ class: 'video-name' },
			h('icon', { name: 'video' }),
			h('span', {}, 'Video'),
			h('bdi', {}, string(node.file_key)),
		),
	);
