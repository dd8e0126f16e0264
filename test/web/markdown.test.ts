import { flavours, markdown } from '../../emulator/web/messages/markdown.js';
import { cpuTime } from '../support/cpuTime';
import { badAddresses, markup, type Tree, violations } from './markup';

type Name = 'markdown' | 'lark_md' | 'md';

const context = { mentions: { ou_tom: 'Tom Li', ou_ann: 'Ann' } };
const trees = (source: string, name: Name = 'markdown', href?: unknown): Tree[] =>
	markdown(source, context, { ...flavours[name], href });
const draw = (source: string, name?: Name, href?: unknown) =>
	trees(source, name, href).map(markup).join('');
const line = (source: string, name?: Name, href?: unknown) =>
	draw(source, name, href).replace(/^<div class="lines">|<\/div>$/g, '');
const link = (href: string, words: string) =>
	`<a class="link" href="${href}" target="_blank" rel="noopener noreferrer" title="${href}">${words}</a>`;

describe('Markdown of cards', () => {
	test.each([
		[
			'bold and italic',
			'**b** *i* __b__ ***bi***',
			'<strong>b</strong> <em>i</em> <strong>b</strong> <strong class="italic">bi</strong>',
		],
		['struck', '~~s~~', '<s>s</s>'],
		['one tilde is no style', '~u~', '~u~'],
		['nested', '**a *b* ~~c~~**', '<strong>a <em>b</em> <s>c</s></strong>'],
		[
			'three stars that end two styles',
			'**a *b*** *c **d***',
			'<strong>a <em>b</em></strong> <em>c <strong>d</strong></em>',
		],
		['across a line break', '**a\nb**', '<strong>a\nb</strong>'],
		['beside Chinese', '**粗体**文字', '<strong>粗体</strong>文字'],
		['not closed', '**a *b', '**a *b'],
		['blanks inside are no style', '2 * 3 * 4', '2 * 3 * 4'],
		['names with underscores', 'a__init__b', 'a__init__b'],
		['crossed marks', '**a ~~b** c~~', '<strong>a ~~b</strong> c~~'],
		['colored words', "<font color='red'>r</font>", '<span class="colored color-red">r</span>'],
		['a shade', '<font color="blue-600">r</font>', '<span class="colored color-blue">r</span>'],
		[
			'color in color',
			'<font color=red>a<font color=green>b</font>c</font>',
			'<span class="colored color-red">a<span class="colored color-green">b</span>c</span>',
		],
		['an unknown color', '<font color="url(x)">r</font>', '<span class="colored">r</span>'],
		[
			'a text tag',
			"<text_tag color='green'>ok</text_tag>",
			'<span class="text-tag color-green">ok</span>',
		],
		['a font that does not end', '<font color=red>a', '&lt;font color=red>a'],
		['a link', '[**a**](https://example.com)', link('https://example.com/', '<strong>a</strong>')],
		['a link as a tag', "<a href='https://example.com'>a</a>", link('https://example.com/', 'a')],
		[
			'a link that is its own words',
			'<a>https://example.com</a>',
			link('https://example.com/', 'https://example.com'),
		],
		[
			'a link with an icon',
			"<link icon='chat' url='https://example.com' pc_url=''>a</link>",
			link('https://example.com/', '<icon name="link"></icon>a'),
		],
		[
			'a mention',
			'<at id=ou_tom></at>',
			'<span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span>',
		],
		[
			'two mentions',
			'<at ids=ou_tom,ou_ann></at>',
			'<span><span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span><span class="mention" title="ou_ann">@<bdi>Ann</bdi></span></span>',
		],
		[
			'everyone',
			'<at id=all></at>',
			'<span class="mention" title="Everyone in the chat">@Everyone</span>',
		],
		['escapes', '&#42;&lt;b&gt;&nbsp;&nope;', '*&lt;b>\u00a0&amp;nope;'],
		['escapes cannot make a style', '&#42;&#42;a&#42;&#42;', '**a**'],
		['a line break as a tag', 'a<br>b<br />c', 'a\nb\nc'],
		[
			'an emotion',
			':DONE: 10:30:20',
			'<span class="emotion" title="A Feishu emotion, shown by its name">:DONE:</span> 10:30:20',
		],
		[
			'other tags are words',
			'<script>alert(1)</script><b>x</b>',
			'&lt;script>alert(1)&lt;/script>&lt;b>x&lt;/b>',
		],
	])('%s', (_name, source, expected) => {
		expect(line(source)).toBe(expected);
	});

	test('a named address', () => {
		const href = {
			go: { url: 'https://example.com/url', pc_url: 'https://example.com/pc' },
			bad: { url: 'javascript:alert(1)' },
		};
		expect(line('[a]($go)', 'markdown', href)).toBe(link('https://example.com/pc', 'a'));
		expect(line('[a]($bad) [a]($constructor)', 'markdown', href)).toBe(
			'[a]($bad) [a]($constructor)',
		);
	});

	test('lists, nested and mixed', () => {
		expect(draw('- a\n    1. b\n    2. c\n- d\n3. e')).toBe(
			'<div class="lists"><ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul><ol start="3"><li>e</li></ol></div>',
		);
	});

	test('lists nested without end are cut at the seventh level', () => {
		const source = Array.from({ length: 60 }, (_, level) => `${'    '.repeat(level)}- x`).join(
			'\n',
		);
		expect(draw(source).match(/<ul>/g)).toHaveLength(7);
	});

	test('code, rules and pictures', () => {
		expect(draw('a\n```json\n{"**b**": 1}\n```\n---\n![hover](img_1)')).toBe(
			'<div class="lines">a</div><div class="code-block"><div class="code-language">json</div><pre><code>{&quot;**b**&quot;: 1}</code></pre></div><hr></hr><div class="lines"><img class="picture" src="/_emulator/images/img_1" alt="hover" title="hover"><span class="picture missing aside" title="hover"><icon name="image"></icon><span class="picture-says">Not uploaded to this emulator</span><bdi class="picture-key">img_1</bdi></span></img></div>',
		);
	});

	test('code that does not end keeps its words', () => {
		expect(draw('```\na')).toBe('<div class="code-block"><pre><code>a</code></pre></div>');
	});

	test('headings and quotes belong to JSON 2.0 and stay words', () => {
		expect(draw('# a\n> b')).toBe('<div class="lines"># a\n> b</div>');
	});

	test('lark_md has no lists, rules or pictures', () => {
		expect(draw('- a\n---\n![x](img_1) **b**', 'lark_md')).toBe(
			'<div class="lines">- a\n---\n![x](img_1) <strong>b</strong></div>',
		);
	});

	test.each(badAddresses)('no link to %j: shown as it was written', (address) => {
		for (const source of [
			`[a](${address})`,
			`<a href='${address}'>a</a>`,
			`<link url='${address}'>a</link>`,
		]) {
			expect(line(source)).not.toContain('<a ');
		}
	});
});

describe('Markdown of rich text (md)', () => {
	test.each([
		['underlined', '~u~ ~~s~~', '<u>u</u> <s>s</s>'],
		[
			'what is bold is not parsed any further',
			'**[a](https://example.com) *b***',
			'<strong>[a](https://example.com) *b*</strong>',
		],
		['tags of cards are words', '<font color=red>r</font>', '&lt;font color=red>r&lt;/font>'],
		[
			'a mention',
			'<at user_id="ou_tom">x</at>',
			'<span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span>',
		],
		['of an illegal link only the words are kept', '[a](javascript:x)', '<span>a</span>'],
	])('%s', (_name, source, expected) => {
		expect(line(source, 'md')).toBe(expected);
	});
});

test.each([
	['stars', '*'.repeat(30_000)],
	['openers', '**a '.repeat(10_000)],
	['alternating marks', '** * ~~ __ '.repeat(5_000)],
	['fonts', '<font color=red>'.repeat(5_000)],
	['half tags', '<at '.repeat(20_000)],
	['half links', '[a]('.repeat(20_000)],
	['half pictures', '![a]('.repeat(20_000)],
	['fences', '```\n'.repeat(10_000)],
	['ampersands', '&#'.repeat(20_000)],
	['colons', ':A'.repeat(20_000)],
])('stays quick and bounded with %s', (_name, source) => {
	const start = cpuTime();
	for (const name of ['markdown', 'lark_md', 'md'] as const)
		expect(trees(source, name).flatMap((tree) => violations(tree))).toEqual([]);
	expect(cpuTime() - start).toBeLessThan(3_000);
});
