import {
	getTicketRequest,
	listTicketsRequest,
	readTicket,
	readTicketPage,
} from '../../../../nodes/shared/feishu/tickets';
import { ticketStatuses, wordFor } from '../../../../nodes/shared/feishu/ticketWords';

// https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list

test('a search without conditions, whole', () => {
	expect(listTicketsRequest({})).toEqual({
		method: 'GET',
		path: '/open-apis/helpdesk/v1/tickets',
		query: { page: '1', page_size: '200' },
		mostAnswerBytes: 12_582_912,
	});
});

test('a search with every condition, whole: lists stay lists, numbers become text', () => {
	const { query } = listTicketsRequest(
		{
			guestId: 'ou_1',
			agentId: 'ou_2',
			statuses: [1, 5],
			stage: 2,
			solved: 1,
			score: 3,
			channel: 0,
			tags: ['a,b', '加急'],
			created: { startMs: 1616920429000, endMs: 1616920430000 },
			updated: { startMs: 1, endMs: 2 },
		},
		3,
		50,
	);
	expect(query).toEqual({
		guest_id: 'ou_1',
		agent_id: 'ou_2',
		status_list: ['1', '5'],
		type: '2',
		solved: '1',
		score: '3',
		channel: '0',
		tags: ['a,b', '加急'],
		create_time_start: '1616920429000',
		create_time_end: '1616920430000',
		update_time_start: '1',
		update_time_end: '2',
		page: '3',
		page_size: '50',
	});
});

test('one ticket; an ID never leaves its place in the path', () => {
	expect(getTicketRequest('6955768699895758850')).toEqual({
		method: 'GET',
		path: '/open-apis/helpdesk/v1/tickets/6955768699895758850',
		query: {},
		mostAnswerBytes: 12_582_912,
	});
	expect(getTicketRequest('a/../b?c').path).toBe('/open-apis/helpdesk/v1/tickets/a%2F..%2Fb%3Fc');
});

test.each<[string, Record<string, unknown>, unknown]>([
	[
		'fields are passed through, whatever they are',
		{ total: 2, tickets: [{ ticket_id: '1', comments: [], agent: 7 }, { ticket_id: 2 }] },
		{ total: 2, entries: [{ ticket_id: '1', comments: [], agent: 7 }, { ticket_id: '2' }] },
	],
	['an empty list may be left out', { total: 0 }, { total: 0, entries: [] }],
	['or null', { tickets: null }, { total: undefined, entries: [] }],
	[
		'without a total',
		{ tickets: [{ ticket_id: '1' }] },
		{ total: undefined, entries: [{ ticket_id: '1' }] },
	],
	['no list', { tickets: {} }, undefined],
	['no ticket', { tickets: [null] }, undefined],
	['a ticket without ID', { tickets: [{ ticket_id: '' }] }, undefined],
])('reads a page: %s', (_name, data, page) => {
	expect(readTicketPage(data)).toEqual(page);
});

test('reads a ticket', () => {
	expect(readTicket({ ticket: { ticket_id: '1', status: 9 } })).toEqual({
		ticket_id: '1',
		status: 9,
	});
	expect(readTicket({})).toBeUndefined();
});

test('words for what Feishu writes', () => {
	expect(
		[1, '5', 50, 9, undefined].map((status) => wordFor(ticketStatuses, status)?.label),
	).toEqual(['Created', 'Awaiting User Response', 'Closed by Bot', undefined, undefined]);
	expect(ticketStatuses.filter(({ isOpen }) => isOpen).map(({ wire }) => wire)).toEqual([
		1, 2, 3, 4, 5,
	]);
});
