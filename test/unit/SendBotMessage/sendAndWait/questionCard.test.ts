import type { Question } from '../../../../nodes/SendBotMessage/operations/sendAndWait/question';
import { questionCard } from '../../../../nodes/SendBotMessage/operations/sendAndWait/questionCard';

const question: Omit<Question, 'until'> = {
	run: 0,
	title: 'Two days off?',
	message: '**Li Hua** asks',
	note: 'HR helpdesk',
	answers: [
		{ key: 'approve', label: 'Approve', style: 'primary', data: { approved: true } },
		{ key: 'decline', label: 'No <b>', style: 'danger', data: { approved: false } },
	],
};
const linkTo = (key: string) => `https://n8n.example.com/webhook-waiting/7/ask?answer=${key}`;

test('the card, whole', () => {
	expect(
		questionCard(
			question,
			{ cardTitle: 'Two days off?', options: { cardSubtitle: 'October', cardColor: 'orange' } },
			linkTo,
		),
	).toEqual({
		ok: true,
		value: {
			config: { enable_forward: false },
			header: {
				template: 'orange',
				title: { tag: 'plain_text', content: 'Two days off?' },
				subtitle: { tag: 'plain_text', content: 'October' },
			},
			elements: [
				{ tag: 'markdown', content: '**Li Hua** asks' },
				{
					tag: 'action',
					actions: [
						{
							tag: 'button',
							text: { tag: 'plain_text', content: 'Approve' },
							type: 'primary',
							url: 'https://n8n.example.com/webhook-waiting/7/ask?answer=approve',
						},
						{
							tag: 'button',
							text: { tag: 'plain_text', content: 'No <b>' },
							type: 'danger',
							url: 'https://n8n.example.com/webhook-waiting/7/ask?answer=decline',
						},
					],
				},
				{ tag: 'note', elements: [{ tag: 'plain_text', content: 'HR helpdesk' }] },
			],
		},
	});
});

test('as small as it can be', () => {
	expect(
		questionCard({ ...question, note: '', answers: question.answers.slice(0, 1) }, {}, linkTo),
	).toMatchObject({
		value: {
			config: { enable_forward: false },
			elements: [{ content: '**Li Hua** asks' }, { actions: [{}] }],
		},
	});
});

test.each<[string, Record<string, unknown>, string]>([
	[
		"'Title' is empty, but 'Subtitle' is not",
		{ options: { cardSubtitle: 'October' } },
		'https://x.y',
	],
	[
		"'Title Color' has a value that does not exist",
		{ cardTitle: 'a', options: { cardColor: 'pink' } },
		'https://x.y',
	],
	["'URL' of block 2 does not begin with https://", { cardTitle: 'a' }, 'n8n.example.com'],
])('%s', (message, header, url) => {
	expect(questionCard(question, header, () => url)).toMatchObject({
		ok: false,
		problem: { message },
	});
});

test.each<[string, number, Partial<Question>]>([
	['message', 1, { message: ' ' }],
	['note', 4, { note: ' ' }],
])('a blank %s is not sent', (_, block, change) => {
	expect(questionCard({ ...question, ...change }, {}, linkTo)).toMatchObject({
		ok: false,
		problem: { message: `'Text' of block ${block} is empty` },
	});
});
