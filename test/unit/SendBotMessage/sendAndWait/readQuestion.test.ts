import { readQuestion } from '../../../../nodes/SendBotMessage/operations/sendAndWait/readQuestion';
import { endOfWait } from '../../../../nodes/SendBotMessage/operations/sendAndWait/waitLimit';

const now = new Date('2026-10-08T07:00:00.000Z');
const parameters = {
	cardTitle: 'Title',
	message: 'Message',
	responseType: 'approval',
	approvalOptions: {},
	options: {},
};
const read = (change: object) =>
	readQuestion({ ...parameters, ...change }, 0, now, 'Asia/Shanghai');
const limit = (values: object) => ({ options: { limitWaitTime: { values } } });

const approve = { key: 'approve', label: 'Approve', style: 'primary', data: { approved: true } };
const decline = { key: 'decline', label: 'Decline', style: 'default', data: { approved: false } };

test.each<[string, object, object[]]>([
	['approve and decline, as nothing is set', {}, [approve, decline]],
	[
		'approve and decline, as n8n has it for AI tools',
		{ approvalOptions: null, options: null },
		[approve, decline],
	],
	['approve alone', { approvalOptions: { values: { approvalType: 'single' } } }, [approve]],
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
		[approve, decline],
	],
	[
		'seen, as nothing is set',
		{ responseType: 'acknowledgement', acknowledgeLabel: ' ' },
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
			question: { run: 0, title: 'Title', message: 'Message', note: '', answers },
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
		"'Approve Button Label' is a list of objects, not text",
		'approvalOptions',
		{ approvalOptions: { values: { approveLabel: [{}] } } },
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
		"'Button Label' is an object, not text",
		'acknowledgeLabel',
		{ responseType: 'acknowledgement', acknowledgeLabel: {} },
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
	[
		"'Choices' has an object among its values",
		'choices',
		{ responseType: 'choice', choices: { a: 1 } },
	],
	["'Choices' has 1 value", 'choices', { responseType: 'choice', choices: ['a', ''] }],
	["'Choices' has 1 value", 'choices', { responseType: 'choice', choices: ['a', null] }],
	["'Choices' is not a valid number", 'choices', { responseType: 'choice', choices: ['a', NaN] }],
	[
		"'Choices' has an object among its values",
		'choices',
		{ responseType: 'choice', choices: [{ name: 'A' }, { name: 'B' }] },
	],
	[
		"'Choices' has \\n instead of a line break",
		'choices',
		{ responseType: 'choice', choices: 'A\\nB' },
	],
	["'Note' is a list of objects, not text", 'options', { options: { note: [{}] } }],
	[
		"'Markdown From Expressions' is neither true nor false",
		'options',
		{ options: { markdownFromExpressions: 'maybe' } },
	],
	["'Wait When Unclear' is neither true nor false", 'options', { options: { waitWhenUnclear: 2 } }],
	["'Limit Type' has a value that does not exist", 'options', limit({ limitType: 'never' })],
	["'Unit' has a value that does not exist", 'options', limit({ resumeUnit: 'weeks' })],
	["'Amount' is not a number from 0 to 3650", 'options', limit({ resumeAmount: -1 })],
	["'Amount' is not a number from 0 to 3650", 'options', limit({ resumeAmount: NaN })],
	["'Amount' is 0", 'options', limit({ resumeAmount: 0 })],
	["'Max Date and Time' is empty", 'options', limit({ limitType: 'atSpecifiedTime' })],
	[
		"'Max Date and Time' is not a date that can be read in one way only",
		'options',
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' }),
	],
	[
		"'Max Date and Time' is more than ten years ahead",
		'options',
		limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '3000-01-01T00:00:00Z' }),
	],
	[
		"'Max Date and Time' has passed already",
		'options',
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
	[{ options: { limitWaitTime: {} } }, undefined],
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
		note: 'Note',
		answers: [approve, decline],
	};
	const waitLimit = undefined;
	const change = { cardTitle: ' Title\n', message: ' Message ' };
	expect(read({ ...change, options: { note: ' Note\n' } })).toEqual({
		ok: true,
		value: { question, waitLimit, waitWhenUnclear: false },
	});
	expect(
		read({
			...change,
			options: { note: ' Note\n', waitWhenUnclear: true },
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
		`Shorten it, and put the rest into the message. It starts with "${'x'.repeat(40)}".`,
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
		"'Max Date and Time' is not a date that can be read in one way only",
		'Enter a moment with the year first, such as 2026-10-09T18:00:00+08:00. It is "tomorrow".',
	],
	[
		'x'.repeat(90),
		"'Max Date and Time' is not a date that can be read in one way only",
		`Enter a moment with the year first, such as 2026-10-09T18:00:00+08:00. It is "${'x'.repeat(80)}".`,
	],
	[
		46380.5,
		"'Max Date and Time' is not a date that can be read in one way only",
		'Enter a moment with the year first, such as 2026-10-09T18:00:00+08:00. A spreadsheet\'s number of a day has to be formatted as a date there. It is "46380.5".',
	],
	[
		'2036-10-05T07:00:00.001Z',
		"'Max Date and Time' is more than ten years ahead",
		'Enter a sooner moment, or remove the limit. It was read as 2036-10-05T07:00:00.001Z.',
	],
	[
		'2026-10-08 15:00',
		"'Max Date and Time' has passed already",
		'Enter a later moment, or remove the limit. It was read as 2026-10-08T07:00:00.000Z; without a time zone, that of the workflow counts (Asia/Shanghai).',
	],
])('the hint tells which moment was found: %j', (maxDateAndTime, message, hint) => {
	expect(read(limit({ limitType: 'atSpecifiedTime', maxDateAndTime }))).toEqual({
		ok: false,
		problem: { field: 'options', message, hint },
	});
});

test('what an expression gives the message is data, so it has no links', () => {
	const change = {
		message: '**Why:** [x](javascript:1)',
		saved: { message: '=**Why:** {{ $json.why }}' },
	};
	const escaped = '**Why:** &#91;x&#93;&#40;javascript&#58;1&#41;';
	expect(read(change)).toMatchObject({ ok: true, value: { question: { message: escaped } } });
	expect(read({ ...change, options: { markdownFromExpressions: true } })).toMatchObject({
		ok: false,
		problem: {
			field: 'message',
			message: '\'Message\' has the link "javascript:1", which begins with javascript:',
		},
	});
});

test('the note has no links', () => {
	expect(read({ options: { note: '[x](file:///a)' } })).toMatchObject({
		ok: true,
		value: { question: { note: '[x](file:///a)' } },
	});
});

test.each<[string, object, string[]]>([
	['a message', { message: '请审批：**两天** off' }, ['同意', '拒绝']],
	['a title', { cardTitle: '审批' }, ['同意', '拒绝']],
	['one button', { cardTitle: '已阅', responseType: 'acknowledgement' }, ['知道了']],
	['a text', { message: '为什么？', responseType: 'freeText' }, ['答复']],
	[
		'labels that were entered stay',
		{
			message: '可以吗？',
			approvalOptions: { values: { approveLabel: 'OK', disapproveLabel: '' } },
		},
		['OK', '拒绝'],
	],
	['Japanese, with kana', { message: '承認してください' }, ['Approve', 'Decline']],
])('buttons are in Chinese where the question is: %s', (_, change, labels) => {
	const question = read(change);
	expect(question.ok && question.value.question.answers.map(({ label }) => label)).toEqual(labels);
});
