import { readQuestion } from '../../../../nodes/SendBotMessage/operations/sendAndWait/readQuestion';
import { endOfWait } from '../../../../nodes/SendBotMessage/operations/sendAndWait/waitLimit';

const now = new Date('2026-10-08T07:00:00.000Z');
const parameters = {
	cardTitle: 'Title',
	message: 'Message',
	responseType: 'approval',
	approvalOptions: {},
	questionOptions: {},
};
const read = (change: object) => readQuestion({ ...parameters, ...change }, 0, now);
const limit = (values: object) => ({ questionOptions: { limitWaitTime: { values } } });

const approve = { key: 'approve', label: 'Approve', style: 'primary', data: { approved: true } };

test.each<[string, object, object[]]>([
	['approve alone, as nothing is set', {}, [approve]],
	[
		'approve alone, as n8n has it for AI tools',
		{ approvalOptions: null, questionOptions: null },
		[approve],
	],
	[
		'approve and decline',
		{
			approvalOptions: {
				values: {
					approvalType: 'double',
					approveLabel: ' Yes\n',
					buttonApprovalStyle: 'default',
					disapproveLabel: 'No',
					buttonDisapprovalStyle: 'danger',
				},
			},
		},
		[
			{ ...approve, label: 'Yes', style: 'default' },
			{ key: 'decline', label: 'No', style: 'danger', data: { approved: false } },
		],
	],
	[
		'approve and decline, as n8n presets them',
		{ approvalOptions: { values: { approvalType: 'double' } } },
		[approve, { key: 'decline', label: 'Decline', style: 'default', data: { approved: false } }],
	],
	[
		'seen, as nothing is set',
		{ responseType: 'acknowledgement' },
		[{ key: 'acknowledge', label: 'Got it', style: 'primary', data: { acknowledged: true } }],
	],
	[
		'seen',
		{ responseType: 'acknowledgement', acknowledgeLabel: 'Seen it' },
		[{ key: 'acknowledge', label: 'Seen it', style: 'primary', data: { acknowledged: true } }],
	],
	[
		'a text',
		{ responseType: 'freeText' },
		[{ key: 'text', label: 'Respond', style: 'primary', data: {}, asksForText: true }],
	],
	[
		'a choice of lines',
		{ responseType: 'choice', choices: '\n Monday, 10:00 \r\n\r\n \nTuesday  14:00\n' },
		[
			{
				key: 'Monday, 10:00',
				label: 'Monday, 10:00',
				style: 'default',
				data: { choice: 'Monday, 10:00' },
			},
			{
				key: 'Tuesday 14:00',
				label: 'Tuesday 14:00',
				style: 'default',
				data: { choice: 'Tuesday 14:00' },
			},
		],
	],
	[
		'a choice of a list',
		{ responseType: 'choice', choices: [1, true] },
		[
			{ key: '1', label: '1', style: 'default', data: { choice: '1' } },
			{ key: 'true', label: 'true', style: 'default', data: { choice: 'true' } },
		],
	],
])('answers: %s', (_, change, answers) => {
	expect(read(change)).toMatchObject({
		ok: true,
		value: {
			question: { run: 0, title: 'Title', message: 'Message', isMarkdown: true, note: '', answers },
		},
	});
});

test.each<[string, string, object]>([
	["'Message' is empty", 'message', { message: ' ' }],
	[
		'\'Message\' has the link "javascript:1", which begins with javascript:',
		'message',
		{ message: 'a [x](javascript:1)' },
	],
	["'Title' is an object, not text", 'cardTitle', { cardTitle: {} }],
	[
		"'Response Type' has a value that does not exist",
		'responseType',
		{ responseType: 'customForm' },
	],
	[
		"'Type of Approval' has a value that does not exist",
		'approvalOptions',
		{ approvalOptions: { values: { approvalType: 'triple' } } },
	],
	[
		"'Approve Button Label' is empty",
		'approvalOptions',
		{ approvalOptions: { values: { approveLabel: '' } } },
	],
	[
		"'Approve Button Style' has a value that does not exist",
		'approvalOptions',
		{ approvalOptions: { values: { buttonApprovalStyle: 'secondary' } } },
	],
	[
		"'Disapprove Button Label' is longer than 100 characters",
		'approvalOptions',
		{ approvalOptions: { values: { approvalType: 'double', disapproveLabel: 'x'.repeat(101) } } },
	],
	[
		"'Disapprove Button Style' has a value that does not exist",
		'approvalOptions',
		{
			approvalOptions: { values: { approvalType: 'double', buttonDisapprovalStyle: 'secondary' } },
		},
	],
	[
		"'Button Label' is empty",
		'acknowledgeLabel',
		{ responseType: 'acknowledgement', acknowledgeLabel: '  ' },
	],
	[
		"'Message Button Label' is an object, not text",
		'messageButtonLabel',
		{ responseType: 'freeText', messageButtonLabel: {} },
	],
	["'Choices' has 0 values", 'choices', { responseType: 'choice', choices: '\n' }],
	["'Choices' has 0 values", 'choices', { responseType: 'choice', choices: [] }],
	["'Choices' is empty", 'choices', { responseType: 'choice', choices: null }],
	["'Choices' has 1 value", 'choices', { responseType: 'choice', choices: 'a' }],
	[
		"'Choices' has more than 6 values",
		'choices',
		{ responseType: 'choice', choices: 'a\nb\nc\nd\ne\nf\ng' },
	],
	["'Choices' has a value twice", 'choices', { responseType: 'choice', choices: 'a\nb\n a' }],
	["'Choices' is an object, not text", 'choices', { responseType: 'choice', choices: { a: 1 } }],
	["'Choices' is empty", 'choices', { responseType: 'choice', choices: ['a', ''] }],
	["'Choices' is empty", 'choices', { responseType: 'choice', choices: ['a', null] }],
	["'Note' is a list, not text", 'questionOptions', { questionOptions: { note: [] } }],
	[
		"'Escape Markdown' is neither true nor false",
		'questionOptions',
		{ questionOptions: { escapeMarkdown: 'no' } },
	],
	[
		"'Wait When Unclear' is neither true nor false",
		'questionOptions',
		{ questionOptions: { waitWhenUnclear: 1 } },
	],
	[
		"'Limit Type' has a value that does not exist",
		'questionOptions',
		limit({ limitType: 'never' }),
	],
	["'Unit' has a value that does not exist", 'questionOptions', limit({ resumeUnit: 'weeks' })],
	["'Amount' is not a number from 0 to 3650", 'questionOptions', limit({ resumeAmount: -1 })],
	["'Amount' is not a number from 0 to 3650", 'questionOptions', limit({ resumeAmount: NaN })],
	["'Amount' is 0", 'questionOptions', limit({ resumeAmount: 0 })],
	["'Max Date and Time' is empty", 'questionOptions', limit({ limitType: 'atSpecifiedTime' })],
	[
		"'Max Date and Time' is not a date within ten years",
		'questionOptions',
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' }),
	],
	[
		"'Max Date and Time' is not a date within ten years",
		'questionOptions',
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '3000-01-01T00:00:00Z' }),
	],
	[
		"'Max Date and Time' has passed already",
		'questionOptions',
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-10-08T07:00:00Z' }),
	],
])('%s', (message, field, change) => {
	expect(read(change)).toEqual({
		ok: false,
		problem: { field, message, hint: expect.stringMatching(/\S/) as string },
	});
});

test.each<[object, string | undefined]>([
	[{}, undefined],
	[{ questionOptions: { limitWaitTime: {} } }, undefined],
	[limit({}), '2026-10-08T09:00:00.000Z'],
	[limit({ resumeAmount: 1.5, resumeUnit: 'minutes' }), '2026-10-08T08:01:30.000Z'],
	[limit({ resumeAmount: '2', resumeUnit: 'days' }), '2026-10-10T08:00:00.000Z'],
	[
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-10-09T18:00:00+08:00' }),
		'2026-10-09T10:00:00.000Z',
	],
	[
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2036-10-05T07:00:00.000Z' }),
		'2036-10-05T07:00:00.000Z',
	],
	[
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: new Date('2026-10-09T10:00:00Z') }),
		'2026-10-09T10:00:00.000Z',
	],
])('the limit counts from the moment the question was sent: %j', (change, until) => {
	const question = read(change);
	expect(
		question.ok &&
			endOfWait(question.value.waitLimit, new Date('2026-10-08T08:00:00.000Z'))?.toISOString(),
	).toBe(until);
});

test('title and note without the spaces around them, and whether to wait for what may not have arrived', () => {
	const question = {
		run: 0,
		title: 'Title',
		message: ' Message ',
		isMarkdown: false,
		note: 'Note',
		answers: [approve],
	};
	const waitLimit = undefined;
	const change = { cardTitle: ' Title\n', message: ' Message ' };
	expect(read({ ...change, questionOptions: { note: ' Note\n', escapeMarkdown: true } })).toEqual({
		ok: true,
		value: { question, waitLimit, waitWhenUnclear: false },
	});
	expect(
		read({
			...change,
			questionOptions: { note: ' Note\n', escapeMarkdown: true, waitWhenUnclear: true },
		}),
	).toEqual({ ok: true, value: { question, waitLimit, waitWhenUnclear: true } });
});

test('as many choices as there may be, and as long as they may be', () => {
	const labels = ['a', 'b', 'c', 'd', 'e', 'x'.repeat(100)];
	const answers = labels.map((label) => ({
		key: label,
		label,
		style: 'default',
		data: { choice: label },
	}));
	expect(read({ responseType: 'choice', choices: labels })).toMatchObject({
		ok: true,
		value: { question: { answers } },
	});
});

test.each([
	[
		'a long choice twice',
		['x'.repeat(90), 'x'.repeat(90)],
		"'Choices' has a value twice",
		`It is "${'x'.repeat(80)}". Whoever answers could not tell one from the other.`,
	],
	[
		'a choice that is too long',
		['x'.repeat(101)],
		"'Choices' is longer than 100 characters",
		`It starts with "${'x'.repeat(40)}". Shorten it, and put the rest into the message.`,
	],
	['one choice', ['a'], "'Choices' has 1 value", 'Enter 2 to 6, each on a line of its own.'],
])('the hint tells what was found, cut short: %s', (_, choices, message, hint) => {
	expect(read({ responseType: 'choice', choices })).toEqual({
		ok: false,
		problem: { field: 'choices', message, hint },
	});
});

test.each([
	[
		' tomorrow\n',
		"'Max Date and Time' is not a date within ten years",
		'It is "tomorrow". Enter a moment such as 2026-10-09T18:00:00+08:00.',
	],
	[
		'x'.repeat(90),
		"'Max Date and Time' is not a date within ten years",
		`It is "${'x'.repeat(80)}". Enter a moment such as 2026-10-09T18:00:00+08:00.`,
	],
	[
		'2036-10-05T07:00:00.001Z',
		"'Max Date and Time' is not a date within ten years",
		'It is "2036-10-05T07:00:00.001Z". Enter a moment such as 2026-10-09T18:00:00+08:00.',
	],
	[
		'2026-10-08T15:00:00+08:00',
		"'Max Date and Time' has passed already",
		'It is 2026-10-08T07:00:00.000Z. Enter a later moment, or remove the limit.',
	],
])('the hint tells which moment was found: %j', (maxDateAndTime, message, hint) => {
	expect(read(limit({ limitType: 'atSpecifiedTime', maxDateAndTime }))).toEqual({
		ok: false,
		problem: { field: 'questionOptions', message, hint },
	});
});

test('what is escaped has no links, and neither has the note', () => {
	const change = {
		message: 'a [x](javascript:1)',
		questionOptions: { escapeMarkdown: true, note: '[x](file:///a)' },
	};
	expect(read(change)).toMatchObject({
		ok: true,
		value: { question: { message: change.message, note: '[x](file:///a)' } },
	});
});
