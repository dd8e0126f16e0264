import type { TicketDraft } from '../../emulator/server';
import { type Client, lastRequest, refusalBody, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => {
	startAfresh(client);
	client.emulator.settings.ticketLimits = {
		perMinute: 0,
		perSecond: 0,
		ticketPerSecond: 0,
		messagesPerMinute: 0,
	};
});
afterAll(async () => await client.emulator.close());

const get = async (path: string) =>
	await client.http.get(`/open-apis/helpdesk/v1/tickets${path}`, {
		headers: await client.headers(),
	});
const list = async (query = '') => (await get(query)).data.data;
const idsOf = async (query = '') =>
	(await list(query)).tickets.map(({ ticket_id: id }: { ticket_id: string }) => id) as string[];
const only = (...drafts: TicketDraft[]) => {
	client.emulator.tickets.clear();
	return client.emulator.tickets.createAll(drafts).map(({ ticketId }) => ticketId);
};
const badRequest = 'Bad request, please check your request body';

describe('a ticket', () => {
	test('has every field of the document, in its units', async () => {
		const at = 1_700_000_000_000;
		only({
			ticketId: '7300000000000000009',
			guest: '王海涛',
			at,
			channel: 2,
		});
		const { tickets } = client.emulator;
		tickets.change('7300000000000000009', {
			at: at + 60_000,
			agents: ['Grace Kim', '赵敏'],
			collaborators: ['刘佳'],
			status: 'processing',
			comment: 'Asks for a new laptop.',
			tags: ['Laptop'],
			customizedFields: { urgency: 'high', office: 'Berlin' },
			messages: [{ from: 'agent', text: 'Hello', at: at + 90_000 }],
		});
		tickets.change('7300000000000000009', {
			at: at + 360_000,
			status: 'closedByAgent',
			score: 1,
			solved: false,
			dissatisfactionReason: '答案看不懂',
			messages: [{ from: 'agent', text: 'Bye', at: at + 300_000 }],
		});
		const user = (id: string, name: string, email: string) => ({
			id,
			avatar_url: '',
			name,
			email,
			department: '',
			city: '',
			country: '',
		});
		const agent = user(client.openId('Grace Kim'), 'Grace Kim', 'grace.kim@example.com');
		const field = (
			position: number,
			id: string,
			keyName: string,
			displayName: string,
			value: string,
		) => ({
			id,
			value,
			key_name: keyName,
			display_name: displayName,
			position,
			required: false,
			editable: true,
		});
		const ticket = {
			ticket_id: '7300000000000000009',
			helpdesk_id: '7291680443617353731',
			guest: {
				...user(client.openId('王海涛'), '王海涛', 'wang.haitao@example.com'),
				department: '市场部',
				city: '杭州',
				country: 'CN',
			},
			comments: {
				content: 'Asks for a new laptop.',
				created_at: at + 360_000,
				id: 12,
				user_avatar_url: '',
				user_name: 'Grace Kim',
				user_id: 72626560959191,
			},
			ticket_type: 2,
			status: 51,
			score: 1,
			created_at: at,
			updated_at: at + 360_000,
			closed_at: at + 360_000,
			dissatisfaction_reason: { zh_cn: '答案看不懂', en_us: '答案看不懂', ja_jp: '答案看不懂' },
			agents: [agent, user(client.openId('赵敏'), '赵敏', 'zhao.min@example.com')],
			channel: 2,
			solve: 1,
			closed_by: agent,
			collaborators: [user(client.openId('刘佳'), '刘佳', 'liu.jia@example.com')],
			customized_fields: [
				field(2, '6834320707288072192', 'office', 'Office', 'Berlin'),
				field(3, '6834320707288072193', 'urgency', 'Urgency', 'high'),
			],
			agent_service_duration: 4,
			agent_first_response_duration: 30,
			bot_service_duration: 60,
			agent_resolution_time: 300,
			actual_processing_time: 300,
			agent_entry_time: at + 60_000,
			agent_first_response_time: at + 90_000,
			agent_last_response_time: at + 300_000,
			agent_owner: agent,
		};
		const listed = await get('');
		expect(listed.data).toEqual({
			code: 0,
			msg: 'success',
			data: { total: 1, tickets: [ticket] },
		});
		const single = await get('/7300000000000000009');
		expect(single.data).toEqual({
			code: 0,
			msg: 'success',
			data: {
				ticket: {
					...ticket,
					tags: [{ id: expect.stringMatching(/^\d{19}$/), name: 'Laptop' }],
				},
			},
		});
	});

	test('that nobody touched has updated_at -1, no tags and no customized fields', async () => {
		const [id] = only({ guest: '赵敏', at: 5 });
		const { ticket } = (await get(`/${id}`)).data.data;
		expect(ticket).toMatchObject({ status: 1, ticket_type: 1, created_at: 5, updated_at: -1 });
		for (const absent of ['tags', 'customized_fields', 'closed_at', 'closed_by', 'score', 'solve'])
			expect(ticket).not.toHaveProperty(absent);
	});

	test('of the default world shows how real answers were reported to differ', async () => {
		const { ticket } = (await get('/7294609182736455004')).data.data;
		expect(ticket.comments).toEqual([
			expect.objectContaining({ content: 'Receipt is missing.', id: 31 }),
		]);
		expect(ticket.dissatisfaction_reason).toEqual([
			{ zh_cn: '回复太慢', en_us: 'The answer took too long', ja_jp: '返信が遅い' },
		]);
		expect(ticket).not.toHaveProperty('agents');
		expect(ticket.agent).toMatchObject({ name: 'Grace Kim' });
		const { items } = (
			await client.http.get('/open-apis/helpdesk/v1/ticket_customized_fields', {
				headers: await client.headers(),
			})
		).data.data;
		expect(items[0].dropdown_options.children).toContainEqual({
			tag: ticket.customized_fields[0].value,
			display_name: 'Expenses',
		});
	});

	test('that does not exist is not found, and an ID with letters is a bad request', async () => {
		const unknown = await get('/7300000000000000001');
		expect(unknown.status).toBe(404);
		expect(unknown.data).toEqual(refusalBody(unknown, 154004, 'Resource not found'));
		expect(lastRequest(client.emulator).known).toBe('document');
		const letters = await get('/abc');
		expect(letters.status).toBe(400);
		expect(letters.data).toEqual(refusalBody(letters, 154000, badRequest));
	});
});

describe('filters', () => {
	const at = 1_700_000_000_000;
	let ids: string[];
	beforeEach(() => {
		ids = only(
			{ guest: '王海涛', at, status: 'created' },
			{
				guest: '王海涛',
				at: at + 1,
				updatedAt: at + 50,
				status: 'awaitingUser',
				agents: ['Grace Kim'],
				tags: ['VPN', 'Mac'],
			},
			{
				guest: '赵敏',
				at: at + 2,
				updatedAt: at + 51,
				status: 'closedByAgent',
				agents: ['刘佳', 'Grace Kim'],
				score: 3,
				solved: true,
				channel: 13,
				tags: ['Mac'],
			},
			{ guest: 'Amelia Wright', at: at + 3, status: 'closedByUser', score: 1, solved: false },
		);
	});

	test.each<[string, (openId: (name: string) => string) => string, number[]]>([
		['no filter', () => '', [0, 1, 2, 3]],
		['guest_id', (openId) => `guest_id=${openId('王海涛')}`, [0, 1]],
		['guest_id of nobody', () => 'guest_id=ou_nobody', []],
		['agent_id', (openId) => `agent_id=${openId('Grace Kim')}`, [1, 2]],
		['closed_by_id', (openId) => `closed_by_id=${openId('刘佳')}`, [2]],
		['closed_by_id, the guest', (openId) => `closed_by_id=${openId('Amelia Wright')}`, [3]],
		['type', () => 'type=1', [0, 3]],
		['type human', () => 'type=2', [1, 2]],
		['channel', () => 'channel=13', [2]],
		['solved', () => 'solved=2', [2]],
		['not solved', () => 'solved=1', [3]],
		['score', () => 'score=1', [3]],
		['one status', () => 'status_list=5', [1]],
		['several statuses', () => 'status_list=1&status_list=5&status_list=52', [0, 1, 3]],
		['guest_name', () => 'guest_name=wright', [3]],
		['tags', () => 'tags=VPN', [1]],
		['several tags', () => 'tags=VPN&tags=Mac', [1, 2]],
		[
			'created, both ends included',
			() => `create_time_start=${at + 1}&create_time_end=${at + 2}`,
			[1, 2],
		],
		['updated', () => `update_time_start=${at + 51}&update_time_end=${at + 60}`, [2]],
		['updated since the beginning', () => `update_time_start=0&update_time_end=${at + 60}`, [1, 2]],
		['all together', (openId) => `guest_id=${openId('王海涛')}&status_list=5&type=2&tags=VPN`, [1]],
		[
			'all together, one of which differs',
			(openId) => `guest_id=${openId('王海涛')}&status_list=5&type=1`,
			[],
		],
	])('%s', async (_name, queryOf, expected) => {
		const { total, tickets } = await list(`?${queryOf((name) => client.openId(name))}`);
		expect(
			tickets.map(({ ticket_id: id }: { ticket_id: string }) => ids.indexOf(id)).sort(),
		).toEqual(expected);
		expect(total).toBe(expected.length);
	});

	test('ticket_id', async () => {
		expect(await idsOf(`?ticket_id=${ids[3]}`)).toEqual([ids[3]]);
	});
});

describe('pages', () => {
	test('have 20 tickets unless told otherwise, and 200 at most', async () => {
		only(...Array.from({ length: 450 }, (_, index) => ({ guest: '赵敏', at: index })));
		expect(await idsOf()).toHaveLength(20);
		const pages = await Promise.all(
			[1, 2, 3, 4].map(async (page) => await idsOf(`?page=${page}&page_size=200`)),
		);
		expect(pages.map(({ length }) => length)).toEqual([200, 200, 50, 0]);
		expect(new Set(pages.flat()).size).toBe(450);
		expect((await list('?page=4&page_size=200')).total).toBe(450);
	});

	test('reach 10 000 tickets, and total does not count more', async () => {
		only(...Array.from({ length: 10_005 }, (_, index) => ({ guest: '赵敏', at: index })));
		expect((await list('?page=1&page_size=1')).total).toBe(10_000);
		expect(await idsOf('?page=50&page_size=200')).toHaveLength(200);
		expect(await idsOf('?page=51&page_size=200')).toEqual([]);
		// 10 000 is no multiple of 150.
		expect(await idsOf('?page=67&page_size=150')).toHaveLength(100);
		expect((await list('?create_time_start=0&create_time_end=5003')).total).toBe(5_004);
	});

	test.each([
		['newestFirst', [2, 1, 0]],
		['oldestFirst', [0, 1, 2]],
		['recentlyUpdatedFirst', [0, 2, 1]],
	] as const)('come in the order that the world chooses: %s', async (order, expected) => {
		const ids = only(
			{ guest: '赵敏', at: 1, updatedAt: 9 },
			{ guest: '赵敏', at: 2 },
			{ guest: '赵敏', at: 3 },
		);
		client.emulator.settings.ticketOrder = order;
		expect((await idsOf()).map((id) => ids.indexOf(id))).toEqual(expected);
	});

	test('can be shuffled, but then all in the same way', async () => {
		const ids = only(...Array.from({ length: 60 }, (_, index) => ({ guest: '赵敏', at: index })));
		client.emulator.settings.ticketOrder = 'shuffled';
		const [first, second, all] = [
			await idsOf('?page_size=30'),
			await idsOf('?page_size=30&page=2'),
			await idsOf('?page_size=60'),
		];
		expect([...first, ...second]).toEqual(all);
		expect(all).not.toEqual(ids);
		expect([...all].reverse()).not.toEqual(ids);
		expect([...all].sort()).toEqual([...ids].sort());
	});
});

describe('is refused', () => {
	test.each([
		['page_size=201', 'page_size is at most 200, but is 201.', 'document'],
		['page_size=0', 'page_size is at most 200, but is 0.', 'document'],
		['page=0', 'page starts at 1.', 'assumed'],
		['page=x', 'page must be an integer, but is "x".', 'document'],
		['status_list=1,2', 'status_list must be an integer, but is "1,2".', 'document'],
		['status_list=open', 'status_list must be an integer, but is "open".', 'document'],
		[
			'status_list[0]=1',
			'An array repeats its key (status_list=1&status_list=2), but here it is "status_list[0]". Feishu may ignore that.',
			'assumed',
		],
		['guest=x', 'The document has no parameter "guest". Feishu may ignore it.', 'assumed'],
		[
			'constructor=x',
			'The document has no parameter "constructor". Feishu may ignore it.',
			'assumed',
		],
		['guest_id=a&guest_id=b', 'guest_id is given twice.', 'assumed'],
		['create_time_start=1', 'create_time_start and create_time_end need each other.', 'assumed'],
		['update_time_end=1', 'update_time_start and update_time_end need each other.', 'assumed'],
	])('%s', async (query, reason, known) => {
		const answer = await get(`?${query}`);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
		expect(lastRequest(client.emulator)).toMatchObject({ reason, known });
	});

	test('a call without helpdesk:all:readonly, whatever else the app may', async () => {
		client.emulator.world.apps[0]!.scopes = ['helpdesk:all'];
		for (const path of ['', '/7294609182736455001', '/7294609182736455001/messages']) {
			const answer = await get(path);
			expect(answer.status).toBe(400);
			expect(answer.data.code).toBe(99991672);
			expect(answer.data.error.permission_violations).toEqual([
				{ type: 'action_scope_required', subject: 'helpdesk:all:readonly' },
			]);
		}
	});

	test('a wrong helpdesk, with HTTP 401', async () => {
		for (const path of ['', '/7294609182736455001', '/7294609182736455001/messages']) {
			const answer = await client.http.get(`/open-apis/helpdesk/v1/tickets${path}`, {
				headers: { ...(await client.headers()), 'X-Lark-Helpdesk-Authorization': 'MTpodA==' },
			});
			expect(answer.status).toBe(401);
			expect(answer.data).toEqual(
				refusalBody(answer, 154001, 'Unauthorized, please check you have the correct access'),
			);
		}
	});

	test.each([
		['perMinute', '', 1000],
		['perSecond', '', 50],
		['ticketPerSecond', '/7294609182736455001', 10],
		['messagesPerMinute', '/7294609182736455001/messages', 0],
	] as const)('more than %s calls', async (name, path, documented) => {
		const { settings } = client.emulator;
		settings.ticketLimits[name] = 2;
		const headers = await client.headers();
		// So many that a slow machine cannot spread them over enough windows.
		const answers = await Promise.all(
			Array.from(
				{ length: 40 },
				async () => await client.http.get(`/open-apis/helpdesk/v1/tickets${path}`, { headers }),
			),
		);
		expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
		const refused = answers.find(({ status }) => status !== 200)!;
		expect(refused.status).toBe(429);
		expect(refused.data).toEqual({ code: 99991400, msg: 'request trigger frequency limit' });
		expect(refused.headers).toMatchObject({ 'x-ogw-ratelimit-limit': '2' });
		startAfresh(client);
		expect(settings.ticketLimits[name]).toBe(documented);
	});
});

describe('several helpdesks', () => {
	const other = {
		helpdeskId: '7291680443617353732',
		helpdeskToken: 'ht-other',
		tenant: '2ed263bf32cf1651',
	};
	const ask = async (path: string) =>
		await client.http.get(`/open-apis/helpdesk/v1/tickets${path}`, {
			headers: {
				...(await client.headers()),
				'X-Lark-Helpdesk-Authorization': Buffer.from(
					`${other.helpdeskId}:${other.helpdeskToken}`,
				).toString('base64'),
			},
		});

	test('see their own tickets only', async () => {
		client.emulator.world.helpdesks.push(other);
		const [own, foreign] = only(
			{ guest: '赵敏' },
			{ guest: '王海涛', helpdeskId: other.helpdeskId },
		);
		expect(await idsOf()).toEqual([own]);
		expect((await ask('')).data.data).toMatchObject({
			total: 1,
			tickets: [{ ticket_id: foreign, helpdesk_id: other.helpdeskId }],
		});
		expect((await get(`/${foreign}`)).data.code).toBe(154004);
		expect((await ask(`/${foreign}`)).data.code).toBe(0);
		const messages = await get(`/${foreign}/messages`);
		expect([messages.status, messages.data.code]).toEqual([403, 154003]);
		expect((await ask(`/${foreign}/messages`)).data.code).toBe(0);
	});
});
