import { type Client, lastRequest, refusalBody, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => {
	startAfresh(client);
	client.emulator.settings.ticketLimits.perSecond = 0;
});
afterAll(async () => await client.emulator.close());

/** Of 王海涛, who has not answered for four days. */
const ticketId = '7294609182736455001';
const closedId = '7294609182736455002';
const badRequest = 'Bad request, please check your request body';

const send = async (body: Record<string, unknown> = {}, id = ticketId) =>
	await client.http.post(
		`/open-apis/helpdesk/v1/tickets/${id}/messages`,
		{ msg_type: 'text', content: '{"text":"Hello"}', ...body },
		{ headers: await client.headers() },
	);
const read = async (query = '', id = ticketId) =>
	await client.http.get(`/open-apis/helpdesk/v1/tickets/${id}/messages${query}`, {
		headers: await client.headers(),
	});
const post = (href: string) => ({
	post: { zh_cn: { title: 'Title', content: [[{ tag: 'a', text: 'here', href }]] } },
});

describe('a message into a ticket', () => {
	test('reaches the inbox with the ticket, and stands in the ticket', async () => {
		const { data, status } = await send();
		expect([status, data]).toEqual([
			200,
			{ code: 0, msg: 'success', data: { message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/) } },
		]);
		const { message_id: messageId } = data.data;
		const [person] = client.emulator.world.people.filter(({ name }) => name === '王海涛');
		expect(client.emulator.inbox.messages).toEqual([
			{
				id: messageId,
				at: expect.any(String),
				receiver: {
					name: '王海涛',
					openId: person!.openId,
					unionId: person!.unionId,
					userId: person!.userId,
				},
				receiverId: person!.openId,
				receiverIdType: 'open_id',
				receiveType: 'ticket',
				ticket: {
					ticketId,
					status: 'awaitingUser',
					stage: 'human',
					createdAt: expect.stringMatching(/^\d{4}-/),
					agents: ['Grace Kim'],
					tags: ['VPN'],
				},
				msgType: 'text',
				content: { text: 'Hello' },
				mentions: {},
				notes: [],
				requestId: expect.any(String),
			},
		]);
		expect(lastRequest(client.emulator).messageId).toBe(messageId);
		const { messages, total } = (await read()).data.data;
		expect(total).toBe(4);
		expect(messages[3]).toEqual({
			id: expect.stringMatching(/^\d{19}$/),
			message_id: messageId,
			message_type: 'text',
			created_at: Date.parse(client.emulator.inbox.messages[0]!.at),
			content: '{"content":"Hello","msg_type":"text"}',
			user_name: 'Helpdesk bot',
			avatar_url: '',
			user_id: '',
		});
	});

	test('can be a post, in a string or, as in the sample of the document, as an object', async () => {
		for (const content of [JSON.stringify(post('https://a.example')), post('https://a.example')])
			expect((await send({ msg_type: 'post', content })).data.code).toBe(0);
		const [inString, asObject] = client.emulator.inbox.messages;
		expect(inString).toMatchObject({ msgType: 'post', content: post('https://a.example') });
		expect(asObject).toMatchObject({ msgType: 'post', content: post('https://a.example') });
		expect(inString!.notes).toEqual([]);
		expect(asObject!.notes).toEqual([expect.stringContaining('Both are accepted here.')]);
	});

	test('leaves updated_at alone, unless the world says otherwise', async () => {
		const ticket = () => client.emulator.tickets.find(ticketId)!.updatedAt;
		const before = ticket();
		await send();
		expect(ticket()).toBe(before);
		client.emulator.settings.messagesUpdateTickets = true;
		await send();
		expect(ticket()).toBe(Date.parse(client.emulator.inbox.messages[1]!.at));
	});

	test('needs helpdesk:all', async () => {
		client.emulator.world.apps[0]!.scopes = ['helpdesk:all:readonly'];
		const answer = await send();
		expect(answer.data.code).toBe(99991672);
		expect(client.emulator.inbox.messages).toEqual([]);
	});

	test.each<[string, object, number, number, string, string]>([
		[
			'a link that is not legal',
			{ msg_type: 'post', content: JSON.stringify(post('example')) },
			401,
			154403,
			'Send message with bad url',
			'document',
		],
		[
			'a link in Markdown that is not legal',
			{
				msg_type: 'post',
				content: JSON.stringify({
					post: { zh_cn: { content: [[{ tag: 'md', text: '[x](javascript:1)' }]] } },
				}),
			},
			401,
			154403,
			'Send message with bad url',
			'document',
		],
		['a picture', { msg_type: 'image' }, 400, 154000, badRequest, 'document'],
		['a card', { msg_type: 'interactive' }, 400, 154000, badRequest, 'document'],
		['content that is no JSON', { content: 'Hello' }, 400, 154000, badRequest, 'document'],
		['a blank text', { content: '{"text":" "}' }, 400, 154000, badRequest, 'assumed'],
		[
			'a post of im/v1',
			{ msg_type: 'post', content: '{"zh_cn":{"content":[[]]}}' },
			400,
			154000,
			badRequest,
			'assumed',
		],
		[
			'too much text',
			{ content: JSON.stringify({ text: 'x'.repeat(151 * 1024) }) },
			400,
			154000,
			badRequest,
			'assumed',
		],
	])('with %s is refused', async (_what, body, status, code, msg, known) => {
		const answer = await send(body as Record<string, unknown>);
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual(refusalBody(answer, code, msg));
		expect(lastRequest(client.emulator)).toMatchObject({ known });
		expect(client.emulator.inbox.messages).toEqual([]);
		expect((await read()).data.data.total).toBe(3);
	});

	test('lacks something: the gateway says what', async () => {
		const answer = await send({ msg_type: undefined, content: undefined });
		expect(answer.data.code).toBe(99992402);
		expect(answer.data.error.field_violations).toHaveLength(2);
	});

	test('into a closed ticket is refused with HTTP 401', async () => {
		const answer = await send({}, closedId);
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual(refusalBody(answer, 154401, 'Ticket already be closed'));
		client.emulator.tickets.change(closedId, { status: 'processing' });
		expect((await send({}, closedId)).data.code).toBe(0);
	});

	test('into a ticket that does not exist is a bad request; whether it is, is assumed', async () => {
		const answer = await send({}, '1');
		expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
		expect(lastRequest(client.emulator)).toMatchObject({
			reason: 'There is no ticket 1.',
			known: 'assumed',
		});
	});

	test('into a ticket of another helpdesk is refused with HTTP 401', async () => {
		const { world, tickets } = client.emulator;
		world.helpdesks.push({ helpdeskId: '2', helpdeskToken: 'ht', tenant: 'other' });
		const { ticketId: foreign } = tickets.create({ guest: '赵敏', helpdeskId: '2' });
		const answer = await send({}, foreign);
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual(
			refusalBody(answer, 154003, 'Please check you have the correct access'),
		);
	});

	test('is lost, delivered or doubted like any other: faults reach this call', async () => {
		const { faults, inbox } = client.emulator;
		faults.add({
			on: 'ticketMessage',
			kind: 'answer',
			status: 500,
			body: { code: 155000 },
			deliver: true,
		});
		expect((await send()).status).toBe(500);
		expect(inbox.messages).toHaveLength(1);
		faults.add({ on: 'ticketMessage', kind: 'dropBeforeDelivery' });
		await expect(send()).rejects.toThrow();
		expect(inbox.messages).toHaveLength(1);
		faults.add({ on: 'tickets', kind: 'rateLimited', reset: '3' });
		faults.add({ on: 'ticket', kind: 'answer', status: 503, body: 'x' });
		faults.add({ on: 'ticketMessages', kind: 'answer', status: 403, body: { code: 154003 } });
		const headers = await client.headers();
		const get = async (path: string) =>
			(await client.http.get(`/open-apis/helpdesk/v1/tickets${path}`, { headers })).status;
		expect([await get(''), await get(`/${ticketId}`), (await read()).status]).toEqual([
			429, 503, 403,
		]);
		expect(faults.list()).toEqual([]);
	});
});

describe('the messages of a ticket', () => {
	test('tell who wrote, in the form of the document', async () => {
		const { data } = await read();
		expect(data.data.total).toBe(3);
		expect(data.data.messages[0]).toEqual({
			id: expect.stringMatching(/^\d{19}$/),
			message_id: 'om_00000000000000000000000000000001',
			message_type: 'text',
			created_at: client.emulator.world.ticketMessages[0]!.at,
			content: '{"content":"VPN 连不上，提示证书过期。","msg_type":"text"}',
			user_name: '王海涛',
			avatar_url: '',
			user_id: client.openId('王海涛'),
		});
		const ids = data.data.messages.map(({ id }: { id: string }) => id);
		expect(new Set(ids).size).toBe(3);
		expect(data.data.messages[1].user_id).toBe(client.openId('Grace Kim'));
	});

	test('come in pages', async () => {
		for (let count = 0; count < 20; count += 1) await send();
		const lengths = await Promise.all(
			['', '?page=2', '?page=3&page_size=10', '?page_size=200'].map(
				async (query) => (await read(query)).data.data.messages.length as number,
			),
		);
		expect(lengths).toEqual([20, 3, 3, 23]);
	});

	test('between two times in seconds, as in the sample', async () => {
		const [first] = client.emulator.world.ticketMessages;
		const seconds = Math.floor(first!.at / 1000);
		const { data } = await read(`?time_start=${seconds}&time_end=${seconds + 1}`);
		expect(data.data.total).toBe(1);
	});

	test.each(['page_size=201', 'page=0', 'time_start=x', 'start=1'])(
		'%s is refused',
		async (query) => {
			const answer = await read(`?${query}`);
			expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
		},
	);

	test('of no ticket are a bad request', async () => {
		expect((await read('', '1')).data.code).toBe(154000);
	});

	test('go when there are too many', async () => {
		const { world, tickets } = client.emulator;
		const ticket = tickets.find(ticketId)!;
		const message = { at: 1, from: 'bot', userId: null, msgType: 'text' } as const;
		for (let count = 0; count < 5_010; count += 1)
			tickets.add(ticket, { ...message, messageId: `om_${count}`, content: 'x' });
		expect(world.ticketMessages).toHaveLength(5_000);
		expect(world.ticketMessages.at(-1)!.messageId).toBe('om_5009');
		for (let count = 0; count < 40; count += 1)
			tickets.add(ticket, { ...message, messageId: 'om_', content: 'x'.repeat(1024 * 1024) });
		expect(world.ticketMessages).toHaveLength(32);
	});
});

describe('an open ticket', () => {
	const toGroup = async () => await client.send({ receiver_id: client.openId('王海涛') });

	test('closes the dedicated group, whatever its open status, until it is closed', async () => {
		const { tickets } = client.emulator;
		for (const status of [
			'created',
			'processing',
			'queueing',
			'pending',
			'awaitingUser',
		] as const) {
			tickets.change(ticketId, { status });
			expect((await toGroup()).data.code).toBe(154000);
			expect(lastRequest(client.emulator).reason).toContain(ticketId);
		}
		for (const status of ['closedByBot', 'closedByAgent', 'closedByUser'] as const) {
			tickets.change(ticketId, { status });
			expect((await toGroup()).data.code).toBe(0);
		}
	});

	test('of another helpdesk does not', async () => {
		client.emulator.world.helpdesks.push({ helpdeskId: '2', helpdeskToken: 'ht', tenant: 'x' });
		client.emulator.tickets.clear();
		client.emulator.tickets.create({ guest: '王海涛', helpdeskId: '2' });
		expect((await toGroup()).data.code).toBe(0);
	});
});
