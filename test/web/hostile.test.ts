import fc from 'fast-check';

import { linkAddress } from '../../emulator/web/messages/address.js';
import { messageType } from '../../emulator/web/messages/index.js';
import { text } from '../../emulator/web/messages/text.js';
import { printJson } from '../../emulator/web/json.js';
import { actionsOf, h, summaryOf, textOf } from '../../emulator/web/tree.js';
import { badAddresses, type Tree, violations } from './markup';
import { anyCharacters } from '../support/text';

const msgTypes = ['text', 'post', 'image', 'interactive', 'telepathy'];

/** Pieces that mean something to a renderer, or to a browser. */
const words = fc.oneof(
	fc.string(),
	anyCharacters(),
	fc.constantFrom(
		...badAddresses,
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'"><svg onload=alert(1)>',
		'https://example.com/?a=1',
		'[x](https://example.com)',
		'[x](javascript:alert(1))',
		'<b>',
		'</b>',
		'<i>x</i>',
		'**',
		'~~',
		'```',
		'- ',
		'---',
		'<at id=all></at>',
		'<at user_id="ou_1">x</at>',
		"<font color='red'>",
		'</font>',
		"<text_tag color='blue'>x</text_tag>",
		'&lt;',
		'&#x202e;',
		'\u202e',
		'\u2066',
		'\u0000',
		'\ud800',
		'img_v2_1',
		'../../x',
		'__proto__',
		'constructor',
		'2.0',
		'zh_cn',
	),
);
const line = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(''));

const tags = [
	'text',
	'a',
	'at',
	'img',
	'media',
	'emotion',
	'hr',
	'code_block',
	'md',
	'div',
	'markdown',
	'note',
	'action',
	'column_set',
	'column',
	'button',
	'select_static',
	'overflow',
	'date_picker',
	'plain_text',
	'lark_md',
	'chart',
	'constructor',
	'__proto__',
];
const names = [
	'tag',
	'text',
	'content',
	'title',
	'subtitle',
	'header',
	'elements',
	'fields',
	'extra',
	'actions',
	'columns',
	'options',
	'value',
	'url',
	'href',
	'multi_url',
	'pc_url',
	'image_key',
	'img_key',
	'file_key',
	'user_id',
	'style',
	'template',
	'color',
	'width',
	'weight',
	'i18n',
	'i18n_elements',
	'text_tag_list',
	'card_link',
	'confirm',
	'alt',
	'type',
	'data',
	'template_id',
	'template_variable',
	'post',
	'zh_cn',
	'en_us',
	'language',
	'emoji_type',
	'un_escape',
	'is_short',
	'icon',
	'behaviors',
	'placeholder',
	'initial_option',
	'custom_width',
];

/** JSON that looks like a message until one looks closely. */
const lookalike = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 6, depthSize: 'medium' },
		line,
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
		fc.record(
			{
				tag: fc.constantFrom(...tags),
				text: tie('value'),
				content: tie('value'),
				url: words,
				href: words,
				elements: tie('value'),
			},
			{ requiredKeys: ['tag'] },
		),
	),
})).value;

const shapes: Array<[string, (inner: unknown) => unknown]> = [
	['as it is', (inner) => inner],
	['a text', (inner) => ({ text: inner })],
	['a post', (inner) => ({ post: { zh_cn: { title: inner, content: [[inner], inner] } } })],
	[
		'a card',
		(inner) => ({
			header: inner,
			elements: [
				inner,
				{ tag: 'div', text: inner, fields: [inner], extra: inner },
				{ tag: 'action', actions: [inner] },
			],
		}),
	],
	[
		'a template',
		(inner) => ({
			type: 'template',
			data: { template_id: inner, template_variable: { x: inner } },
		}),
	],
];

const draw = (msgType: string, content: unknown, locale?: string): Tree =>
	messageType(msgType).draw(content, { mentions: { ou_1: '<b>' }, locale });

describe('whatever the content is', () => {
	test.each(shapes)('no renderer throws or leaves the white list: %s', (_name, shape) => {
		fc.assert(
			fc.property(
				fc.oneof(fc.jsonValue(), lookalike),
				fc.constantFrom(...msgTypes),
				(inner, msgType) => {
					const content = JSON.parse(JSON.stringify(shape(inner)));
					const tree = draw(msgType, content);
					expect(violations(tree)).toEqual([]);
					expect(typeof summaryOf(tree)).toBe('string');
					for (const { address } of actionsOf(tree) as Array<{ address?: string }>) {
						if (address !== undefined) expect(linkAddress(address)).toBe(address);
					}
					for (const locale of messageType(msgType).locales(content))
						expect(violations(draw(msgType, content, locale))).toEqual([]);
				},
			),
			{ numRuns: 200 },
		);
	});

	test('plain text arrives character by character', () => {
		const plain = anyCharacters().filter((sent) => !/[<[]/.test(sent));
		fc.assert(
			fc.property(plain, (sent) => {
				expect(textOf(text({ text: sent }, { mentions: {} }))).toBe(sent);
			}),
		);
	});

	test('of tags that match, only the tags themselves go', () => {
		const plain = fc.string().filter((sent) => !/[<[\]>]/.test(sent));
		const styled = fc.letrec<{ node: [sent: string, shown: string] }>((tie) => ({
			node: fc.oneof(
				{ maxDepth: 4 },
				plain.map((sent): [string, string] => [sent, sent]),
				fc
					.tuple(fc.constantFrom('b', 'i', 'u', 's'), fc.array(tie('node'), { maxLength: 3 }))
					.map(([tag, inner]): [string, string] => [
						`<${tag}>${inner.map(([sent]) => sent).join('')}</${tag}>`,
						inner.map(([, shown]) => shown).join(''),
					]),
			),
		})).node;
		fc.assert(
			fc.property(styled, ([sent, shown]) => {
				expect(textOf(text({ text: sent }, { mentions: {} }))).toBe(shown);
			}),
		);
	});

	test('content of ten thousand levels is cut, not fatal', () => {
		let deep: unknown = 'bottom';
		for (let level = 0; level < 10_000; level++)
			deep = level % 2 ? [deep] : { tag: 'column_set', columns: deep };
		for (const msgType of msgTypes) {
			for (const [, shape] of shapes) expect(violations(draw(msgType, shape(deep)))).toEqual([]);
		}
		expect(textOf(h('pre', {}, ...printJson(deep)))).toContain('nested too deeply to print');
	});
});
