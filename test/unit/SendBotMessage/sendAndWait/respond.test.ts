import fc from 'fast-check';

import type { Question } from '../../../../nodes/SendBotMessage/operations/sendAndWait/question';
import {
	respond,
	type Visit,
} from '../../../../nodes/SendBotMessage/operations/sendAndWait/respond';
import { anyCharacters } from '../../../support/text';

const asked: Question = {
	run: 3,
	title: 'Two days off?',
	message: '**Li Hua** asks',
	note: 'HR helpdesk',
	answers: [
		{ key: 'approve', label: 'Approve', style: 'primary', data: { approved: true } },
		{ key: 'decline', label: 'Decline', style: 'danger', data: { approved: false } },
		{ key: 'text', label: 'Respond', style: 'primary', data: {}, asksForText: true },
	],
	until: '2026-10-09T10:00:00.000Z',
};
const now = new Date('2026-10-08T07:00:00.000Z');
const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Lark/7.50.0 LarkLocale/zh_CN';
const get: Visit = {
	method: 'GET',
	query: { answer: 'approve', run: '3', signature: 'abc' },
	fields: {},
	userAgent: chrome,
	acceptLanguage: 'en',
};
const post: Visit = { ...get, method: 'POST', fields: { confirm: 'yes' } };

const reply = (visit: Partial<Visit>, question: Question | undefined = asked, at = now) =>
	respond({ ...post, ...visit }, question, at, 'Asia/Shanghai');
const respondedAt = now.toISOString();

test('opening the link shows question and answer, and changes nothing', () => {
	const { status, html, data } = reply(get);
	expect({ status, data }).toEqual({ status: 200, data: undefined });
	for (const words of [
		'Two days off?',
		'<strong>Li Hua</strong> asks',
		'HR helpdesk',
		'>Approve<',
		'Confirm',
		'Nothing is sent until you confirm.',
		'October 9, 2026 at 18:00 (GMT+8)',
	])
		expect(html).toContain(words);
	expect(html).not.toContain('Decline');
});

test('a question without a limit says no moment, and can be answered at any', () => {
	const unlimited = { ...asked, until: undefined };
	const later = new Date('2036-01-01T00:00:00.000Z');
	for (const query of [
		{ answer: 'approve', run: '3' },
		{ answer: 'text', run: '3' },
	])
		expect(reply({ ...get, query }, unlimited, later).html).toBe(
			reply({ ...get, query }).html.replace(/<p class="hint">Open until.*<\/p>/, ''),
		);
	expect(reply({}, unlimited, later).data).toEqual({
		approved: true,
		respondedAt: later.toISOString(),
	});
});

test.each<[string, Partial<Visit>, object]>([
	['approve', {}, { approved: true, respondedAt }],
	[
		'a text with line breaks of an old Mac',
		{ query: { answer: 'text', run: '3' }, fields: { confirm: 'yes', text: 'a\rb' } },
		{ text: 'a\nb', respondedAt },
	],
	['decline', { query: { answer: 'decline', run: '3' } }, { approved: false, respondedAt }],
	[
		'a text',
		{
			query: { answer: 'text', run: '3' },
			fields: { confirm: 'yes', text: ' a\r\nb\u0000\u0007\u009f\tc\r ' },
		},
		{ text: 'a\nb\tc', respondedAt },
	],
	[
		'5000 characters',
		{ query: { answer: 'text', run: '3' }, fields: { confirm: 'yes', text: '人'.repeat(5000) } },
		{ text: '人'.repeat(5000), respondedAt },
	],
	[
		'a telephone by Cubot',
		{ userAgent: 'Mozilla/5.0 (Linux; Android 13; CUBOT_P80) Chrome/120 Mobile' },
		{ approved: true, respondedAt },
	],
])('the form of the page answers: %s', (_, visit, data) => {
	expect(reply(visit)).toMatchObject({
		status: 200,
		data,
		html: expect.stringContaining('your answer was recorded') as string,
	});
});

test.each<[string, number, string, Partial<Visit>, Question | undefined, Date]>([
	['a GET with everything', 200, 'Nothing is sent', { method: 'GET' }, asked, now],
	['a HEAD', 200, 'Nothing is sent', { method: 'HEAD' }, asked, now],
	['a POST of nothing', 200, 'Nothing is sent', { fields: {} }, asked, now],
	[
		'a POST of something else',
		200,
		'Nothing is sent',
		{ fields: { confirm: ['yes', 'yes'] } },
		asked,
		now,
	],
	[
		'another run of the node',
		410,
		'This question is closed',
		{ query: { answer: 'approve', run: '2' } },
		asked,
		now,
	],
	['no run', 410, 'This question is closed', { query: { answer: 'approve' } }, asked, now],
	[
		'two runs',
		410,
		'This question is closed',
		{ query: { answer: 'approve', run: ['3', '3'] } },
		asked,
		now,
	],
	['no question', 410, 'This question is closed', {}, undefined, now],
	[
		'the last moment',
		410,
		'Answers were accepted until October 9, 2026 at 18:00 (GMT+8).',
		{},
		asked,
		new Date('2026-10-09T10:00:00.000Z'),
	],
	[
		'no such answer',
		404,
		'This link is not valid',
		{ query: { answer: 'toString', run: '3' } },
		asked,
		now,
	],
	[
		'two answers',
		404,
		'This link is not valid',
		{ query: { answer: ['approve', 'decline'], run: '3' } },
		asked,
		now,
	],
	[
		'no text',
		400,
		'Please write an answer first.',
		{ query: { answer: 'text', run: '3' } },
		asked,
		now,
	],
	[
		'a blank text',
		400,
		'Please write an answer first.',
		{ query: { answer: 'text', run: '3' }, fields: { confirm: 'yes', text: ' \u0000\n ' } },
		asked,
		now,
	],
	[
		'two texts',
		400,
		'Please write an answer first.',
		{ query: { answer: 'text', run: '3' }, fields: { confirm: 'yes', text: ['a', 'b'] } },
		asked,
		now,
	],
	[
		'a long text',
		400,
		'At most 5000 characters',
		{ query: { answer: 'text', run: '3' }, fields: { confirm: 'yes', text: 'x'.repeat(5001) } },
		asked,
		now,
	],
	[
		'a text without the button',
		200,
		'<textarea',
		{ query: { answer: 'text', run: '3' }, fields: { text: 'x' } },
		asked,
		now,
	],
])('no answer: %s', (_, status, words, visit, question, at) => {
	expect(respond({ ...post, ...visit }, question, at, 'Asia/Shanghai')).toEqual({
		status,
		html: expect.stringContaining(words) as string,
	});
});

test.each([
	'',
	' ',
	'curl/8.5.0',
	'python-requests/2.32',
	'Googlebot/2.1 (+http://www.google.com/bot.html)',
	'Slackbot-LinkExpanding 1.0',
	'facebookexternalhit/1.1',
	'Mozilla/5.0 (compatible; SkypeUriPreview Preview/0.5)',
	'WhatsApp/2.23',
])('a machine gets neither the question nor an answer: "%s"', (userAgent) => {
	for (const visit of [get, post]) {
		const { status, html, data } = reply({ ...visit, userAgent });
		expect({ status, data }).toEqual({ status: 403, data: undefined });
		expect(html).not.toContain('Two days off?');
	}
});

test.each([
	['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
	['en-US,en;q=0.9,zh;q=0.8', 'en'],
	['en;q=0.5, zh-TW', 'zh-CN'],
	['de-DE, fr', 'en'],
	['de, zh;q=0.1', 'zh-CN'],
	['zh;q=0', 'en'],
	['*', 'en'],
	['', 'en'],
	['zh;q=nonsense, en', 'en'],
	['zh;level=1;q=0.9, en;q=0.5', 'zh-CN'],
])('the language is the browser\'s: "%s"', (acceptLanguage, lang) => {
	expect(reply({ ...get, acceptLanguage }).html).toContain(`<html lang="${lang}">`);
});

// What the page is made of: nothing else may come out of any text.
const OWN_TAG =
	/<(?:!doctype html|\/?(?:html|head|body|main|title|style|h1|div|p|span|strong|em|s|form|label|textarea|button)|meta|a href="https?:\/\/[^"<>\s]+" target="_blank" rel="noopener noreferrer"|\/a)(?: (?:lang|charset|http-equiv|content|name|class|dir|method|for|id|required|maxlength|type|value|role|aria-[a-z]+)(?:="[^"<>]*")?)*>/g;
const pieces = [
	'<script>',
	'</title>',
	'</textarea>',
	'"',
	"'",
	'&',
	'<',
	'>',
	'`',
	'](',
	'[',
	')',
	'**',
	'*',
	'~~',
	'https://x.y/',
	'javascript:alert(1)',
	'<at id=ou_1>',
	'</at>',
	'&#60;',
	'&#x3c;',
	'&lt;',
	' onload=',
	'\n',
	'\u0000',
	'{{ 1 }}',
	'$&',
	'🎉',
	'王',
];
const hostile = fc.oneof(
	anyCharacters({ maxLength: 60 }),
	fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join('')),
);

test('no text of question or answer becomes markup', () => {
	fc.assert(
		fc.property(
			hostile,
			hostile,
			hostile,
			hostile,
			fc.constantFrom('approve', 'text'),
			fc.constantFrom('GET', 'POST'),
			(title, message, note, text, answer, method) => {
				const question: Question = {
					...asked,
					title,
					message,
					note,
					answers: asked.answers.map((one) => ({ ...one, label: text })),
				};
				const { html, data } = reply(
					{ method, query: { answer, run: '3' }, fields: { confirm: 'yes', text } },
					question,
				);
				const [before, style, after] = html.split(/<style>|<\/style>/);
				expect([before, after].join('').replace(OWN_TAG, '')).not.toMatch(/[<>]/);
				expect(style).not.toContain('<');
				if (method === 'GET') expect(data).toBeUndefined();
				else if (data) expect(JSON.stringify(data)).not.toMatch(/\\u000[0-8]/);
			},
		),
		{ numRuns: 500 },
	);
});
