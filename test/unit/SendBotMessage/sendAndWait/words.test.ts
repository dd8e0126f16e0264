import type { Question } from '../../../../nodes/SendBotMessage/operations/sendAndWait/question';
import {
	respond,
	type Visit,
} from '../../../../nodes/SendBotMessage/operations/sendAndWait/respond';

const asked: Question = {
	run: 0,
	title: '',
	message: 'M',
	note: '',
	answers: [
		{ key: 'yes', label: 'OK', style: 'primary', data: {} },
		{ key: 'text', label: 'Respond', style: 'primary', data: {}, asksForText: true },
	],
	until: '2026-10-09T10:00:00.000Z',
};
const before = new Date('2026-10-08T07:00:00.000Z');

/** What a reader sees of the page, piece by piece. */
function readAt(acceptLanguage: string, visit: Partial<Visit>, now = before): string[] {
	const whole = {
		method: 'GET',
		query: {},
		fields: {},
		userAgent: 'Mozilla/5.0',
		acceptLanguage,
		...visit,
	};
	const { html } = respond(
		{ ...whole, query: { run: '0', ...whole.query } },
		asked,
		now,
		'Asia/Shanghai',
	);
	const main = html.slice(html.indexOf('<main>'));
	return main.split(/<[^>]*>|\n/).filter((piece) => piece !== '');
}

const yes = { query: { answer: 'yes' } };
const text = { query: { answer: 'text' } };
const confirm = { method: 'POST', fields: { confirm: 'yes' } };
const visits: Record<string, [Partial<Visit>, Date?]> = {
	confirm: [yes],
	text: [text],
	emptyText: [{ ...text, ...confirm }],
	longText: [{ ...text, method: 'POST', fields: { confirm: 'yes', text: 'x'.repeat(5001) } }],
	recorded: [{ ...yes, ...confirm }],
	closed: [{ query: { run: '7' } }],
	over: [yes, new Date('2026-10-10T07:00:00.000Z')],
	badLink: [{}],
	machine: [{ userAgent: 'curl/8' }],
};
const written = 'x'.repeat(5000);

test.each<[string, Record<string, string[]>]>([
	[
		'en',
		{
			confirm: [
				'Your answer is requested',
				'M',
				'Your answer',
				'OK',
				'Confirm',
				'Nothing is sent until you confirm.',
				'Open until October 9, 2026 at 18:00 (GMT+8).',
			],
			text: [
				'Your answer is requested',
				'M',
				'Your answer',
				'Send',
				'Open until October 9, 2026 at 18:00 (GMT+8).',
			],
			emptyText: [
				'Your answer is requested',
				'M',
				'Please write an answer first.',
				'Your answer',
				'Send',
				'Open until October 9, 2026 at 18:00 (GMT+8).',
			],
			longText: [
				'Your answer is requested',
				'M',
				'The answer is too long. At most 5000 characters are allowed.',
				'Your answer',
				written,
				'Send',
				'Open until October 9, 2026 at 18:00 (GMT+8).',
			],
			recorded: [
				'✓',
				'Thank you, your answer was recorded',
				'Your answer',
				'OK',
				'You can close this page.',
			],
			closed: [
				'This question is closed',
				'It was answered already, or is not open any more. Nothing was changed.',
			],
			over: [
				'Time is up',
				'Answers were accepted until October 9, 2026 at 18:00 (GMT+8). Nothing was changed.',
			],
			badLink: [
				'This link is not valid',
				'It does not belong to an answer of this question. Please press the button in the chat again.',
			],
			machine: ['Please open this link in a browser', 'It leads to a question for a person.'],
		},
	],
	[
		'zh-CN',
		{
			confirm: [
				'请您答复',
				'M',
				'您的答复',
				'OK',
				'确认',
				'确认之前不会提交任何内容。',
				'截止时间：2026年10月9日 18:00 (GMT+8)。',
			],
			text: ['请您答复', 'M', '您的答复', '提交', '截止时间：2026年10月9日 18:00 (GMT+8)。'],
			emptyText: [
				'请您答复',
				'M',
				'请先填写答复。',
				'您的答复',
				'提交',
				'截止时间：2026年10月9日 18:00 (GMT+8)。',
			],
			longText: [
				'请您答复',
				'M',
				'答复过长，最多 5000 个字符。',
				'您的答复',
				written,
				'提交',
				'截止时间：2026年10月9日 18:00 (GMT+8)。',
			],
			recorded: ['✓', '谢谢，您的答复已记录', '您的答复', 'OK', '可以关闭此页面了。'],
			closed: ['此问题已关闭', '已有人答复，或者不再接受答复。本次操作未作任何更改。'],
			over: ['已过截止时间', '答复已于 2026年10月9日 18:00 (GMT+8) 截止。本次操作未作任何更改。'],
			badLink: ['链接无效', '此链接与该问题的任何答复都不对应，请在聊天中重新点击按钮。'],
			machine: ['请在浏览器中打开此链接', '这里有一个需要人工答复的问题。'],
		},
	],
])('every page as it is read: %s', (language, pages) => {
	const read = Object.fromEntries(
		Object.entries(visits).map(([name, [visit, now]]) => [name, readAt(language, visit, now)]),
	);
	expect(read).toEqual(pages);
});
