import fc from 'fast-check';

import { htmlLink, htmlText } from '../../../../nodes/shared/output/html';

test.each([
	['a<b & "c" > d', 'a&lt;b &amp; &quot;c&quot; &gt; d'],
	[
		'<a href="https://evil.example/x">click</a>',
		'&lt;a href=&quot;<a href="https://evil.example/x" target="_blank">evil.example</a>&quot;&gt;click&lt;/a&gt;',
	],
	[
		'点击链接申请：https://open.feishu.cn/app/cli_1/auth?q=a,b&token_type=tenant',
		'点击链接申请：<a href="https://open.feishu.cn/app/cli_1/auth?q=a,b&amp;token_type=tenant" target="_blank">open.feishu.cn</a>',
	],
	[
		'see https://open.feishu.cn/document/x.',
		'see <a href="https://open.feishu.cn/document/x" target="_blank">open.feishu.cn</a>.',
	],
	['such as https://example.com', 'such as https://example.com'],
	[`${'x'.repeat(40)}y`, `${'x'.repeat(40)}\u200by`],
	['ou_c29e5b70a4d1486f8e37b6f20c951da8', 'ou_c29e5b70a4d1486f8e37b6f20c951da8'],
	['字'.repeat(60), '字'.repeat(60)],
])('%s', (text, html) => {
	expect(htmlText(text)).toBe(html);
});

test('an address cannot leave its quotation marks', () => {
	expect(htmlLink({ label: '<b>', url: 'https://a.example/"onclick="x' })).toBe(
		'<a href="https://a.example/&quot;onclick=&quot;x" target="_blank">&lt;b&gt;</a>',
	);
});

/** Whatever foreign text says: no markup but links, and every character is still there to read. */
test('only links are left as markup', () => {
	const piece = fc.oneof(
		fc.string(),
		fc.constantFrom(
			'<',
			'&lt;',
			'"',
			'https://',
			'a.cn/',
			'<b>',
			"'",
			'\u200b',
			'https://a.cn/x"y',
		),
	);
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const html = htmlText(pieces.join(''));
			const text = html.replace(
				/<a href="https:\/\/([^"<>]*)" target="_blank">[\w.-]+<\/a>/g,
				'https://$1',
			);
			expect(text).not.toMatch(/[<>"]/);
			const read = text
				.replace(/\u200b/g, '')
				.replace(/&lt;/g, '<')
				.replace(/&gt;/g, '>')
				.replace(/&quot;/g, '"')
				.replace(/&amp;/g, '&');
			expect(read).toBe(pieces.join('').replace(/\u200b/g, ''));
		}),
	);
});
