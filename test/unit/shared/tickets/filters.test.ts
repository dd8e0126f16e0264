import { filterOf, type Conditions } from '../../../../nodes/shared/tickets/conditions';
import { readFilters } from '../../../../nodes/shared/tickets/filters';
import { intoTicket, readTicketId } from '../../../../nodes/shared/tickets/ticketLocator';
import { refusedFilters } from '../../../fixtures/ticketFilters';
import { by } from '../../../support/receiver';

const read = (filters: unknown) => readFilters({ filters }, 'Asia/Shanghai');

test('without filters, no conditions', () => {
	expect(read({})).toEqual({ ok: true, value: {} });
	expect(read(null)).toEqual({ ok: true, value: {} });
});

test.each<[object, object]>([
	[{ status: ['open'] }, { statuses: [1, 2, 3, 4, 5] }],
	[{ status: ['closed', 'pending'] }, { statuses: [4, 50, 51, 52] }],
	[{ status: 'created, closedByUser' }, { statuses: [1, 52] }],
	[{ stage: 'bot' }, { stage: 1 }],
	[{ solved: 'solved' }, { solved: 2 }],
	[{ score: 'satisfied' }, { score: 3 }],
	[{ channel: 9 }, { channel: 9 }],
	[{ channel: '21' }, { channel: 21 }],
	[{ channel: 'qr code' }, { channel: 2 }],
	[{ tags: '["urgent", "vpn"]' }, { tags: ['urgent', 'vpn'] }],
	[{ tags: ' urgent， vpn,urgent' }, { tags: ['urgent', 'vpn'] }],
	[{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
	[{ createdAfter: '2026-01-02T03:04:05Z' }, { createdAfter: Date.UTC(2026, 0, 2, 3, 4, 5) }],
	// The workflow's time zone, where there is none.
	[{ createdAfter: '2026-01-02T08:00:00' }, { createdAfter: Date.UTC(2026, 0, 2) }],
	[{ status: 'Awaiting User Response' }, { statuses: [5] }],
	[{ stage: 'Human' }, { stage: 2 }],
	[{ updatedBefore: 1767323045000 }, { updatedBefore: 1767323045000 }],
	[{ createdBefore: new Date(1767323045000) }, { createdBefore: 1767323045000 }],
	[{ guest: by('id', 'ou_1') }, { guest: { id: 'ou_1' } }],
	[{ agent: by('email', 'a@example.com') }, { agent: { id: 'a@example.com' } }],
])('%j', (filters, conditions) => {
	expect(read(filters)).toMatchObject({ ok: true, value: conditions });
});

test.each(refusedFilters)('refused: %j', (filters, field, message) => {
	expect(read(filters)).toEqual({
		ok: false,
		problem: { field, message, hint: expect.stringMatching(/\S/) as string },
	});
});

const NOW = Date.UTC(2026, 10, 26);
const DAY = 86_400_000;

test.each<[Conditions, object]>([
	[{}, {}],
	[{ stage: 1 }, { stage: 1 }],
	// Feishu takes both ends or neither.
	[{ createdAfter: NOW - DAY }, { created: { startMs: NOW - DAY, endMs: NOW + DAY } }],
	[{ createdAfter: NOW + 9 * DAY }, { created: { startMs: NOW + 9 * DAY, endMs: NOW + 9 * DAY } }],
	[{ createdBefore: NOW - DAY }, { created: { startMs: 1e12, endMs: NOW - DAY } }],
	[
		{ updatedAfter: NOW - 2 * DAY, updatedBefore: NOW - DAY },
		{ updated: { startMs: NOW - 2 * DAY, endMs: NOW - DAY } },
	],
])('spans have two ends: %j', (conditions, filter) => {
	expect(filterOf(conditions, NOW)).toEqual({ ok: true, value: filter });
});

test('a span that ends before it begins is refused', () => {
	expect(filterOf({ updatedAfter: NOW, updatedBefore: NOW - DAY }, NOW)).toMatchObject({
		ok: false,
		problem: {
			field: 'updatedBefore',
			message: "'Updated Before' is earlier than 'Updated After'",
		},
	});
});

test.each([
	[by('id', ' 6955768699895758850 ')],
	[by('list', '6955768699895758850')],
	['6955768699895758850'],
	[by('id', by('id', '6955768699895758850'))],
	[by('id', '"6955768699895758850"')],
	[by('id', '#6955768699895758850')],
	[by('id', '\u200b6955768699895758850')],
	[by('id', '６９５５７６８６９９８９５７５８８５０')],
	[by('id', { ticket_id: '6955768699895758850', helpdesk_id: '1' })],
	[{ ticket_id: '6955768699895758850' }],
])('the ID of a ticket: %j', (ticketId) => {
	expect(readTicketId({ ticketId })).toEqual({ ok: true, value: '6955768699895758850' });
	expect(intoTicket.read({ ticketId })).toMatchObject({
		ok: true,
		value: { receiveType: 'ticket', people: [{ id: '6955768699895758850' }] },
	});
});

test.each([
	[by('id', ''), "'Ticket' is empty"],
	[null, "'Ticket' is empty"],
	[6955768699895758850, "'Ticket' has lost digits of its ID"],
	[by('id', '1, 2'), "'Ticket' is not the ID of a ticket"],
	[by('id', '../../message'), "'Ticket' is not the ID of a ticket"],
	[{ id: 1 }, "'Ticket' is an object, not text"],
	[by('id', 'undefined'), "'Ticket' is only the text undefined"],
	[by('id', 'oc_1'), "'Ticket' is not the ID of a ticket"],
	[by('id', 'https://example.com/6955768699895758850'), "'Ticket' is not the ID of a ticket"],
])('no ID of a ticket: %j', (ticketId, message) => {
	expect(readTicketId({ ticketId })).toMatchObject({
		ok: false,
		problem: { field: 'ticketId', message },
	});
});
