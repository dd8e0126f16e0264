import {
	confirmPage,
	noticePage,
	recordedPage,
	textPage,
} from '../../../../nodes/SendBotMessage/operations/sendAndWait/page';
import type { Question } from '../../../../nodes/SendBotMessage/operations/sendAndWait/question';
import { wordsFor } from '../../../../nodes/SendBotMessage/operations/sendAndWait/words';

const en = wordsFor('en');
const decline = {
	key: 'decline',
	label: 'No <3',
	style: 'danger',
	data: { approved: false },
} as const;
const approve = {
	key: 'approve',
	label: 'Yes',
	style: 'primary',
	data: { approved: true },
} as const;
const full: Question = {
	run: 0,
	title: 'Off <b>?',
	message: '**Li Hua** asks',
	note: 'HR & more',
	answers: [],
};
const bare: Question = { ...full, title: '', message: '&#42;&#42;Li Hua&#42;&#42; asks', note: '' };

const mainOf = (html: string) =>
	html.slice(html.indexOf('<main>\n') + 7, html.indexOf('\n</main>'));

test('a page around its content', () => {
	const html = noticePage(en, 'Closed <b>', 'Why & how');
	const style = html.slice(html.indexOf('<style>') + 7, html.indexOf('</style>'));
	expect(html.replace(style, '')).toBe(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; form-action &#39;self&#39;; base-uri &#39;none&#39;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>Closed &#60;b&#62;</title>
<style></style>
</head>
<body>
<main>
<h1 dir="auto">Closed &#60;b&#62;</h1>
<p>Why &#38; how</p>
</main>
</body>
</html>
`);
	// Line breaks of a message are shown.
	expect(style).toContain('.message{white-space:pre-wrap}');
});

test('a question with everything, and the answer to confirm', () => {
	expect(mainOf(confirmPage(en, full, decline, 'Open until noon.')))
		.toBe(`<h1 dir="auto">Off &#60;b&#62;?</h1>
<div class="message" dir="auto"><strong>Li Hua</strong> asks</div>
<p class="note" dir="auto">HR &#38; more</p>
<form method="post">
<p class="answer"><span>Your answer</span><strong dir="auto">No &#60;3</strong></p>
<button type="submit" name="confirm" value="yes" class="danger">Confirm</button>
<p class="hint">Nothing is sent until you confirm.</p>
<p class="hint">Open until noon.</p>
</form>`);
});

test('a question with nothing but a message, in which nothing is formatted', () => {
	expect(mainOf(confirmPage(en, bare, approve, '')))
		.toBe(`<h1 dir="auto">Your answer is requested</h1>
<div class="message" dir="auto">&#42;&#42;Li Hua&#42;&#42; asks</div>
<form method="post">
<p class="answer"><span>Your answer</span><strong dir="auto">Yes</strong></p>
<button type="submit" name="confirm" value="yes">Confirm</button>
<p class="hint">Nothing is sent until you confirm.</p>

</form>`);
});

test('a form for a text', () => {
	expect(mainOf(textPage(en, bare, 'Open until noon.')))
		.toBe(`<h1 dir="auto">Your answer is requested</h1>
<div class="message" dir="auto">&#42;&#42;Li Hua&#42;&#42; asks</div>
<form method="post">
<label for="text">Your answer</label>
<textarea id="text" name="text" required maxlength="5000" dir="auto">
</textarea>
<button type="submit" name="confirm" value="yes">Send</button>
<p class="hint">Open until noon.</p>
</form>`);
});

test('the form again, with what was written and what is wrong with it', () => {
	expect(mainOf(textPage(en, bare, '', 'a <b>\nc', 'Too <long>.')))
		.toBe(`<h1 dir="auto">Your answer is requested</h1>
<div class="message" dir="auto">&#42;&#42;Li Hua&#42;&#42; asks</div>
<form method="post">
<p class="problem" id="problem" role="alert">Too &#60;long&#62;.</p>
<label for="text">Your answer</label>
<textarea id="text" name="text" required maxlength="5000" dir="auto" aria-invalid="true" aria-describedby="problem">
a &#60;b&#62;
c</textarea>
<button type="submit" name="confirm" value="yes">Send</button>

</form>`);
});

test.each([
	['with its question', full, '<p class="about" dir="auto">Off &#60;b&#62;?</p>\n'],
	['of a question without a title', bare, ''],
])('thanks for an answer %s', (_, question, about) => {
	expect(mainOf(recordedPage(en, question, 'No <3')))
		.toBe(`<span class="mark" aria-hidden="true">✓</span>
<h1 dir="auto">Thank you, your answer was recorded</h1>
<div class="result">
${about}<p class="answer"><span>Your answer</span><strong dir="auto">No &#60;3</strong></p>
</div>
<p class="hint">You can close this page.</p>`);
});

test('the title of the page is that of the question, or thanks', () => {
	const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1];
	expect(
		[confirmPage(en, full, decline, ''), textPage(en, bare, ''), recordedPage(en, full, 'x')].map(
			titleOf,
		),
	).toEqual([
		'Off &#60;b&#62;?',
		'Your answer is requested',
		'Thank you, your answer was recorded',
	]);
});
