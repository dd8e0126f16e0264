import fc from 'fast-check';

import { worldView } from '../../emulator/control/worldView';
import { defaultWorld } from '../../emulator/defaultWorld';
import { messageDetail, messageTree, requestDetail } from '../../emulator/web/detail.js';
import { pageList } from '../../emulator/web/dom.js';
import { pointHere } from '../../emulator/web/empty.js';
import { avatar, messageRow, requestRow } from '../../emulator/web/list.js';
import { requestView } from '../../emulator/web/request.js';
import { day, moment } from '../../emulator/web/time.js';
import { textOf } from '../../emulator/web/tree.js';
import { badAddresses, markup, type Tree, violations } from './markup';
import { anyCharacters } from '../support/text';

const at = '2026-01-31T06:05:33.000Z';
const refused = {
	id: 'req_1',
	at,
	method: 'POST',
	path: '/open-apis/helpdesk/v1/message',
	query: { user_id_type: 'open_id' },
	headers: { authorization: 'Bearer t-abc1••••' },
	body: { msg_type: 'text', content: '{"text":"你好"}' },
	status: 400,
	code: 154000,
	msg: 'Bad request',
	logId: '2026LOG',
	reason: 'content is empty',
	known: 'assumed',
	source: 'https://open.feishu.cn/document/x',
	fault: null as string | null,
	messageId: null as string | null,
	curl: 'curl …',
};
const message = {
	id: 'om_1',
	at,
	receiver: { name: '林晓雨', openId: 'ou_1', unionId: 'on_1', userId: 'u1' },
	receiverId: 'on_1',
	receiverIdType: 'union_id',
	receiveType: 'user' as const,
	msgType: 'text',
	content: { text: 'Hello' },
	mentions: {},
	notes: ['A remark'],
	requestId: 'req_1',
};
const words = (tree: Tree) => textOf(tree).replace(/\s+/g, ' ');

describe('a request', () => {
	test('line, answer, reason, how it is known, source, headers', () => {
		const shown = words(requestView(refused));
		for (const part of [
			'POST',
			'/open-apis/helpdesk/v1/message',
			'?user_id_type=open_id',
			'HTTP 400',
			'code 154000',
			'Bad request',
			'2026LOG',
			'Why it was rejected with 154000',
			'content is empty',
			'Assumed',
			'https://open.feishu.cn/document/x',
			'Bearer t-abc1••••',
		]) {
			expect(shown).toContain(part);
		}
	});

	test('the content is shown parsed, and says so', () => {
		expect(words(requestView(refused))).toContain('"content": { "text": "你好" }');
		expect(words(requestView(refused))).toContain('In the request, content is JSON in a string');
	});

	test.each(['not json', '', 5, null, { text: 'x' }])(
		'content that is no JSON in a string stays as it is: %j',
		(content) => {
			const shown = words(requestView({ ...refused, body: { content } }));
			expect(shown).toContain('"content": ');
			expect(shown).not.toContain('On the wire');
		},
	);

	test('a fault is named; its own reason is not told twice', () => {
		const request = {
			...refused,
			status: null,
			code: null,
			reason: 'The fault was armed.',
			known: null,
			fault: 'dropAfterDelivery',
			messageId: 'om_1',
		};
		const shown = words(requestView(request));
		expect(shown).toContain('Injected fault: dropAfterDelivery');
		expect(shown).toContain('No answer');
		expect(shown).not.toContain('Why it was rejected');
		expect(words(requestRow(request))).toContain('dropAfterDelivery');
		expect(markup(requestDetail(request, 'requests'))).toContain('href="#om_1"');
	});

	test.each(badAddresses.filter(Boolean))('a source %j is no link', (source) => {
		expect(markup(requestView({ ...refused, source }))).not.toContain('<a ');
	});

	test('without a body there is nothing to copy from it', () => {
		expect(words(requestView({ ...refused, body: null }))).not.toContain('Copy content');
	});
});

describe('rows', () => {
	test('a message: who, when, what, where', () => {
		const row = words(messageRow(message, refused));
		for (const part of ['林晓雨', 'Hello', 'Private chat', 'Text']) expect(row).toContain(part);
	});

	test('a refused request: code, status, reason, path', () => {
		expect(words(requestRow(refused))).toMatch(
			/154000.*HTTP 400.*content is empty.*POST.*\/helpdesk\/v1\/message/,
		);
	});

	test('an accepted request: who was reached', () => {
		const accepted = { ...refused, status: 200, code: 0, reason: null, messageId: message.id };
		expect(words(requestRow(accepted, message))).toMatch(/OK.*林晓雨.*POST/);
		expect(words(requestRow(accepted))).not.toContain('林晓雨');
	});

	test('Chinese names by their last two characters, others by their initials', () => {
		expect(
			['林晓雨', '赵敏', 'Amelia Wright', 'madonna', '', '😀 x'].map((name) =>
				textOf(avatar({ name, openId: 'ou_1' })),
			),
		).toEqual(['晓雨', '赵敏', 'AW', 'M', '?', '😀X']);
	});

	test('times', () => {
		const now = new Date(2026, 0, 31, 20, 0, 0);
		expect(day(new Date(2026, 0, 31, 6, 5, 3).toISOString(), now)).toBe('06:05:03');
		expect(day(new Date(2026, 0, 30, 6, 5, 3).toISOString(), now)).toBe('01-30 06:05');
		expect(moment(new Date(2026, 0, 30, 6, 5, 3).toISOString())).toBe('2026-01-30 06:05:03');
		expect([day('soon'), moment('soon')]).toEqual(['', 'soon']);
	});
});

test('the detail names the ID that was sent and the remarks', () => {
	const shown = words(messageDetail(message, refused, messageTree(message)));
	for (const part of [
		'Union ID, as sent',
		'People and all their addresses',
		'on_1',
		'om_1',
		'A remark',
		'Private chat',
	])
		expect(shown).toContain(part);
	expect(words(messageDetail(message, undefined, messageTree(message)))).toContain(
		'The request req_1 is no longer kept.',
	);
});

test('a message in a ticket shows as such, with the ticket beside it', () => {
	const inTicket = {
		...message,
		receiveType: 'ticket' as const,
		receiverIdType: 'open_id',
		receiverId: 'ou_1',
		ticket: {
			ticketId: '7294609182736455001',
			status: 'awaitingUser',
			stage: 'human' as const,
			createdAt: new Date(2026, 0, 27, 6, 5, 3).toISOString(),
			agents: ['Grace Kim', '赵敏'],
			tags: [] as string[],
		},
	};
	const shown = (one: typeof inTicket) => messageDetail(one, refused, messageTree(one));
	expect(words(messageRow(inTicket))).toContain('Ticket');
	expect(words(messageRow(inTicket))).not.toContain('Dedicated group');
	const told = markup(shown(inTicket));
	for (const fact of [
		'<dt>Status</dt><dd>Awaiting user response</dd>',
		'<dt>Stage</dt><dd>Human</dd>',
		'<dt>Agents</dt><dd>Grace Kim, 赵敏</dd>',
		'2026-01-27 06:05:03',
		'data-copy="=7294609182736455001"',
	])
		expect(told).toContain(fact);
	for (const absent of ['Tags', 'as sent']) expect(words(shown(inTicket))).not.toContain(absent);
	expect(words(messageDetail(message, refused, messageTree(message)))).not.toContain('Ticket');
	fc.assert(
		fc.property(anyCharacters(), (text) => {
			const ticket = {
				...inTicket.ticket,
				status: text,
				agents: [text],
				tags: [text],
				ticketId: text,
			};
			expect(violations(shown({ ...inTicket, ticket }), pageList)).toEqual([]);
		}),
		{ examples: [['valueOf']] },
	);
});

test('a repeated key of a query is shown as often as it came', () => {
	const query = { status_list: ['1', '5'], page: '2' };
	expect(words(requestView({ ...refused, query }))).toContain(
		'?status_list=1&status_list=5&page=2',
	);
});

test('names, paths, headers, reasons of any kind stay words', () => {
	const text = fc.oneof(
		anyCharacters(),
		fc.constantFrom(...badAddresses, '<script>', '"><img src=x onerror=alert(1)>', '\u202e'),
	);
	const request = fc.record({
		method: text,
		path: text,
		msg: fc.option(text),
		logId: fc.option(text),
		reason: fc.option(text),
		known: fc.option(text),
		source: fc.option(text),
		fault: fc.option(text),
		query: fc.dictionary(text, fc.oneof(text, fc.array(text))),
		headers: fc.dictionary(text, text),
		body: fc.jsonValue(),
		status: fc.option(fc.nat(599)),
		code: fc.option(fc.nat()),
	});
	fc.assert(
		fc.property(request, text, (sent, name) => {
			const whole = { ...refused, ...sent };
			const hostile = {
				...message,
				receiver: { name, openId: name, unionId: name, userId: name },
				notes: [name],
				requestId: name,
			};
			const trees = [
				requestView(whole),
				requestRow(whole),
				requestDetail(whole, 'rejected'),
				messageRow(hostile, whole),
				messageDetail(hostile, whole, messageTree(hostile)),
			];
			expect(trees.flatMap((tree) => violations(tree, pageList))).toEqual([]);
		}),
	);
});

test('an empty inbox says how to reach it, and where the people are', () => {
	const shown = pointHere('http://127.0.0.1:3210', worldView(defaultWorld()));
	for (const part of [
		'Custom',
		'http://127.0.0.1:3210',
		'cli_a7c1e5b2f3d8900e',
		'7291680443617353731',
	])
		expect(words(shown)).toContain(part);
	expect(markup(shown)).toContain('href="#people"');
	expect(words(pointHere('http://127.0.0.1:3210', null))).toContain('http://127.0.0.1:3210');
});
