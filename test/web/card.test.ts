import { card, cardLocales } from '../../emulator/web/messages/card/card.js';
import { actionsOf } from '../../emulator/web/tree.js';
import { badAddresses, markup, type Tree, violations } from './markup';

const context = { mentions: { ou_tom: 'Tom Li' } };
const draw = (content: unknown, locale?: string): Tree => card(content, { ...context, locale });
const body = (...elements: unknown[]) =>
	markup(draw({ elements })).replace(
		/^<div class="card"><div class="card-body">|<\/div><\/div>$/g,
		'',
	);
const plain = (content: string) => ({ tag: 'plain_text', content });
const larkMd = (content: string) => ({ tag: 'lark_md', content });
const said = (content: unknown) =>
	actionsOf(draw(content)) as Array<{ label: string; address?: string; effect?: string }>;

describe('card', () => {
	test('an empty card is legal', () => {
		expect(markup(draw({}))).toBe('<div class="card"><div class="card-body"></div></div>');
	});

	test('header: template, subtitle, at most three tags', () => {
		const header = {
			template: 'wathet',
			title: plain('Title'),
			subtitle: plain('Subtitle'),
			text_tag_list: [
				{ tag: 'text_tag', text: plain('one'), color: 'red' },
				{ tag: 'text_tag', text: plain('two') },
				{ tag: 'text_tag', text: plain('three'), color: 'nope' },
				{ tag: 'text_tag', text: plain('four'), color: 'blue' },
			],
		};
		expect(markup(draw({ header }))).toBe(
			'<div class="card"><div class="card-header color-wathet"><div class="card-titles"><div class="card-title"><div class="words lines">Title</div><span class="text-tag color-red">one</span><span class="text-tag color-neutral">two</span><span class="text-tag color-neutral">three</span></div><div class="card-subtitle">Subtitle</div></div></div><div class="card-body"></div></div>',
		);
	});

	test.each([
		'blue',
		'wathet',
		'turquoise',
		'green',
		'yellow',
		'orange',
		'red',
		'carmine',
		'violet',
		'purple',
		'indigo',
		'grey',
	])('template %s has its color', (template) => {
		expect(markup(draw({ header: { template, title: plain('x') } }))).toContain(
			`class="card-header color-${template}"`,
		);
	});

	test('template default and anything else have none', () => {
		for (const template of ['default', 'blue" onclick="x', 7]) {
			expect(markup(draw({ header: { template, title: plain('x') } }))).toContain(
				'class="card-header"',
			);
		}
	});

	test.each([
		[
			'div with text',
			{ tag: 'div', text: larkMd('**b** <at id=ou_tom></at>') },
			'<div class="div"><div class="words"><div class="lines"><strong>b</strong> <span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span></div></div></div>',
		],
		[
			'plain text stays plain',
			{ tag: 'div', text: plain('**b** <at id=ou_tom></at>') },
			'<div class="div"><div class="words lines">**b** &lt;at id=ou_tom>&lt;/at></div></div>',
		],
		[
			'fields, short and long',
			{
				tag: 'div',
				fields: [
					{ is_short: true, text: plain('a') },
					{ is_short: false, text: plain('b') },
				],
			},
			'<div class="div"><div class="fields"><div class="field short"><div class="words lines">a</div></div><div class="field"><div class="words lines">b</div></div></div></div>',
		],
		[
			'div with a picture beside it',
			{ tag: 'div', text: plain('a'), extra: { tag: 'img', img_key: '!', alt: plain('alt') } },
			'<div class="div with-extra"><div class="div-main"><div class="words lines">a</div></div><div class="extra"><span class="picture missing aside thumbnail" title="alt"><icon name="image"></icon><span class="picture-says">No usable image key</span><bdi class="picture-key">!</bdi></span></div></div>',
		],
		[
			'sizes, colors, alignment',
			{
				tag: 'div',
				text: { ...plain('a'), text_size: 'heading-1', text_color: 'grey', text_align: 'center' },
			},
			'<div class="div"><div class="words lines size-24 align-center colored color-grey">a</div></div>',
		],
		[
			'markdown',
			{ tag: 'markdown', content: '- a', text_align: 'right' },
			'<div class="words align-right"><div class="lists"><ul><li>a</li></ul></div></div>',
		],
		['rule', { tag: 'hr' }, '<hr></hr>'],
		[
			'note',
			{ tag: 'note', elements: [plain('a'), larkMd('*b*')] },
			'<div class="note"><div class="words lines">a</div><div class="words"><div class="lines"><em>b</em></div></div></div>',
		],
		[
			'columns',
			{
				tag: 'column_set',
				flex_mode: 'bisect',
				background_style: 'grey',
				columns: [
					{ tag: 'column', width: 'weighted', weight: 2, elements: [{ tag: 'hr' }] },
					{ tag: 'column', width: '120px', vertical_align: 'center', elements: [] },
					{ tag: 'column', width: 'auto' },
				],
			},
			'<div class="columns flex-bisect on-gray"><div class="column weight-2"><hr></hr></div><div class="column fixed to-center" data-width="120"></div><div class="column auto"></div></div>',
		],
		[
			'a button that opens a link',
			{
				tag: 'action',
				layout: 'bisected',
				actions: [
					{ tag: 'button', type: 'primary', text: plain('Open'), url: 'https://example.com/a' },
				],
			},
			'<div class="actions bisected"><a class="button primary" href="https://example.com/a" target="_blank" rel="noopener noreferrer" title="https://example.com/a">Open<icon name="open"></icon></a></div>',
		],
		[
			'a button that would call back',
			{
				tag: 'action',
				actions: [
					{
						tag: 'button',
						type: 'danger',
						text: plain('Do'),
						value: { k: 'v' },
						confirm: { title: plain('Sure?') },
					},
				],
			},
			'<div class="actions flow"><span class="button danger control" title="Would call back to the app with { &quot;k&quot;: &quot;v&quot; }, after asking “Sure?”. Nothing happens here.">Do</span></div>',
		],
		[
			'a menu',
			{
				tag: 'action',
				actions: [
					{
						tag: 'select_static',
						placeholder: plain('pick'),
						options: [{ text: plain('A'), value: 'a' }],
						value: { k: 1 },
					},
				],
			},
			'<div class="actions flow"><details class="menu control" title="A menu with 1 option. Would call back to the app with { &quot;k&quot;: 1 }. Nothing happens here."><summary>pick<icon name="down"></icon></summary><ul><li>A</li></ul></details></div>',
		],
		[
			'a menu with a chosen option',
			{
				tag: 'action',
				actions: [
					{
						tag: 'select_static',
						initial_option: 'a',
						options: [{ text: plain('A'), value: 'a' }],
					},
				],
			},
			'<div class="actions flow"><details class="menu control" title="A menu with 1 option. Would call back to the app. Nothing happens here."><summary>A<icon name="down"></icon></summary><ul><li>A</li></ul></details></div>',
		],
		[
			'a date',
			{ tag: 'action', actions: [{ tag: 'date_picker', initial_date: '2026-01-31' }] },
			'<div class="actions flow"><span class="picker control" title="A picker. Would call back to the app. Nothing happens here.">2026-01-31<icon name="calendar"></icon></span></div>',
		],
	])('%s', (_name, element, expected) => {
		expect(body(element)).toBe(expected);
	});

	test.each([
		[{ tag: 'chart' }],
		[{ tag: 'toString' }],
		[{ tag: 'iframe', src: 'https://example.com' }],
		[null],
		['x'],
		[[]],
	])('%j is shown as JSON', (element) => {
		expect(body(element)).toContain('Not shown here: ');
	});

	test('the parts of another element do not stand in for it', () => {
		expect(body({ tag: 'column_set', columns: [{ tag: 'div' }] })).toContain(
			'Not shown here: tag “div”',
		);
	});

	test('languages: elements, header and title', () => {
		const content = {
			i18n_elements: {
				zh_cn: [{ tag: 'markdown', content: '你好' }],
				en_us: [{ tag: 'markdown', content: 'Hello' }],
			},
			header: { title: { tag: 'plain_text', i18n: { zh_cn: '标题', en_us: 'Title' } } },
		};
		expect(cardLocales(content)).toEqual(['zh_cn', 'en_us']);
		expect(markup(draw(content))).toContain('你好');
		expect(markup(draw(content, 'en_us'))).toMatch(/Title.*Hello/);
	});

	test('a card that is a link says so', () => {
		expect(said({ card_link: { url: 'https://example.com' } })).toEqual([
			{ label: 'The whole card is a link', address: 'https://example.com/' },
		]);
	});

	test('every button and link is listed with what it does', () => {
		const content = {
			elements: [
				{ tag: 'markdown', content: '[a](https://example.com/a)' },
				{
					tag: 'action',
					actions: [
						{
							tag: 'button',
							text: plain('b'),
							multi_url: { url: 'https://example.com/b', pc_url: '' },
						},
						{
							tag: 'button',
							text: plain('c'),
							behaviors: [{ type: 'open_url', default_url: 'https://example.com/c' }],
						},
						{ tag: 'button', text: plain('d'), url: 'javascript:alert(1)' },
						{ tag: 'button', text: plain('e'), url: 'https://example.com/e', disabled: true },
						{ tag: 'overflow', options: [{ text: plain('f'), url: 'https://example.com/f' }] },
					],
				},
			],
		};
		expect(said(content)).toEqual([
			{ label: 'a', address: 'https://example.com/a' },
			{ label: 'b', address: 'https://example.com/b' },
			{ label: 'c', address: 'https://example.com/c' },
			{ label: 'd', effect: 'Does not open from here: javascript:alert(1)' },
			{ label: 'e', effect: 'Disabled by the card' },
			{
				label: 'More',
				effect: 'A menu with 1 option. Would call back to the app. Nothing happens here.',
			},
			{ label: 'f', address: 'https://example.com/f' },
		]);
	});

	test.each(badAddresses)('no button, card or column opens %j', (url) => {
		const tree = draw({
			card_link: { url },
			elements: [
				{
					tag: 'action',
					actions: [
						{ tag: 'button', text: plain('x'), url },
						{ tag: 'overflow', options: [{ text: plain('y'), url }] },
					],
				},
				{
					tag: 'column_set',
					columns: [{ tag: 'column', action: { multi_url: { url } } }],
					action: { multi_url: { url } },
				},
			],
		});
		expect(markup(tree)).not.toContain('<a ');
		expect(violations(tree)).toEqual([]);
	});

	test('columns in columns end after eight levels, and say so', () => {
		let element: unknown = { tag: 'markdown', content: 'bottom' };
		for (let level = 0; level < 500; level++)
			element = { tag: 'column_set', columns: [{ tag: 'column', elements: [element] }] };
		const drawn = draw({ elements: [element] });
		expect(markup(drawn)).toContain('Not shown here: nested too deeply');
		expect(violations(drawn)).toEqual([]);
	});
});

describe('cards that are only named', () => {
	test('template', () => {
		const content = {
			type: 'template',
			data: {
				template_id: 'AAq1',
				template_version_name: '1.0.0',
				template_variable: { name: '<b>x</b>', list: [1] },
			},
		};
		expect(markup(draw(content))).toBe(
			'<div class="card template"><div class="template-title"><icon name="card"></icon><div><strong>Card template</strong><div class="template-says aside">Feishu draws this card. The emulator does not have it, so you see what was sent for it.</div></div></div><dl class="facts"><dt><bdi><span class="aside">Template</span></bdi></dt><dd><bdi>AAq1</bdi></dd><dt><bdi><span class="aside">Version</span></bdi></dt><dd><bdi>1.0.0</bdi></dd></dl><div class="template-caption aside">2 variables</div><dl class="facts variables"><dt><bdi>name</bdi></dt><dd><bdi>&lt;b>x&lt;/b></bdi></dd><dt><bdi>list</bdi></dt><dd><bdi><pre class="json">[\n  <span class="json-literal">1</span>\n]</pre></bdi></dd></dl></div>',
		);
	});

	test('template without version or variables', () => {
		const drawn = markup(draw({ type: 'template', data: { template_id: 'AAq1' } }));
		expect(drawn).toContain('latest published');
		expect(drawn).not.toContain('variable');
	});

	test('card entity', () => {
		expect(markup(draw({ type: 'card', data: { card_id: '7371' } }))).toContain(
			'Card entities are JSON 2.0 cards, which Helpdesk does not accept.',
		);
	});

	test.each([[{ schema: '2.0', body: { elements: [] } }], [{ body: { elements: [] } }]])(
		'JSON 2.0 is not drawn: %j',
		(content) => {
			expect(markup(draw(content))).toContain('Not shown here: a card in JSON 2.0');
		},
	);
});
