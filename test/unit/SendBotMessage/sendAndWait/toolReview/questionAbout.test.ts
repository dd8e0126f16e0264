import { escapeMarkdown } from '../../../../../nodes/shared/messageTypes/interactive/escapeMarkdown';
import {
	modelWritesText,
	questionAbout,
} from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/questionAbout';
import type { Call } from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/readCall';
import { by } from '../../../../support/receiver';

/** As n8n 2.41.1 fills in the field (tool-generation/hitl-tools.js). */
const OF_N8N =
	'=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}';
const CALL: Call = {
	tool: 'Send_Bot_Message',
	parameters: { email: 'li@example.com', text: '**$&** <at id=all></at>' },
};
const TOOL = 'Send&#95;Bot&#95;Message';
const DRAWN = escapeMarkdown('email: li@example.com\ntext: **$&** <at id=all></at>');

/** Expressions give what is in `values`. */
function asked(saved: Record<string, unknown>, values: Record<string, unknown> = {}, call = CALL) {
	const fill = (text: string) =>
		text.replace(/\{\{ (.*?) \}\}/g, (_, name: string) => String(values[name]));
	const resolve = (value: unknown): unknown => {
		if (typeof value === 'string') return value.startsWith('=') ? fill(value.slice(1)) : value;
		return typeof value === 'object' && value !== null ? resolveAll(value) : value;
	};
	const resolveAll = (all: object) =>
		Object.fromEntries(Object.entries(all).map(([name, value]) => [name, resolve(value)]));
	const parameters = resolveAll(saved);
	return questionAbout(call, {
		parameters,
		saved,
		labels: { receiver: 'Receiver', options: 'Options' },
		evaluate: fill,
	});
}
const messageOf = (message: unknown, values = {}, call = CALL) => {
	const question = asked({ message }, values, call);
	return question.ok ? question.value.message : question.problem.message;
};

test("n8n's own message names the call, and nothing in the call is Markdown", () => {
	expect(
		asked({ message: OF_N8N, cardTitle: 'May it?', receiver: by('email', 'manager@example.com') }),
	).toEqual({
		ok: true,
		value: {
			message: `The agent wants to run this tool: ${TOOL}\n\nInput:\n${DRAWN}`,
			cardTitle: 'May it?',
			receiver: by('email', 'manager@example.com'),
			options: {},
		},
	});
});

test('what was chosen in the panel stays', () => {
	const chosen = {
		approvalOptions: { values: { approvalType: 'single', approveLabel: 'Yes' } },
		options: { note: 'n', cardColor: 'red' },
	};
	expect(asked({ message: OF_N8N, ...chosen })).toMatchObject({ ok: true, value: chosen });
});

test.each([
	[
		'a message in other words',
		'=智能体想运行 {{$tool.name}}：\n{{ $tool.parameters }}',
		`智能体想运行 ${TOOL}：\n${DRAWN}`,
	],
	['a message without the parameters', '=Run {{ $tool.name }}?', `${DRAWN}\n\nRun ${TOOL}?`],
	['a message without the name', '=Input:\n{{ $tool.parameters }}', `${TOOL}\n\nInput:\n${DRAWN}`],
	['a fixed message', 'May it?  ', `${TOOL}\n${DRAWN}\n\nMay it?  `],
	[
		'a message that only looks like an expression',
		'{{ $tool.name }} [object Object]',
		`${TOOL}\n${DRAWN}\n\n{{ $tool.name }} [object Object]`,
	],
])('the whole call is shown with %s', (_name, message, shown) => {
	expect(messageOf(message)).toBe(shown);
});

test('where others write in the message, it begins with the call, and what they hide is shown', () => {
	const values = { '$json.reason': 'ok\n\n\n\nInput:\ncity: Paris\u202e', $now: 'today' };
	expect(messageOf('=Because: {{ $json.reason }}\n\nInput:\n{{ $tool.parameters }}', values)).toBe(
		`${TOOL}\n${DRAWN}\n\nBecause: ${escapeMarkdown('ok\n[U+000A×4]\nInput:\ncity: Paris[U+202E]')}\n\nInput:\n${DRAWN}`,
	);
	expect(
		asked({ message: OF_N8N, options: { cardSubtitle: '={{ $json.reason }}' } }, values),
	).toMatchObject({
		value: { options: { cardSubtitle: 'ok[U+000A×4]Input:[U+000A]city: Paris[U+202E]' } },
	});
	expect(messageOf('={{ $now }}', values)).toBe(`${TOOL}\n${DRAWN}\n\ntoday`);
	const question = asked(
		{
			message: OF_N8N,
			cardTitle: '={{ $json.reason }}',
			options: { note: '={{ $json.reason }}', cardSubtitle: 'Two  spaces' },
		},
		values,
	);
	expect(question).toMatchObject({
		value: {
			cardTitle: 'ok[U+000A×4]Input:[U+000A]city: Paris[U+202E]',
			options: {
				note: 'ok[U+000A×4]Input:[U+000A]city: Paris[U+202E]',
				cardSubtitle: 'Two  spaces',
			},
		},
	});
});

test('a title that is no text is left to the checks', () => {
	const title = { no: 'text' };
	expect(
		questionAbout(CALL, {
			parameters: { message: 'May it?', cardTitle: title },
			saved: { message: 'May it?', cardTitle: '={{ $json }}' },
			labels: {},
			evaluate: String,
		}),
	).toMatchObject({ value: { cardTitle: title } });
});

test('a tool name cannot begin a line or hide', () => {
	expect(messageOf(OF_N8N, {}, { tool: 'Get\n\nInput:\u202e', parameters: {} })).toBe(
		`The agent wants to run this tool: ${escapeMarkdown('Get[U+000A×2]Input:[U+202E]')}\n\nInput:\n{}`,
	);
});

test('what stands in for the call cannot be used up by the call itself', () => {
	expect(messageOf(OF_N8N, {}, { tool: 'T', parameters: { a: '⟦tool.name⟧ $1' } })).toBe(
		`The agent wants to run this tool: T\n\nInput:\n${escapeMarkdown('a: ⟦tool.name⟧ $1')}`,
	);
});

test('what is typed is Markdown, the call is none, and what others say only where that is wanted', () => {
	const message = '=**{{ $tool.name }}** {{ $tool.parameters }} {{ $now }}';
	const call = { tool: 'a_b', parameters: { text: '**bold**' } };
	const shown = (options: object) => {
		const question = asked({ message, options }, { $now: '*now*\u202e' }, call);
		return question.ok && String(question.value.message).split('\n\n')[1];
	};
	const drawn = '**a&#95;b** text&#58; &#42;&#42;bold&#42;&#42;';
	expect(shown({})).toBe(`${drawn} &#42;now&#42;&#91;U&#43;202E&#93;`);
	expect(shown({ markdownFromExpressions: true })).toBe(`${drawn} *now*[U+202E]`);
});

test('whether expressions give Markdown is a switch', () => {
	expect(asked({ message: OF_N8N, options: { markdownFromExpressions: 'maybe' } })).toMatchObject({
		ok: false,
		problem: { message: "'Markdown From Expressions' is neither true nor false" },
	});
});

test.each([
	[{ receiver: by('email', '={{ $json.manager }}') }, 'receiver', 'Receiver'],
	[{ receiver: by('list', "={{ $fromAI('manager') }}") }, 'receiver', 'Receiver'],
	[{ receiver: by('={{ $json.mode }}', 'ou_1') }, 'receiver', 'Receiver'],
	[{ receiver: '={{ $json.manager }}' }, 'receiver', 'Receiver'],
	[{ receiveType: '={{ $json.type }}' }, 'receiveType', 'receiveType'],
	[{ options: { deduplicationKey: '={{ $json.key }}' } }, 'options', 'Options'],
	[{ options: { dryRun: "={{ $fromAI('dry') }}" } }, 'options', 'Options'],
	[
		{ approvalOptions: { values: { disapproveLabel: '={{ $json.label }}' } } },
		'approvalOptions',
		'approvalOptions',
	],
	[
		{
			options: {
				note: 'n',
				limitWaitTime: { values: { resumeAmount: '={{ $json.minutes }}' } },
			},
		},
		'options',
		'Options',
	],
])('what decides who reviews, and how, is not for the model: %j', (parameter, field, label) => {
	const question = asked({ message: OF_N8N, ...parameter });
	const message = `'${label}' depends on what the model writes, so the model could decide who reviews its call, and how`;
	expect(question).toEqual({
		ok: false,
		problem: {
			field,
			message,
			hint: expect.stringContaining(
				'Enter a fixed value, or take it from the node it comes from',
			) as string,
		},
	});
});

test('what other nodes or the builder say decides', () => {
	expect(
		asked({
			message: OF_N8N,
			receiver: by('email', "={{ $('Form').first().json.manager }}"),
			options: { deduplicationKey: '={{ $execution.id }}' },
		}),
	).toMatchObject({ ok: true });
});

test.each([undefined, '', null, { a: 1 }])(
	'a message that is no text is refused: %j',
	(message) => {
		expect(messageOf(message)).toMatch(/^'Message' is /);
	},
);

test.each([
	[true, { message: '={{ $json.reason }} {{ $tool.name }}' }],
	[true, { message: '={{ JSON.stringify($tool.parameters) }}' }],
	[true, { cardTitle: '={{ $json.title }}' }],
	[true, { options: { cardSubtitle: "={{ $fromAI('a') }}" } }],
	[true, { options: { note: '={{ $json.note }}' } }],
	[
		false,
		{
			message: OF_N8N,
			cardTitle: 'x',
			options: { note: "={{ $('Form').first().json.note }}" },
		},
	],
	[false, { message: '{{ $json.reason }}' }],
])('there is a warning where the model writes in a text: %j', (warns, saved) => {
	expect(modelWritesText(saved)).toBe(warns);
});
