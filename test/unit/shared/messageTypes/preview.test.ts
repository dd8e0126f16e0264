import fc from 'fast-check';

import { messageTypes } from '../../../../nodes/shared/messageTypes';

const preview = (msgType: string, content: object) =>
	messageTypes.find(({ value }) => value === msgType)?.preview(content as Record<string, unknown>);

const plain = (content: string) => ({ tag: 'plain_text', content });

test.each<[string, string, object, string]>([
	[
		'text',
		'mentions by name, by ID, and of everyone',
		{
			text: '<at user_id="ou_1">Tom</at> <at user_id="ou_2"></at> <at user_id="all"></at>\n<b>Due</b>',
		},
		'@Tom @ou_2 @everyone\n<b>Due</b>',
	],
	['image', 'its key', { image_key: 'img_v2_1' }, '[Picture: img_v2_1]'],
	[
		'post',
		'one language',
		{
			post: {
				zh_cn: {
					title: '提醒',
					content: [
						[
							{ tag: 'at', user_id: 'ou_1' },
							{ tag: 'text', text: ' 请看', style: ['bold'] },
							{ tag: 'a', text: '报告', href: 'https://example.com/r' },
							{ tag: 'emotion', emoji_type: 'SMILE' },
						],
						[{ tag: 'img', image_key: 'img_v2_1' }],
						[{ tag: 'hr' }],
						[{ tag: 'md', text: '**a** <at user_id="all"></at>' }],
						[{ tag: 'code_block', language: 'SQL', text: 'SELECT 1;' }],
						[{ tag: 'new_tag', text: 'later' }],
					],
				},
			},
		},
		'提醒\n@ou_1 请看报告 (https://example.com/r)[SMILE]\n[Picture: img_v2_1]\n---\n**a** @everyone\nSELECT 1;\nlater',
	],
	[
		'post',
		'two languages',
		{
			post: {
				zh_cn: { title: '', content: [[{ tag: 'text', text: '你好' }]] },
				en_us: { title: 'Hi', content: [[{ tag: 'text', text: 'Hello' }]] },
			},
		},
		'zh_cn:\n你好\nen_us:\nHi\nHello',
	],
	[
		'interactive',
		'a card, header first',
		{
			elements: [
				{ tag: 'markdown', content: '&#42;not bold&#42; &lt; <at id=ou_1></at>' },
				{
					tag: 'div',
					fields: [{ is_short: true, text: { tag: 'lark_md', content: '**A**\n1' } }],
					extra: { tag: 'img', img_key: 'img_v2_1', alt: plain('chart') },
				},
				{ tag: 'hr' },
				{
					tag: 'action',
					actions: [
						{
							tag: 'button',
							text: plain('Open'),
							url: 'https://example.com/secret',
							confirm: { title: plain('Sure?') },
							value: { tag: 'plain_text', content: 'hidden' },
						},
					],
				},
				{ tag: 'note', elements: [plain('footer &#42;')] },
				{ tag: 'div', text: { tag: 'plain_text', i18n: { zh_cn: '好', en_us: 'Good' } } },
			],
			header: { title: plain('Title'), subtitle: plain('Subtitle') },
		},
		'Title\nSubtitle\n*not bold* < @ou_1\n**A**\n1\n[Picture: img_v2_1]\n---\n[Open]\nfooter &#42;\n好\nGood',
	],
	[
		'interactive',
		'a template',
		{
			type: 'template',
			data: {
				template_id: 'AAq1',
				template_version_name: '1.0.0',
				template_variable: { name: 'Li Hua', rows: [1] },
			},
		},
		'Card template AAq1, version 1.0.0\nname: Li Hua\nrows: [1]',
	],
])('%s: %s', (msgType, _name, content, shown) => {
	expect(preview(msgType, content)).toBe(shown);
});

test('a card nested thousands of times', () => {
	let content: object = plain('deep');
	for (let i = 0; i < 5000; i++) content = { tag: 'column', elements: [content] };
	expect(preview('interactive', { elements: [plain('here'), content] })).toBe('here');
});

/** JSON that somebody typed passes the checks with anything in it. */
test.each(messageTypes.map(({ value }) => [value]))('%s: any JSON has a preview', (msgType) => {
	const tag = fc.constantFrom(
		'at',
		'a',
		'img',
		'md',
		'hr',
		'button',
		'plain_text',
		'markdown',
		'x',
	);
	const anything = fc.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom(null, 1, '', 'all', '&#999999;', true),
			fc.array(tie('value'), { maxLength: 3 }),
			fc.dictionary(
				fc.constantFrom('text', 'content', 'i18n', 'elements', 'toString', '__proto__', 'img_key'),
				tie('value'),
			),
			fc.record({ tag, text: tie('value'), content: tie('value') }, { requiredKeys: [] }),
		),
	})).value;
	const content = fc.oneof(
		fc.record({ text: anything, image_key: anything }),
		fc.record({ post: fc.record({ zh_cn: fc.record({ title: anything, content: anything }) }) }),
		fc.record({ header: anything, elements: anything, i18n_elements: anything }),
		fc.record({ type: fc.constant('template'), data: anything }),
	);
	fc.assert(
		fc.property(content, (given) => {
			expect(typeof preview(msgType, JSON.parse(JSON.stringify(given)) as object)).toBe('string');
		}),
	);
});
