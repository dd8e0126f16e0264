import { type Client, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => {
	startAfresh(client);
	client.emulator.tickets.clear();
});
afterAll(async () => await client.emulator.close());

const path = '/_emulator/tickets';
const create = async (...tickets: object[]) => await client.http.post(path, { tickets });
const change = async (...tickets: object[]) => await client.http.patch(path, { tickets });
const all = () => client.emulator.world.tickets;

test('a ticket begins as one in the bot stage, now', async () => {
	const before = Date.now();
	const { status, data } = await create({ guest: 'lin.xiaoyu@example.com' });
	expect(status).toBe(201);
	expect(data).toEqual({
		tickets: [
			{
				ticketId: expect.stringMatching(/^73\d{17}$/),
				helpdeskId: '7291680443617353731',
				guest: '4e8a1c7d',
				stage: 'bot',
				status: 'created',
				createdAt: expect.any(Number),
				updatedAt: -1,
				agents: [],
				channel: 9,
				tags: [],
			},
		],
	});
	expect(data.tickets[0].createdAt).toBeGreaterThanOrEqual(before);
	expect((await client.http.get(path)).data).toEqual({ ...data, total: 1 });
});

test('a person is found by name, address or any ID', async () => {
	const [person] = client.emulator.world.people;
	const { name, email, mobile, userId, unionId, openId } = person!;
	const keys = [
		name,
		email,
		mobile,
		userId,
		unionId,
		openId,
		'ou_d10f7a2c5b8e463c9f4e81a7b36c0d95',
	];
	await create(...keys.map((guest) => ({ guest })));
	expect(all().map(({ guest }) => guest)).toEqual([...Array(6).fill(userId), '58c0f2ea']);
});

test('it can be backdated, and closed at once', async () => {
	await create({ guest: '赵敏', at: 5, status: 'closedByUser', updatedAt: 8, closedAt: 7 });
	expect(all()).toMatchObject([
		{ createdAt: 5, updatedAt: 8, closedAt: 7, closedBy: 'a05e94b2', status: 'closedByUser' },
	]);
});

describe('a change', () => {
	test('happens when it says, and now otherwise', async () => {
		await create({ guest: '赵敏', ticketId: '1', at: 5 });
		await change({ ticketId: '1', at: 9, status: 'queueing' });
		expect(all()).toMatchObject([{ createdAt: 5, updatedAt: 9, status: 'queueing' }]);
		const before = Date.now();
		await change({ ticketId: '1', score: 2, tags: ['a', 'b'], solved: true });
		expect(all()).toMatchObject([{ score: 2, tags: ['a', 'b'], solved: true }]);
		expect(all()[0]!.updatedAt).toBeGreaterThanOrEqual(before);
	});

	test('brings an agent, and with them the human stage', async () => {
		await create({ guest: '赵敏', ticketId: '1', at: 5 });
		await change({ ticketId: '1', at: 9, agents: ['Grace Kim'] });
		expect(all()).toMatchObject([{ stage: 'human', agents: ['d3a75b8e'], agentEntryTime: 9 }]);
		await change({ ticketId: '1', at: 12, agents: ['刘佳'] });
		expect(all()).toMatchObject([{ agents: ['58c0f2ea'], agentEntryTime: 9 }]);
		await change(
			{ ticketId: '1', at: 13, agents: [] },
			{ ticketId: '1', at: 14, agents: ['刘佳'] },
		);
		expect(all()).toMatchObject([{ agents: ['58c0f2ea'], agentEntryTime: 9 }]);
	});

	test('closes it, by whom its status says, and opens it again', async () => {
		await create({ guest: '赵敏', ticketId: '1', at: 5, agents: ['Grace Kim'] });
		for (const [status, closedBy] of [
			['closedByAgent', 'd3a75b8e'],
			['closedByUser', 'a05e94b2'],
			['closedByBot', undefined],
		]) {
			await change({ ticketId: '1', at: 20, status });
			expect(all()).toMatchObject([{ status, closedAt: 20 }]);
			expect(all()[0]!.closedBy).toBe(closedBy);
			await change({ ticketId: '1', at: 30, status: 'processing' });
			expect(all()[0]).not.toHaveProperty('closedAt');
			expect(all()[0]).not.toHaveProperty('closedBy');
		}
		await change({ ticketId: '1', status: 'closedByAgent', closedBy: '刘佳' });
		expect(all()).toMatchObject([{ closedBy: '58c0f2ea' }]);
	});

	test('removes a value with null', async () => {
		await create({ guest: '赵敏', ticketId: '1', score: 3, comment: 'x', answer: { a: 1 } });
		await change({ ticketId: '1', score: null, comment: null, answer: null });
		for (const gone of ['score', 'comment', 'answer']) expect(all()[0]).not.toHaveProperty(gone);
	});

	test('lets guest and agent speak, which moves updated_at only if the world says so', async () => {
		await create({ guest: '赵敏', ticketId: '1', at: 5, agents: ['Grace Kim'] });
		const messages = [
			{ from: 'guest', text: 'Hello?' },
			{ from: 'agent', text: 'Yes?', at: 12 },
		];
		await change({ ticketId: '1', at: 9, messages });
		expect(client.emulator.world.ticketMessages).toMatchObject([
			{ ticketId: '1', at: 9, from: 'guest', userId: 'a05e94b2', content: 'Hello?' },
			{ ticketId: '1', at: 12, from: 'agent', userId: 'd3a75b8e', content: 'Yes?' },
		]);
		expect(all()).toMatchObject([
			{ updatedAt: -1, agentFirstResponseTime: 12, agentLastResponseTime: 12 },
		]);
		client.emulator.settings.messagesUpdateTickets = true;
		await change({ ticketId: '1', at: 20, messages: [{ from: 'guest', text: 'Thanks' }] });
		expect(all()).toMatchObject([{ updatedAt: 20 }]);
	});

	test('of one ticket twice happens in order', async () => {
		await create({ guest: '赵敏', ticketId: '1', at: 5, agents: ['Grace Kim'] });
		const said = (text: string) => [{ from: 'agent', text }];
		await change(
			{ ticketId: '1', at: 6, status: 'awaitingUser', messages: said('a') },
			{ ticketId: '1', at: 7, status: 'closedByAgent', messages: said('b') },
		);
		expect(all()).toMatchObject([{ status: 'closedByAgent', closedAt: 7, updatedAt: 7 }]);
		expect(client.emulator.world.ticketMessages.map(({ at, content }) => [at, content])).toEqual([
			[6, 'a'],
			[7, 'b'],
		]);
	});
});

describe('nothing happens at all when one of several', () => {
	test.each<[string, object, string]>([
		['has an unknown guest', { guest: 'Nobody' }, 'Nobody in this world is "Nobody".'],
		['has an unknown agent', { guest: '赵敏', agents: ['x'] }, 'Nobody in this world is "x".'],
		['exists', { guest: '赵敏', ticketId: '1' }, 'The ticket 1 already exists.'],
		['is in no helpdesk', { guest: '赵敏', helpdeskId: '9' }, 'There is no helpdesk 9.'],
		[
			'has an agent who speaks and none who serves',
			{ guest: '赵敏', ticketId: '2', messages: [{ from: 'agent', text: 'x' }] },
			'Nobody serves the ticket 2, so no agent can write.',
		],
	])('%s', async (_what, draft, error) => {
		await create({ guest: '赵敏', ticketId: '1' });
		const answer = await create({ guest: '赵敏' }, draft);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ error });
		expect(all()).toHaveLength(1);
		expect(client.emulator.world.ticketMessages).toEqual([]);
	});

	test('is not there', async () => {
		await create({ guest: '赵敏', ticketId: '1' });
		const before = JSON.stringify(all());
		const answer = await change({ ticketId: '1', score: 1 }, { ticketId: '2', score: 1 });
		expect([answer.status, answer.data]).toEqual([400, { error: 'There is no ticket 2.' }]);
		expect(JSON.stringify(all())).toBe(before);
	});
});

describe('is refused', () => {
	test.each<object>([
		{},
		{ tickets: [] },
		{ tickets: [{}] },
		{ tickets: [{ guest: '' }] },
		{ tickets: [{ guest: '赵敏', at: -1 }] },
		{ tickets: [{ guest: '赵敏', at: '2026-01-01' }] },
		{ tickets: [{ guest: '赵敏', at: 1e15 }] },
		{ tickets: [{ guest: '赵敏', status: 2 }] },
		{ tickets: [{ guest: '赵敏', status: 'constructor' }] },
		{ tickets: [{ guest: '赵敏', ticketId: 'a' }] },
		{ tickets: [{ guest: '赵敏', ticketId: '12345678901234567890' }] },
		{ tickets: [{ guest: '赵敏', score: 4 }] },
		{ tickets: [{ guest: '赵敏', comment: 'x'.repeat(2001) }] },
		{ tickets: [{ guest: '赵敏', tags: Array(51).fill('x') }] },
		{ tickets: [{ guest: '赵敏', messages: [{ from: 'bot', text: 'x' }] }] },
		{ tickets: [{ guest: '赵敏', surprise: 1 }] },
		{ tickets: [{ guest: '赵敏' }], surprise: 1 },
	])('%j', async (body) => {
		expect((await client.http.post(path, body)).status).toBe(400);
		expect(all()).toEqual([]);
	});

	test('?limit=0 and more than 10 000 at once', async () => {
		expect((await client.http.get(`${path}?limit=0`)).status).toBe(400);
		const many = await create(...Array.from({ length: 10_001 }, () => ({ guest: '赵敏' })));
		expect(many.status).toBe(400);
		expect(all()).toEqual([]);
	});

	test('what would fill the memory', async () => {
		const { tickets } = client.emulator;
		for (let count = 0; count < 5; count += 1)
			expect(
				(await create(...Array.from({ length: 10_000 }, () => ({ guest: '赵敏' })))).status,
			).toBe(201);
		expect((await create({ guest: '赵敏' })).data).toEqual({
			error: 'At most 50000 tickets can exist. Delete them first.',
		});
		expect((await client.http.delete(path)).data).toEqual({ tickets: [] });
		const large = { guest: '赵敏', answer: { text: 'x'.repeat(1024 * 1000) } };
		for (let count = 0; count < 32; count += 1)
			expect((await create({ ...large, ticketId: String(count) })).status).toBe(201);
		const full = { error: 'The tickets are too large for the memory. Delete them first.' };
		expect((await create(large)).data).toEqual(full);
		expect((await change({ ticketId: '1', answer: { text: 'x' } })).status).toBe(200);
		expect((await create(large)).status).toBe(201);
		expect(tickets.find('1')!.answer).toEqual({ text: 'x' });
	});
});

test('GET shows a part', async () => {
	await create(...Array.from({ length: 5 }, (_, at) => ({ guest: '赵敏', at })));
	const { data } = await client.http.get(`${path}?limit=2&offset=3`);
	expect(data.total).toBe(5);
	expect(data.tickets.map(({ createdAt }: { createdAt: number }) => createdAt)).toEqual([3, 4]);
});
