import fc from 'fast-check';

import { fullMessage, oldestFirst } from '../../../../nodes/shared/tickets/messageView';
import { fullTicket, simpleTicket } from '../../../../nodes/shared/tickets/ticketView';

/** As https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/get shows one, and as they have been seen. */
const ticket = {
	ticket_id: '6955768699895758850',
	helpdesk_id: '6939771743531696147',
	guest: { id: 'ou_guest', name: 'Li Hua', email: 'li.hua@example.com', department: 'Sales' },
	comments: [{ content: 'x' }],
	ticket_type: 2,
	status: 5,
	score: 1,
	created_at: 1616920429000,
	updated_at: -1,
	closed_at: '0',
	agents: [{ id: 'ou_a' }, { id: 'ou_b' }],
	solve: 1,
	agent_service_duration: 42624.95,
	agent_first_response_time: 1616920489000,
	customized_fields: [{ id: '1', value: 'x' }],
};

test('a ticket as it came, with words and moments beside the numbers', () => {
	expect(fullTicket(ticket)).toEqual({
		...ticket,
		stage_name: 'Human',
		status_name: 'Awaiting User Response',
		is_open: true,
		score_name: 'Dissatisfied',
		solve_name: 'Unsolved',
		created_at_iso: '2021-03-28T08:33:49.000Z',
		agent_first_response_time_iso: '2021-03-28T08:34:49.000Z',
	});
	expect(Object.keys(fullTicket(ticket)).slice(4, 9)).toEqual([
		'ticket_type',
		'stage_name',
		'status',
		'status_name',
		'is_open',
	]);
});

test('simplified: ten flat fields, none of them an address, a text or a custom field', () => {
	expect(simpleTicket(ticket)).toEqual({
		ticket_id: '6955768699895758850',
		status_name: 'Awaiting User Response',
		is_open: true,
		stage_name: 'Human',
		guest_id: 'ou_guest',
		guest_name: 'Li Hua',
		agent_ids: 'ou_a, ou_b',
		created_at_iso: '2021-03-28T08:33:49.000Z',
		updated_at_iso: null,
		closed_at_iso: null,
	});
});

test('what differs from the documents neither fails nor is guessed', () => {
	expect(
		simpleTicket({
			ticket_id: '1',
			status: 7,
			agent: { id: 'ou_a' },
			guest: 'x',
			created_at: 16169204290,
		}),
	).toEqual({
		ticket_id: '1',
		status_name: 7,
		is_open: null,
		stage_name: null,
		guest_id: null,
		guest_name: null,
		agent_ids: 'ou_a',
		created_at_iso: null,
		updated_at_iso: null,
		closed_at_iso: null,
	});
});

test.each([
	['milliseconds, as documented', 1616920429000, '2021-03-28T08:33:49.000Z'],
	['as text', '1616920429000', '2021-03-28T08:33:49.000Z'],
	['seconds, which cannot be anything else', 1616920429, '2021-03-28T08:33:49.000Z'],
	['microseconds', 1616920429000000, null],
	['none', -1, null],
	['none', 0, null],
	['none', '', null],
	['no whole number', 1616920429000.5, null],
	['no number', [1616920429000], null],
])('a moment: %s', (_name, created_at, iso) => {
	expect(simpleTicket({ ticket_id: '1', created_at })).toMatchObject({ created_at_iso: iso });
});

test('whatever a ticket holds, it comes out unchanged', () => {
	fc.assert(
		fc.property(
			fc.dictionary(
				fc.oneof(fc.string(), fc.constantFrom(...Object.keys(ticket), 'status_name', 'is_open')),
				fc.jsonValue(),
			),
			(fields) => {
				const given = { ...fields, ticket_id: '1' };
				expect(fullTicket(given)).toMatchObject(given);
				expect(Object.keys(simpleTicket(given))).toHaveLength(10);
			},
		),
	);
});

test.each<[string, object, object]>([
	[
		'as the document has it',
		{ id: '1', created_at: 1616920429000, content: '{"content":"hi","msg_type":"text"}' },
		{ created_at_iso: '2021-03-28T08:33:49.000Z', text: 'hi' },
	],
	['as it was sent', { content: '{"text":"hi"}' }, { text: 'hi' }],
	['an object', { content: { content: 'hi' } }, { text: 'hi' }],
	['a picture', { content: '{"image_key":"img_1"}' }, {}],
	['no JSON', { content: 'hi' }, {}],
	['its own text stays', { text: 7, content: '{"text":"hi"}' }, {}],
])('a message: %s', (_name, message, added) => {
	expect(fullMessage('9', message as never)).toEqual({ ticket_id: '9', ...message, ...added });
});

test('messages, the oldest first', () => {
	expect(
		oldestFirst([
			{ id: 'b', created_at: 2 },
			{ id: 'c', created_at: '3' },
			{ id: 'a', created_at: 1 },
		]),
	).toMatchObject([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
});
