/* eslint-disable @n8n/community-nodes/no-restricted-imports -- ends what hangs */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';

import { escapeMarkdown } from '../../../../nodes/shared/messageTypes/interactive/escapeMarkdown';
import { findLinkFault } from '../../../../nodes/shared/parameters/linkFault';
import {
	findMarkdownFault,
	findTextFault,
	ofCards,
	ofRichText,
} from '../../../../nodes/shared/parameters/markdownFault';
import {
	findMentionFault,
	IN_CARD,
	IN_RICH_TEXT,
	IN_TEXT,
} from '../../../../nodes/shared/receivers/mentionTags';

const good = [
	'https://example.com',
	'http://example.com',
	'HTTPS://EXAMPLE.COM/a?b#c',
	'http://localhost:3000/x',
	'https://[::1]:80/',
	'https://xn--fiq228c.com/报告（十月）',
	'https://中文.com',
	'https://a_b.example.com/x(1)',
	'lark://client/x',
	'Feishu://client/x',
	'mailto:a@example.com',
	'tel:+8613800000000',
];

test.each(good)('a link: %s', (address) => {
	expect(findLinkFault(address)).toBeUndefined();
});

test.each<[unknown, string, string]>([
	// A host first: what was meant is said.
	['www.example.com', 'does not begin with https://', '"https://www.example.com"'],
	['example.com/x?y=1', 'does not begin with https://', '"https://example.com/x?y=1"'],
	['//example.com', 'does not begin with https://', '"https://example.com"'],
	['localhost:3000/x', 'does not begin with https://', '"https://localhost:3000/x"'],
	['localhost', 'does not begin with https://', '"https://localhost"'],
	['grafana.internal:3000/d', 'does not begin with https://', '"https://grafana.internal:3000/d"'],
	['db-1:8080', 'does not begin with https://', '"https://db-1:8080"'],
	['例子.中国/x', 'does not begin with https://', '"https://例子.中国/x"'],
	['lin@mail.example.com', 'does not begin with mailto:', '"mailto:lin@mail.example.com"'],
	// Other kinds of link, from security/links.cjs and cases 30, 31.
	...[
		'JaVaScRiPt:x',
		'vbscript:x',
		'data:text/html,x',
		'file:///etc/passwd',
		'blob:https://example.com/1',
		'about:blank',
		'ftp://x',
		'slack://x',
		'ms-msdt:/id',
		'search-ms:query=x',
		'smb://evil/share',
		'vscode://x/y',
		'intent://x#Intent;scheme=file;end',
		'view-source:https://x',
		'shell:startup',
		'feed:javascript:alert(1)',
		'itms-services://?url=https://evil/x.plist',
	].map((address): [string, string, string] => [
		address,
		`begins with ${address.slice(0, address.indexOf(':')).toLowerCase()}:`,
		'https, http, lark, feishu, mailto or tel',
	]),
	[
		'C:\\report\\x.xlsx',
		'is the path of a file on a computer',
		'the web address under which everybody can open the file',
	],
	['d:/x', 'is the path of a file on a computer', 'the web address'],
	// As browsers read them: blanks around and line breaks within do not count.
	...[
		'java\nscript:alert(1)',
		' javascript:x',
		'\u0001javascript:x',
		'ja\tvascript:x',
		'https://exa mple.com',
		'https://example.com/\u0007',
		'https://example.com\n',
	].map((address): [string, string, string] => [
		address,
		'has a blank in it',
		'remove line breaks',
	]),
	['http:///example.com', 'is not a complete address', 'such as https://example.com'],
	[
		'https:///a?next=https://example.com',
		'is not a complete address',
		'such as https://example.com',
	],
	['https:example.com', 'is not a complete address', 'such as https://example.com'],
	['https:\\\\example.com', 'is not a complete address', 'such as https://example.com'],
	['https://\u202egpj.evil', 'has a character in it that nobody sees', 'Type the address again'],
	[
		'https://example.com/\u200b',
		'has a character in it that nobody sees',
		'Type the address again',
	],
	['https://example.com，', 'is not a complete address', 'such as https://example.com'],
	['https://{{host}}/x', 'is not a complete address', 'such as https://example.com'],
	['mailto:', 'is not a complete address', 'such as https://example.com'],
	['/report', 'is not a complete address', 'such as https://example.com'],
	['undefined', 'is not a complete address', 'such as https://example.com'],
	['\\\\evil\\share', 'is not a complete address', 'such as https://example.com'],
	['http://undefined/graph', "leads to 'undefined'", 'Check what the expression'],
	['', 'is empty', 'Enter an address'],
	[undefined, 'is empty', 'Enter an address'],
	[['https://example.com'], 'is not text', 'https://example.com'],
])('no link: %j', (address, what, remedy) => {
	const fault = findLinkFault(address);
	expect(fault?.what).toBe(what);
	expect(fault?.remedy).toContain(remedy);
});

test.each([
	'plain, with list[0] and (brackets)',
	'[a](https://example.com/x_(1)) and [b](mailto:a@example.com "title")',
	'![hover](img_v2_041b28e3-5680-48c2-9af2-497ace79333g)',
	'<https://example.com> <at id=ou_1></at> <font color="red">GET failed url=/api</font> a<b, url=x',
	"<a href='https://example.com'></a> <link icon='chat_outlined' url='https://example.com' pc_url='' android_url='lark://x'>x</link>",
	'https://example.com/?url=file:///a and /?href=x',
	'```\n[x](file:///a)\n```\nafterwards',
	'```js\nlist[0](first)\n```',
	'<b>[bold](https://example.com)</b>',
])('Markdown in order: %s', (markdown) => {
	expect(findMarkdownFault(markdown, ofCards)).toBeUndefined();
});

test.each([
	['[x](file:///C:/path)', 'has the link "file:///C:/path", which begins with file:'],
	[
		'[Grafana](grafana.internal:3000/d/x)',
		'has the link "grafana.internal:3000/d/x", which does not begin with https://',
	],
	['[x]()', 'has the link "", which is empty'],
	['[x](undefined)', 'has the link "undefined", which is not a complete address'],
	[
		'[x]( <javascript:alert(1)> "title")',
		'has the link "javascript:alert(1", which begins with javascript:',
	],
	['[x](\njavascript:1)', 'has the link "javascript:1", which begins with javascript:'],
	['[x](javascript&#58;1)', 'has the link "javascript&#58;1", which is not a complete address'],
	['[a [b] c](ftp://x)', 'has the link "ftp://x", which begins with ftp:'],
	['[![p](img_1)](ftp://x)', 'has the link "ftp://x", which begins with ftp:'],
	[
		'](https://example.com/[x](javascript:1)',
		'has the link "javascript:1", which begins with javascript:',
	],
	['[a](https://example.com) [b](ftp://x)', 'has the link "ftp://x", which begins with ftp:'],
	['[x]($urlVal)', 'has the link "$urlVal", which is not a complete address'],
	[
		'![x](https://example.com/a.png)',
		'has the picture "https://example.com/a.png", which is not an image key',
	],
	['<javascript:alert(1)>', 'has the link "javascript:alert(1)", which begins with javascript:'],
	["<a href='javascript:1'>x</a>", 'has the link "javascript:1", which begins with javascript:'],
	[
		'<a title=">" HREF = " java\nscript:1 ">x</a>',
		'has the link "java\\nscript:1", which has a blank in it',
	],
	['<a href=ftp://x>x</a>', 'has the link "ftp://x", which begins with ftp:'],
	[
		"<link url='https://example.com' pc_url='smb://x'>x</link>",
		'has the link "smb://x", which begins with smb:',
	],
	[
		"<number_tag url='www.example.com'>1</number_tag>",
		'has the link "www.example.com", which does not begin with https://',
	],
	// Code that does not end is none, and neither is what follows it.
	['```\n[x](file:///a)', 'has the link "file:///a", which begins with file:'],
	['```\ncode\n```\n[x](file:///a)', 'has the link "file:///a", which begins with file:'],
])('Markdown with a fault: %j', (markdown, what) => {
	expect(findMarkdownFault(markdown, ofCards)?.what).toBe(what);
});

const TABLE = '| 项目 | 状态 |\n|------|:----:|\n| a | b |';

test.each([
	[
		TABLE,
		'has a table, which cards do not show',
		'has a table, with which the message may arrive blank',
	],
	[
		'a | b\n- | -\n1 | 2',
		'has a table, which cards do not show',
		'has a table, with which the message may arrive blank',
	],
	[`\`\`\`\n${TABLE}\n\`\`\``, undefined, undefined],
	['| a |\n\n|---|', undefined, undefined],
	['a\n|--|', undefined, undefined],
	['a | b\nc -- d | e', undefined, undefined],
	[
		'<at id=ou_1></at> <at ids=ou_1,ou_2></at> <at email=a@example.com></at>',
		undefined,
		'has a mention that is written for another kind of message',
	],
	[
		'<at user_id="ou_1">Tom</at>',
		'has a mention that is written for another kind of message',
		undefined,
	],
	[
		'<at user_id=a@qq.com id=a@qq.com email=a@qq.com></at>',
		undefined,
		'has a mention by a name or an address, not by an ID',
	],
	[
		'<at name="Tom" id=></at>',
		'has a mention without an ID',
		'has a mention that is written for another kind of message',
	],
	[
		'<at name="Tom" user_id=""></at>',
		'has a mention that is written for another kind of message',
		'has a mention without an ID',
	],
	['<at> <at x=1>', undefined, undefined],
	[
		'<at ids="ou_1,ou_2"></at>',
		undefined,
		'has a mention that is written for another kind of message',
	],
	[
		'<at id=ou_1,ou_2></at>',
		'has a mention whose ID is not one ID alone',
		'has a mention that is written for another kind of message',
	],
	[
		'<at user_id="ou_1 (Tom)"></at>',
		'has a mention that is written for another kind of message',
		'has a mention whose ID is not one ID alone',
	],
	[
		'<at id= name=Tom></at> <at ids=ou_1, ou_2 name=x>',
		'has a mention without an ID',
		'has a mention that is written for another kind of message',
	],
	['<at user_id="ou_1"/>', 'has a mention that is written for another kind of message', undefined],
	[
		'<at id=undefined></at>',
		'has a mention whose ID is only the text undefined',
		'has a mention that is written for another kind of message',
	],
	['```\n<at user_id="ou_1">Tom</at>\n```', undefined, undefined],
])(
	'Markdown that means something else in a card and in a rich text: %j',
	(markdown, inCard, inRichText) => {
		const faults = {
			inCard: findMarkdownFault(markdown, ofCards) ?? findMentionFault(markdown, IN_CARD),
			inRichText:
				findMarkdownFault(markdown, ofRichText) ?? findMentionFault(markdown, IN_RICH_TEXT),
		};
		expect([faults.inCard?.what, faults.inRichText?.what]).toEqual([inCard, inRichText]);
	},
);

test.each([
	['<at user_id="ou_1">Tom</at>', IN_CARD, 'Write it as <at id=ou_1></at>.'],
	["<at user_id = 'all' ></at>", IN_CARD, 'Write it as <at id=all></at>.'],
	['<at id=ou_1></at>', IN_TEXT, 'Write it as <at user_id="ou_1"></at>.'],
	['<at email=a@example.com></at>', IN_TEXT, 'Write it as <at user_id="ou_…"></at>.'],
])('the form of a mention: %s', (text, form, remedy) => {
	expect(findMentionFault(text, form)?.remedy).toMatch(remedy);
});

test('a variable of the element is a link, another one is none', () => {
	expect(findMarkdownFault('[x]($urlVal)', ofCards, { urlVal: {} })).toBeUndefined();
	expect(findMarkdownFault('[x]($toString)', ofCards, { urlVal: {} })?.what).toBe(
		'has the link "$toString", which is not a complete address',
	);
});

test.each([
	['list[0](first) and [x](y)', undefined],
	['[x](https://example.com) <a href=ftp://x>', undefined],
	[
		'[Grafana](grafana.internal:3000/d)',
		'has the link "grafana.internal:3000/d", which does not begin with https://',
	],
	['[x](www.example.com)', 'has the link "www.example.com", which does not begin with https://'],
	['a [x](FILE:///a)', 'has the link "FILE:///a", which begins with file:'],
	['[a [x](javascript:1)', 'has the link "javascript:1", which begins with javascript:'],
])('a text message: %s', (text, what) => {
	expect(findTextFault(text)?.what).toBe(what);
});

const pieces = fc.constantFrom(
	'[',
	'](',
	']',
	')',
	'(',
	'!',
	'<',
	'>',
	'<a ',
	'href=',
	'"',
	"'",
	' ',
	'\n',
	'```',
	'\\',
	'&#58;',
	'javascript:',
	'x',
	'=',
	':',
	'//',
	'url=',
	'example.com',
);
const anyMarkdown = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

test('escaped Markdown never has a fault, whatever was typed', () => {
	fc.assert(
		fc.property(
			fc.oneof(anyMarkdown, fc.string()),
			(text) => findMarkdownFault(escapeMarkdown(text), ofCards) === undefined,
		),
	);
});

test('whatever stands around it, a link of another kind is found', () => {
	const links = fc.constantFrom('[x](javascript:1)', '[x](FTP://a)', '[](file:///a "t")');
	fc.assert(
		fc.property(anyMarkdown, links, fc.string(), (before, link, after) => {
			// Only what closes a block of code around it may hide it.
			fc.pre(!before.includes('```'));
			expect(findMarkdownFault(before + link + after, ofCards)).toBeDefined();
		}),
	);
});

test('no text makes looking for links go through its characters again and again', () => {
	const beginnings = [
		'[',
		'![',
		'[x](',
		'](https://a/',
		'[](a[',
		'<a',
		'<a:',
		'<a href="',
		"<a href='",
		'<a href= ',
		'="',
		'= ',
		'```js\n',
		'```\n',
		'](\n',
		' ',
		'a.',
		'a-',
		'1:',
		'<at id="',
		'<at x = ',
		'|-|\n',
	];
	// A megabyte of them takes many minutes where each is followed to the end of the text, and milliseconds otherwise.
	const find = () => {
		for (const beginning of beginnings) {
			for (const start of ['', '<a ', '<a href="', '[x](', 'https://']) {
				const text = start + beginning.repeat(2 ** 20 / beginning.length);
				findLinkFault(text);
				findMarkdownFault(text, ofCards);
				findTextFault(text);
				findMentionFault(text, IN_CARD);
			}
		}
	};
	runInNewContext('find()', { find }, { timeout: 60_000 });
}, 120_000);
