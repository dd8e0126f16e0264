import type { Statement } from '../../../../nodes/shared/feishu/judge';
import { describeFailure } from '../../../../nodes/shared/output/describeFailure';
import type { Failure, UnsentMessage } from '../../../../nodes/shared/run/outcome';

const said = (
	statement: Partial<Statement>,
	everyItem = false,
	receiveType: UnsentMessage['receiveType'] = 'chat',
	meantFor: UnsentMessage['meantFor'] = 'chat',
) =>
	describeFailure({
		kind: 'failed',
		verdict: {
			verdict: 'refused',
			tokenRefused: false,
			everyItem,
			statement: { httpStatus: 400, scopes: [], ...statement },
		},
		receiver: 'li.hua@example.com',
		meantFor,
		receiveType,
	});

/** `Failed to create card content, ext=ErrCode: 200380; ErrMsg: …`, as im/v1 documents it. */
const card = (errCode: number) => ({
	code: 230099,
	msg: `Failed to create card content, ext=ErrCode: ${errCode}; ErrMsg: said by Feishu`,
});

test.each<[string, Partial<Statement>, boolean, string]>([
	[
		'one scope',
		{ code: 99991672, scopes: ['helpdesk:all'] },
		true,
		'The app lacks a scope: helpdesk:all',
	],
	[
		'one of several',
		{ code: 99991672, scopes: ['im:resource', 'im:resource:upload'] },
		false,
		'The app lacks a scope: one of im:resource, im:resource:upload',
	],
	[
		'the scope of the endpoint, which Feishu may name or not',
		{ code: 154003, scopes: ['helpdesk:all'] },
		true,
		'The app may not send helpdesk messages; it may lack the scope helpdesk:all',
	],
	['the account', { code: 154001 }, true, 'Feishu refused the helpdesk'],
	[
		'the receiver',
		{ code: 230029 },
		false,
		'The receiver has left the company: li.hua@example.com',
	],
	[
		'the text',
		{ code: 230022 },
		false,
		'Feishu found sensitive content (message to li.hua@example.com)',
	],
	[
		'what it leaves open',
		{ code: 154000 },
		false,
		'Feishu found the request invalid; li.hua@example.com may have a ticket in progress',
	],
	[
		'a template',
		card(200380),
		false,
		'The card template does not exist (message to li.hua@example.com)',
	],
	[
		'a template of another app',
		card(200381),
		false,
		'The card template does not allow this app (message to li.hua@example.com)',
	],
	[
		'a card, by a code nobody knows',
		card(1),
		false,
		'Feishu could not make the card (message to li.hua@example.com)',
	],
	[
		'such words with another code',
		{ ...card(200380), code: 230054 },
		false,
		'This kind of message cannot be sent to this chat (message to li.hua@example.com)',
	],
])(
	'the title names the person or the scope, where Feishu speaks of %s',
	(_name, statement, everyItem, title) => {
		expect(said(statement, everyItem).title).toBe(title);
	},
);

test.each([230002, 232009])('code %i: only out of the group does a private chat lead', (code) => {
	expect(said({ code }).advice).toEqual([
		'A message to the private chat may still arrive.',
		"Try 'Private Chat' in 'Send To'.",
	]);
	for (const [receiveType, meantFor] of [
		['user', 'user'],
		['user', 'chat'],
		['ticket', 'ticket'],
		['ticket', 'chat'],
	] as const)
		expect(said({ code }, false, receiveType, meantFor).advice).toEqual([
			'Feishu speaks of a group, but the message did not go to the dedicated group. If it keeps happening, contact Feishu support with the log ID.',
		]);
});

test('an Open ID of another app: the way around comes first', () => {
	expect(said({ code: 99992361 }).advice[0]).toContain('choose Email');
});

test('only codes that leave it open speak of a ticket', () => {
	const speaks = (code: number) => JSON.stringify(said({ code })).includes('ticket in progress');
	expect([154000, 154005, 154999].map(speaks)).toEqual([true, true, true]);
	expect([154004, 154402, 230099, 230002, 99992361].map(speaks)).toEqual([
		false,
		false,
		false,
		false,
		false,
	]);
});

test('a refusal without a code is not taken for Feishu’s', () => {
	const proxy = (httpStatus: number) =>
		describeFailure({
			kind: 'failed',
			verdict: {
				verdict: 'notNow',
				holdsUp: 'message',
				statement: { httpStatus, scopes: [] },
			},
			receiver: 'ou_1',
			meantFor: 'chat',
			receiveType: 'chat',
		});
	for (const status of [400, 403, 404, 407])
		expect(proxy(status)).toMatchObject({
			title: "A proxy or gateway answered in Feishu's place (message to ou_1)",
			advice: [
				expect.stringMatching(/^Its answer has no code of Feishu\. Check the proxy settings/),
			],
			answer: `The answer was: HTTP ${status}, no code.`,
			details: { kind: 'notConnected', httpStatus: status },
		});
});

test('a title stays short, however long an address is', () => {
	const { title } = describeFailure({
		kind: 'unclear',
		deduplicationKey: 'k',
		receiver: 'x'.repeat(5000),
		meantFor: 'chat',
	});
	expect(title.length).toBeLessThan(200);
});

const lost = { verdict: 'unknown', loss: { neverConnected: false, reason: 'it broke' } } as const;
const internal = {
	verdict: 'unknown',
	statement: { httpStatus: 500, scopes: [], code: 155000 },
} as const;
const open = { kind: 'open', ticketId: '7', status: 'Processing' } as const;

test.each<[string, Partial<UnsentMessage>, string]>([
	['the group', {}, 'ou_1 may have been delivered; check the chat'],
	[
		'the private chat, in place of the group',
		{ receiveType: 'user' },
		'ou_1 may have been delivered; check the private chat',
	],
	[
		'the private chat',
		{ receiveType: 'user', meantFor: 'user' },
		'ou_1 may have been delivered; check the private chat',
	],
	[
		'the private chat, because of a ticket',
		{ receiveType: 'user', ticket: open },
		'ou_1 may have been delivered; check the private chat',
	],
	[
		'the ticket in progress',
		{ receiveType: 'ticket', ticket: open },
		'ou_1 may have been delivered; check ticket 7',
	],
	[
		'the group, beside a ticket that it did not go into',
		{ ticket: open },
		'ou_1 may have been delivered; check the chat',
	],
	[
		'a ticket it was meant for',
		{ receiveType: 'ticket', meantFor: 'ticket' },
		'ticket ou_1 may have been delivered; check the ticket',
	],
])('an unclear message is to be looked for where it went last: %s', (_, went, words) => {
	for (const verdict of [lost, internal]) {
		expect(
			describeFailure({
				kind: 'failed',
				verdict,
				receiver: 'ou_1',
				meantFor: 'chat',
				receiveType: 'chat',
				...went,
			}).title,
		).toBe(`The message to ${words} before sending again`);
	}
});

test.each<
	[number, UnsentMessage['meantFor'], UnsentMessage['receiveType'], string, string | undefined]
>([
	[99992351, 'chat', 'chat', ': li.hua@example.com', 'receiver'],
	[99992351, 'chat', 'ticket', ': li.hua@example.com', 'receiver'],
	[99992351, 'ticket', 'ticket', ' (message to ticket li.hua@example.com)', undefined],
	[230013, 'ticket', 'ticket', ' (message to ticket li.hua@example.com)', undefined],
	[230017, 'user', 'user', ' (message to li.hua@example.com)', 'imageKey'],
	[230017, 'ticket', 'ticket', ' (message to ticket li.hua@example.com)', undefined],
	[230002, 'ticket', 'ticket', ' (message to ticket li.hua@example.com)', undefined],
	[154401, 'ticket', 'ticket', ': li.hua@example.com', 'ticketId'],
	[154004, 'ticket', 'ticket', ': li.hua@example.com', 'ticketId'],
	[154004, 'chat', 'ticket', ' (message to li.hua@example.com)', undefined],
])(
	'code %i, meant for the %s, from the %s: what is named, and the field that the node has',
	(code, meantFor, receiveType, subject, field) => {
		const { title, details } = said({ code }, false, receiveType, meantFor);
		expect({ end: title.slice(-subject.length), field: details.field }).toEqual({
			end: subject,
			field,
		});
	},
);

test('a code about a person, from a ticket: the advice says who may be meant', () => {
	const [first] = said({ code: 99992351 }, false, 'ticket', 'ticket').advice;
	expect(first).toBe(
		"The message has no receiver but the ticket: Feishu may mean the ticket's guest, or somebody whom the message mentions.",
	);
	expect(said({ code: 99992351 }).advice[0]).toMatch(/^Check the receiver's ID/);
});

describe('a message into a ticket', () => {
	const ticket = { receiver: '6955', meantFor: 'ticket', receiveType: 'ticket' } as const;
	const refused = {
		verdict: 'refused',
		tokenRefused: false,
		everyItem: false,
		statement: { httpStatus: 400, scopes: [], code: 230022 },
	} as const;

	test.each<[string, Failure, string]>([
		[
			'refused',
			{ ...ticket, kind: 'failed', verdict: refused },
			'Feishu found sensitive content (message to ticket 6955)',
		],
		[
			'not tried',
			{ ...ticket, kind: 'failed', verdict: { verdict: 'notTried' } },
			'The message to ticket 6955 was not sent, because the execution was stopped',
		],
		[
			'unclear',
			{ ...ticket, kind: 'unclear', deduplicationKey: 'k' },
			'The message to ticket 6955 may have been delivered; check the ticket before sending again',
		],
		[
			'a store that failed',
			{ ...ticket, kind: 'storeFailed', error: new Error('full') },
			'The message to ticket 6955 was not sent, because n8n could not keep its deduplication key or read its picture',
		],
		[
			'meant for a person and written into the ticket in progress',
			{
				kind: 'failed',
				verdict: refused,
				receiver: 'li.hua@example.com',
				meantFor: 'chat',
				receiveType: 'ticket',
			},
			'Feishu found sensitive content (message to li.hua@example.com)',
		],
	])('is named as such: %s', (_, failure, title) => {
		expect(describeFailure(failure).title).toBe(title);
	});
});
