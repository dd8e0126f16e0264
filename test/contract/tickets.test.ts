import { sdkOf, type Sdk } from './sdk';
import { emulatorTarget } from './target';

// Feishu's own client reads the tickets of the emulator and writes into them.

let target: Awaited<ReturnType<typeof emulatorTarget>>;
let sdk: Sdk;
beforeEach(async () => {
	target = await emulatorTarget();
	sdk = sdkOf(target);
});
afterEach(() => target.close());

const ticketId = '7294609182736455001';
const closedId = '7294609182736455002';
const idsOf = ({ body }: { body?: unknown }) =>
	(body as { data: { tickets: Array<{ ticket_id: string }> } }).data.tickets.map(
		({ ticket_id: id }) => id,
	);
/** What the SDK throws for an HTTP status that is no success. */
const refusedWith = (status: number, code: number, msg: string) => ({
	status,
	headers: expect.objectContaining({}) as object,
	body: {
		code,
		msg,
		error: {
			log_id: expect.stringMatching(/^\w{34}$/) as string,
			troubleshooter: expect.stringContaining('https://open.feishu.cn/search?') as string,
		},
	},
});

test('tickets are listed, and filtered by an array whose key is repeated', async () => {
	expect(await sdk.findTickets({})).toMatchObject({ body: { code: 0, data: { total: 4 } } });
	const open = await sdk.findTickets({ status_list: [1, 2, 3, 4, 5], page_size: 200 });
	expect(idsOf(open)).toEqual([ticketId]);
	expect(target.emulator.inbox.requests.at(-1)!.query).toEqual({
		status_list: ['1', '2', '3', '4', '5'],
		page_size: '200',
	});
	expect(idsOf(await sdk.findTickets({ status_list: [51] }))).toEqual([closedId]);
	const guest = target.receiverWithTicket;
	expect(idsOf(await sdk.findTickets({ guest_id: guest, status_list: [5, 4] }))).toEqual([
		ticketId,
	]);
	expect(idsOf(await sdk.findTickets({ tags: ['VPN', 'Printer'] }))).toEqual([ticketId]);
});

test('a window of time needs both ends', async () => {
	const [first] = target.emulator.world.tickets;
	const at = first!.createdAt;
	const window = { create_time_start: at, create_time_end: at };
	expect(idsOf(await sdk.findTickets(window))).toEqual([ticketId]);
	expect(await sdk.findTickets({ create_time_start: at })).toEqual(
		refusedWith(400, 154000, 'Bad request, please check your request body'),
	);
});

test('one ticket is read, and one that is none is not found', async () => {
	expect(await sdk.getTicket(ticketId)).toMatchObject({
		body: { code: 0, msg: 'success', data: { ticket: { ticket_id: ticketId, status: 5 } } },
	});
	expect(await sdk.getTicket('1')).toEqual(refusedWith(404, 154004, 'Resource not found'));
});

test('messages are written into a ticket, and read there', async () => {
	const messageId = expect.stringMatching(/^om_[0-9a-f]{32}$/) as string;
	const sent = { body: { code: 0, msg: 'success', data: { message_id: messageId } } };
	expect(await sdk.sendIntoTicket(ticketId, 'text', { text: 'Hello' })).toEqual(sent);
	const post = { post: { zh_cn: { title: 'Hello', content: [[{ tag: 'text', text: 'x' }]] } } };
	expect(await sdk.sendIntoTicket(ticketId, 'post', post)).toEqual(sent);
	expect(target.emulator.inbox.messages).toMatchObject([
		{ receiveType: 'ticket', ticket: { ticketId }, content: { text: 'Hello' } },
		{ receiveType: 'ticket', ticket: { ticketId }, content: post },
	]);
	expect(await sdk.listMessages(ticketId, { page: 2, page_size: 3 })).toMatchObject({
		body: { code: 0, data: { total: 5, messages: [{ user_id: '' }, { user_id: '' }] } },
	});
});

test.each([
	['a closed ticket', closedId, 'text', { text: 'x' }, 154401, 'Ticket already be closed'],
	[
		'a link that is none',
		ticketId,
		'post',
		{ post: { zh_cn: { content: [[{ tag: 'a', text: 'x', href: 'x' }]] } } },
		154403,
		'Send message with bad url',
	],
] as const)('%s is refused with HTTP 401', async (_what, id, msgType, content, code, msg) => {
	expect(await sdk.sendIntoTicket(id, msgType, content)).toEqual(refusedWith(401, code, msg));
	expect(target.emulator.inbox.messages).toEqual([]);
});

test('an app without the scope for reading may still write', async () => {
	target.emulator.world.apps[0]!.scopes = ['helpdesk:all'];
	expect(await sdk.findTickets({})).toMatchObject({ status: 400, body: { code: 99991672 } });
	expect(await sdk.sendIntoTicket(ticketId, 'text', { text: 'x' })).toMatchObject({
		body: { code: 0 },
	});
});
