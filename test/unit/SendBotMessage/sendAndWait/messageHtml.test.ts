import { markdownHtml } from '../../../../nodes/SendBotMessage/operations/sendAndWait/messageHtml';

test.each([
	[
		'**bold** and *italic* and ~~gone~~',
		'<strong>bold</strong> and <em>italic</em> and <s>gone</s>',
	],
	['5 * 3 * 2, a*b*c, ** **', '5 * 3 * 2, a*b*c, <strong> </strong>'],
	[
		'[the plan](https://example.com/?a=1&b=2)',
		'<a href="https://example.com/?a=1&#38;b=2" target="_blank" rel="noopener noreferrer">the plan</a>',
	],
	[
		'[plan](https://e.com/**a**)',
		'<a href="https://e.com/**a**" target="_blank" rel="noopener noreferrer">plan</a>',
	],
	[
		'**see [plan](https://e.com)**',
		'<strong>see <a href="https://e.com" target="_blank" rel="noopener noreferrer">plan</a></strong>',
	],
	[
		'[plan](http://e.com)',
		'<a href="http://e.com" target="_blank" rel="noopener noreferrer">plan</a>',
	],
	['[x](javascript:alert(1)) [y](lark://a)', '[x](javascript:alert(1)) [y](lark://a)'],
	['<at id=ou_1>Li Hua</at> <at id=all></at>!', '@Li Hua !'],
	['<at id=ou_1>see <at id=ou_2>Li Hua</at>', '&#60;at id=ou_1&#62;see @Li Hua'],
	['&#60;at id=ou_1&#62;Li&#60;/at&#62;', '&#60;at id=ou_1&#62;Li&#60;/at&#62;'],
	[
		'* [plan](https://e.com) *',
		'* <a href="https://e.com" target="_blank" rel="noopener noreferrer">plan</a> *',
	],
	['1 &#60; 2 &#42;', '1 &#60; 2 &#42;'],
	['a < b & "c"', 'a &#60; b &#38; &#34;c&#34;'],
])('%s', (markdown, html) => {
	expect(markdownHtml(markdown)).toBe(html);
});
