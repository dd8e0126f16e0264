import {
	listTicketMessagesRequest,
	readTicketMessages,
	sendTicketMessageRequest,
} from '../../../../nodes/shared/feishu/ticketMessages';

test('a message into a ticket, whole: its content travels as text', () => {
	expect(sendTicketMessageRequest('6955', 'text', '{"text":"hi"}')).toEqual({
		method: 'POST',
		path: '/open-apis/helpdesk/v1/tickets/6955/messages',
		query: {},
		body: { msg_type: 'text', content: '{"text":"hi"}' },
	});
});

test('the messages of a ticket', () => {
	expect(listTicketMessagesRequest('6955', 2)).toEqual({
		method: 'GET',
		path: '/open-apis/helpdesk/v1/tickets/6955/messages',
		query: { page: '2', page_size: '200' },
		mostAnswerBytes: 12_582_912,
	});
});

test.each<[string, Record<string, unknown>, unknown]>([
	['messages', { total: 9, messages: [{ id: '1' }] }, { total: 9, entries: [{ id: '1' }] }],
	['none', {}, { total: undefined, entries: [] }],
	['no list', { messages: 'x' }, undefined],
])('reads a page: %s', (_name, data, page) => {
	expect(readTicketMessages(data)).toEqual(page);
});
