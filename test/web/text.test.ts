import { text } from '../../emulator/web/messages/text.js';
import { textOf } from '../../emulator/web/tree.js';
import { cpuTime } from '../support/cpuTime';
import { badAddresses, markup, violations } from './markup';

const mentions = { ou_tom: 'Tom Li' };
const drawn = (words: unknown) => markup(text({ text: words }, { mentions }));
const inside = (words: string) => drawn(words).replace(/^<div class="text">|<\/div>$/g, '');

describe('text', () => {
	test.each([
		['plain words', '你好, world', '你好, world'],
		['line breaks stay', 'one\n two ', 'one\n two '],
		['styles', '<b>b</b><i>i</i><u>u</u><s>s</s>', '<strong>b</strong><em>i</em><u>u</u><s>s</s>'],
		['nested styles', '<b>bold<i>, both</i></b>', '<strong>bold<em>, both</em></strong>'],
		['a style in itself', '<b>a<b>b</b>c</b>', '<strong>abc</strong>'],
		[
			'everyone',
			'<at user_id="all"></at>',
			'<span class="mention" title="Everyone in the chat">@Everyone</span>',
		],
		[
			'a mention without quotes',
			'<at user_id=ou_tom></at>',
			'<span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span>',
		],
		[
			'a mention shows the name the world knows',
			'<at user_id="ou_tom">Someone</at> hi',
			'<span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span> hi',
		],
		[
			'a mention of nobody',
			'<at user_id="ou_x">X</at>',
			'<span class="mention unknown-person" title="Nobody in the emulator has the ID ou_x">@<bdi>X</bdi></span>',
		],
		[
			'a link with styles in its words',
			'<u>[the <b>desk</b>](https://example.com/a_(b)?c=1)</u>',
			'<u><a class="link" href="https://example.com/a_(b)?c=1" target="_blank" rel="noopener noreferrer" title="https://example.com/a_(b)?c=1">the <strong>desk</strong></a></u>',
		],
	])('%s', (_name, sent, expected) => {
		expect(inside(sent)).toBe(expected);
	});

	// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json: sent with its original content
	test.each([
		'<b>open',
		'close</b>',
		'<b><i>crossed</b></i>',
		'</b>backwards<b>',
		'<b>[half</b> a link](https://example.com)',
		'<b>open <at user_id="ou_tom"></at> [x](https://example.com)',
	])('unmatched tags leave everything as it was sent: %s', (sent) => {
		expect(text({ text: sent }, { mentions })).toEqual({
			tag: 'div',
			attributes: { class: 'text' },
			children: [sent],
		});
	});

	test.each(badAddresses)('no link to %j', (address) => {
		const sent = `[press](${address})`;
		expect(text({ text: sent }, { mentions })).toEqual({
			tag: 'div',
			attributes: { class: 'text' },
			children: [sent],
		});
	});

	test.each([
		'[a [b](https://example.com) c](https://example.com)',
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'<B>not a style</B> <b class="x">nor this</b>',
		'<at>nobody</at>',
		'&lt;b&gt; stays &amp; is not decoded',
		'\u202Etxt.exe\u2066',
		'lone surrogate \ud800 and \u2028 and \u0000',
	])('no word of %j is lost and nothing comes to life', (sent) => {
		const tree = text({ text: sent }, { mentions });
		expect(violations(tree)).toEqual([]);
		expect(textOf(tree).replace(/[[\]()]|https:\/\/example\.com/g, '')).toBe(
			sent.replace(/[[\]()]|https:\/\/example\.com/g, ''),
		);
	});

	test('twenty thousand nested tags make one level', () => {
		const tree = text(
			{ text: `${'<b>'.repeat(20_000)}deep${'</b>'.repeat(20_000)}` },
			{ mentions },
		);
		expect(markup(tree)).toBe('<div class="text"><strong>deep</strong></div>');
	});

	test.each([
		['unclosed brackets', '['.repeat(50_000)],
		['half links', '[a]('.repeat(20_000)],
		['half tags', '<at '.repeat(20_000)],
		['half links with long addresses', `[a](${'x'.repeat(100)}`.repeat(1_000)],
		['one very long word', 'a'.repeat(150_000)],
	])('stays quick with %s', (_name, sent) => {
		const start = cpuTime();
		expect(textOf(text({ text: sent }, { mentions }))).toBe(sent);
		expect(cpuTime() - start).toBeLessThan(2_000);
	});

	test('content without a text says so and shows what came', () => {
		expect(markup(text({ words: 1 }, { mentions }))).toBe(
			'<details class="unknown"><summary>No “text” in this content</summary><pre class="json">{\n  <span class="json-key">&quot;words&quot;</span>: <span class="json-literal">1</span>\n}</pre></details>',
		);
	});
});
