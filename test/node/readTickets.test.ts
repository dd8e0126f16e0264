/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tickets change while they are read */
import type { IDataObject } from 'n8n-workflow';

import type { TicketDraft } from '../../emulator/server';
import { by } from '../support/receiver';
import { callNodeAsTool } from './agentTool';
import { errorOf, outputOf, requestsTo, setUp, TOKEN_PATH, type Bench } from './setup';
import { helpdesk, TICKETS_PATH } from './tickets';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
	bench.emulator.tickets.clear();
});
afterEach(() => bench.emulator.close());

const CREATED = Date.UTC(2026, 9, 1);
const DAY = 86_400_000;

const create = (draft: Partial<TicketDraft> = {}) =>
	bench.emulator.tickets.create({ guest: '林晓雨', at: CREATED, ...draft });

const getMany = async (parameters: IDataObject = {}, items: IDataObject[] = [{}], settings = {}) =>
	await bench.engine.run(
		helpdesk({ resource: 'ticket', operation: 'getAll', ...parameters }, items, settings),
		bench.credential(),
	);
const idsOf = (run: Awaited<ReturnType<typeof getMany>>) =>
	(outputOf(run)[0] ?? []).map(({ json }) => json.ticket_id);
const queries = () => requestsTo(bench.emulator, TICKETS_PATH).map(({ query }) => query);
const withoutScope = (name: string) => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = app.scopes.filter((scope) => scope !== name);
};

test('one ticket, simplified; the request on the wire, whole', async () => {
	const { ticketId } = create({
		status: 'awaitingUser',
		stage: 'human',
		agents: ['Grace Kim'],
		updatedAt: CREATED + DAY,
	});
	const store = bench.credential();
	const run = await bench.engine.run(
		helpdesk({ resource: 'ticket', operation: 'get', ticketId: by('id', ticketId) }),
		store,
	);
	expect(outputOf(run)).toEqual([
		[
			{
				json: {
					ticket_id: ticketId,
					status_name: 'Awaiting User Response',
					is_open: true,
					stage_name: 'Human',
					guest_id: bench.openId('林晓雨'),
					guest_name: '林晓雨',
					agent_ids: bench.openId('Grace Kim'),
					created_at_iso: '2026-10-01T00:00:00.000Z',
					updated_at_iso: '2026-10-02T00:00:00.000Z',
					closed_at_iso: null,
				},
				pairedItem: { item: 0 },
			},
		],
	]);
	const [request, ...others] = requestsTo(bench.emulator, `${TICKETS_PATH}/${ticketId}`);
	const { helpdeskId, helpdeskToken, accessToken } = store.credential ?? {};
	expect(others).toEqual([]);
	expect(request).toMatchObject({
		method: 'GET',
		query: {},
		rawBody: null,
		headers: {
			authorization: `Bearer ${String(accessToken)}`,
			'x-lark-helpdesk-authorization': Buffer.from(
				`${String(helpdeskId)}:${String(helpdeskToken)}`,
			).toString('base64'),
		},
	});
});

test('not simplified: everything as it came, also what differs from the documents', async () => {
	const { ticketId } = create({
		tags: ['vpn'],
		answer: {
			comments: [{ id: '1', content: 'x' }],
			dissatisfaction_reason: ['slow'],
			agents: null,
			agent: { id: 'ou_x' },
		},
	});
	const run = await bench.engine.run(
		helpdesk({
			resource: 'ticket',
			operation: 'get',
			ticketId: by('id', ticketId),
			simplify: false,
		}),
		bench.credential(),
	);
	expect(outputOf(run)[0]?.[0]?.json).toMatchObject({
		ticket_id: ticketId,
		status: 1,
		status_name: 'Created',
		is_open: true,
		created_at: CREATED,
		created_at_iso: '2026-10-01T00:00:00.000Z',
		updated_at: -1,
		comments: [{ id: '1', content: 'x' }],
		dissatisfaction_reason: ['slow'],
		agent: { id: 'ou_x' },
		guest: { id: bench.openId('林晓雨'), email: 'lin.xiaoyu@example.com' },
	});
	expect(outputOf(run)[0]?.[0]?.json).not.toHaveProperty('updated_at_iso');
});

test('lists repeat their name; words become numbers, moments milliseconds, an address an Open ID', async () => {
	const run = await getMany({
		limit: 20,
		filters: {
			status: ['open', 'closedByBot'],
			stage: 'human',
			solved: 'unsolved',
			score: 'satisfied',
			channel: 9,
			tags: 'vpn, urgent',
			guest: by('email', 'lin.xiaoyu@example.com'),
			agent: by('id', bench.openId('Grace Kim')),
			createdAfter: '2026-10-01T08:00:00+08:00',
			createdBefore: '={{ DateTime.fromMillis(1790899200000) }}',
			updatedAfter: '2026-10-01T00:00:00Z',
			updatedBefore: '2026-10-03T00:00:00Z',
		},
	});
	expect(run.status).toBe('success');
	expect(queries()).toEqual([
		{
			guest_id: bench.openId('林晓雨'),
			agent_id: bench.openId('Grace Kim'),
			status_list: ['1', '2', '3', '4', '5', '50'],
			type: '2',
			solved: '1',
			score: '3',
			channel: '9',
			tags: ['vpn', 'urgent'],
			create_time_start: String(CREATED),
			create_time_end: '1790899200000',
			update_time_start: String(CREATED),
			update_time_end: String(CREATED + 2 * DAY),
			page: '1',
			page_size: '20',
		},
	]);
});

test.each<[string, IDataObject, string[]]>([
	['open', { status: ['open'] }, ['4', '1']],
	['closed', { status: ['closed'] }, ['3', '2']],
	['one status', { status: ['closedByUser'] }, ['2']],
	['a guest', { guest: by('email', 'chen.siyuan@example.com') }, ['4']],
	['an agent', { agent: by('mobile', '={{ $json.mobile }}') }, ['3']],
	['tags', { tags: 'vpn' }, ['4']],
	[
		'created',
		{ createdAfter: '2026-10-02T12:00:00Z', createdBefore: '2026-10-03T12:00:00Z' },
		['3'],
	],
	['updated', { updatedAfter: '2026-10-20T00:00:00Z' }, ['1']],
])('the filter %s, and the newest first', async (_name, filters, ids) => {
	create({ ticketId: '1', updatedAt: CREATED + 25 * DAY });
	create({ ticketId: '2', at: CREATED + DAY, status: 'closedByUser' });
	create({ ticketId: '3', at: CREATED + 2 * DAY, status: 'closedByAgent', agents: ['Grace Kim'] });
	create({ ticketId: '4', at: CREATED + 3 * DAY, guest: '陈思远', tags: ['vpn'] });
	const grace = bench.emulator.world.people.find(({ name }) => name === 'Grace Kim');
	const run = await getMany({ filters }, [{ mobile: grace?.mobile }]);
	expect(idsOf(run)).toEqual(ids);
});

test('for each item, paired with it', async () => {
	create({ ticketId: '1' });
	create({ ticketId: '2', guest: '陈思远' });
	const run = await getMany({ filters: { guest: by('email', '={{ $json.to }}') } }, [
		{ to: 'chen.siyuan@example.com' },
		{ to: 'amelia.wright@example.com' },
		{ to: 'lin.xiaoyu@example.com' },
	]);
	expect(outputOf(run)[0]).toMatchObject([
		{ json: { ticket_id: '2' }, pairedItem: { item: 0 } },
		{ json: { ticket_id: '1' }, pairedItem: { item: 2 } },
	]);
});

test.each(['newestFirst', 'oldestFirst', 'recentlyUpdatedFirst', 'shuffled'] as const)(
	'several hundred tickets, whatever their order (%s)',
	async (ticketOrder) => {
		bench.emulator.settings.ticketOrder = ticketOrder;
		bench.emulator.tickets.createAll(
			Array.from({ length: 450 }, (_, i) => ({ guest: '林晓雨', at: CREATED + i * 3_600_000 })),
		);
		const ids = idsOf(await getMany({ returnAll: true }));
		expect(new Set(ids).size).toBe(450);
		expect(ids).toHaveLength(450);
		expect(queries().every(({ page }) => page === '1')).toBe(true);
	},
);

test('more than the 10,000 that paging reaches', async () => {
	bench.emulator.settings.ticketLimits = {
		perMinute: 0,
		perSecond: 0,
		ticketPerSecond: 0,
		messagesPerMinute: 0,
	};
	for (const part of [0, 1])
		bench.emulator.tickets.createAll(
			Array.from({ length: 5_500 }, (_, i) => ({
				guest: '林晓雨',
				at: CREATED + (part * 5_500 + i) * 60_000,
			})),
		);
	const ids = idsOf(await getMany({ returnAll: true }));
	expect(ids).toHaveLength(11_000);
	expect(new Set(ids).size).toBe(11_000);
}, 120_000);

test('tickets that close while others are read: none that stays open is missed', async () => {
	const { tickets } = bench.emulator;
	bench.emulator.settings.ticketOrder = 'recentlyUpdatedFirst';
	const created = tickets.createAll(
		Array.from({ length: 600 }, (_, i) => ({ guest: '林晓雨', at: CREATED + i * 3_600_000 })),
	);
	const closing = created.filter((_, i) => i % 3 === 0).map(({ ticketId }) => ticketId);
	const staying = created.filter((_, i) => i % 3 > 0).map(({ ticketId }) => ticketId);
	const { inbox } = bench.emulator;
	const timer = setInterval(() => {
		if (inbox.requests.length === 0) return;
		const next = closing.splice(0, 20);
		for (const ticketId of next) tickets.change(ticketId, { status: 'closedByAgent' });
	}, 10);
	try {
		const ids = idsOf(await getMany({ returnAll: true, filters: { status: ['open'] } }));
		expect(new Set(ids).size).toBe(ids.length);
		expect(staying.filter((id) => !ids.includes(id))).toEqual([]);
	} finally {
		clearInterval(timer);
	}
});

test('the limit', async () => {
	for (let i = 0; i < 5; i++) create();
	expect(idsOf(await getMany({ limit: 3 }))).toHaveLength(3);
	expect(queries()).toMatchObject([{ page: '1', page_size: '3' }]);
});

describe('failures', () => {
	const failing = async (parameters: IDataObject) =>
		errorOf(await getMany(parameters, [{ tags: [{ name: 'vpn' }] }]));

	test('without the scope: the error names it, sending and the test of the credential go on without', async () => {
		withoutScope('helpdesk:all:readonly');
		const error = await failing({});
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'The app may not read tickets: it lacks the scope helpdesk:all:readonly',
			context: { itemIndex: 0 },
		});
		expect(error.description).toContain('Sending bot messages works without it');
		// No other item would fare better.
		const run = await getMany({}, [{}, {}, {}], { onError: 'continueRegularOutput' });
		expect(outputOf(run)[0]).toMatchObject([
			{ json: { details: { kind: 'credential', code: 99991672 } }, pairedItem: { item: 0 } },
			{ json: { message: expect.stringMatching(/^Not tried, because item 0/) as string } },
			{ pairedItem: { item: 2 } },
		]);
		expect(queries()).toHaveLength(2);
	});

	test('HTTP 401 is an answer here: nothing is sent again, and no token is fetched for it', async () => {
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 401,
			body: { code: 154001, msg: 'Unauthorized' },
		});
		expect(await failing({})).toMatchObject({ message: 'Feishu refused the helpdesk' });
		expect(queries()).toHaveLength(1);
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	});

	test('a refused token is renewed', async () => {
		create({ ticketId: '1' });
		const store = bench.credential();
		await bench.engine.run(helpdesk({ resource: 'ticket', operation: 'getAll' }), store);
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 400,
			body: { code: 99991663, msg: 'Invalid access token' },
		});
		const run = await bench.engine.run(
			helpdesk({ resource: 'ticket', operation: 'getAll' }),
			store,
		);
		expect(idsOf(run)).toEqual(['1']);
	});

	test.each([
		['a broken connection', { on: 'tickets', kind: 'dropConnection' }],
		['an internal error', { on: 'tickets', kind: 'answer', status: 500, body: { code: 155000 } }],
		['too many requests', { on: 'tickets', kind: 'rateLimited', status: 429, reset: '1' }],
	] as const)('%s: read again', async (_name, fault) => {
		create({ ticketId: '1' });
		bench.emulator.faults.add(fault as never);
		expect(idsOf(await getMany())).toEqual(['1']);
		expect(queries()).toHaveLength(2);
	});

	test('a ticket that does not exist, between two that do; the error output keeps the input', async () => {
		create({ ticketId: '1' });
		create({ ticketId: '2' });
		const run = await bench.engine.run(
			helpdesk(
				{ resource: 'ticket', operation: 'get', ticketId: by('id', '={{ $json.id }}') },
				[
					{ id: '1', row: 1 },
					{ id: '404', row: 2 },
					{ id: '2', row: 3 },
				],
				{ onError: 'continueErrorOutput' },
			),
			bench.credential(),
		);
		expect(outputOf(run)[0]).toMatchObject([
			{ json: { ticket_id: '1' }, pairedItem: { item: 0 } },
			{ json: { ticket_id: '2' }, pairedItem: { item: 2 } },
		]);
		expect(outputOf(run)[1]).toMatchObject([
			{
				json: {
					id: '404',
					row: 2,
					error: 'Feishu did not find the ticket',
					details: { kind: 'refused', code: 154004, httpStatus: 404, field: 'ticketId' },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test.each<[string | RegExp, IDataObject]>([
		["'Channel' is not a whole number", { filters: { channel: '={{ "QR" }}' } }],
		["'Ticket' is empty", { operation: 'get', ticketId: by('id', '={{ "" }}') }],
		[
			"'Ticket' has lost digits of its ID",
			{ operation: 'get', ticketId: by('id', '={{ 6955768699895758850 }}') },
		],
		["'Guest' is a Union ID", { filters: { guest: '={{ "on_1" }}' } }],
		[
			"'Created Before' is earlier than 'Created After'",
			{ filters: { createdAfter: '2026-02-01', createdBefore: '2026-01-01' } },
		],
		["'Limit' is not a whole number from 1 to 1000000", { limit: 0 }],
		[
			"'Tags' is fixed text with an expression in it: {{ $json.tag }}",
			{ filters: { tags: 'vpn, {{ $json.tag }}' } },
		],
		["'Tags' lacks a value: {{ $json.tags }} gave", { filters: { tags: '=a, {{ $json.tags }}' } }],
		[
			/^No Feishu user found for nobody@example\.com$/,
			{ filters: { guest: by('email', 'nobody@example.com') } },
		],
	])('%s', async (message, parameters) => {
		const { message: title, description } = await failing(parameters);
		expect(title).toMatch(message);
		expect(description).not.toMatch(/NaN|undefined|\[object/);
		expect(queries()).toEqual([]);
	});

	test("an expression that fails is n8n's error, with the item", async () => {
		const error = await failing({ filters: { tags: '={{ nothing.there }}' } });
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('as a tool of an AI agent', () => {
	const ask = (name: string, type = 'string') => `={{ $fromAI('${name}', '', '${type}') }}`;
	/** What the model gets, where it fills these fields. */
	const call = async (parameters: IDataObject, given: IDataObject) =>
		JSON.stringify(
			await callNodeAsTool(
				bench,
				'feishuHelpdesk',
				helpdesk({ resource: 'ticket', ...parameters }),
				async (tool) =>
					await (await tool()).invoke(given).catch((error: unknown) => (error as Error).message),
			),
		);
	const search = {
		operation: 'getAll',
		returnAll: ask('all'),
		limit: ask('limit'),
		simplify: ask('simplify'),
		filters: {
			status: ask('status'),
			createdAfter: ask('after'),
			guest: by('email', ask('guest')),
		},
	};
	const good = {
		all: 'false',
		limit: '1',
		simplify: 'true',
		status: 'Open, Closed by User',
		after: '2026-09-30',
		guest: 'lin.xiaoyu@example.com',
	};

	test.each<[string, IDataObject, IDataObject]>([
		['as texts', {}, {}],
		['in words', {}, { all: 'no', simplify: 'yes', after: '2026-10-01T00:00:00+00:00' }],
		[
			'as what they are',
			{
				returnAll: ask('all', 'boolean'),
				limit: ask('limit', 'number'),
				simplify: ask('simplify', 'boolean'),
			},
			{ all: false, limit: 1, simplify: true },
		],
	])('numbers, switches, dates and choices come %s', async (_name, parameters, given) => {
		create({ ticketId: '71' });
		create({ ticketId: '72', guest: '陈思远' });
		const told = await call({ ...search, ...parameters }, { ...good, ...given });
		expect(told).toContain('71');
		expect(told).not.toContain('72');
		expect(told).not.toContain('helpdesk_id');
		expect(queries()).toMatchObject([{ page_size: '1', guest_id: bench.openId('林晓雨') }]);
	});

	test.each<[string, IDataObject]>([
		["'Return All' is neither true nor false", { all: 'some' }],
		["'Limit' is not a whole number", { limit: 'a few' }],
		["'Simplify' is neither true nor false", { simplify: 'a bit' }],
		["'Status' has a value that does not exist", { status: 'unanswered' }],
		["'Created After' is not a date", { after: 'last week' }],
		["'Guest' is not an e-mail address", { guest: '林晓雨' }],
		["'Status' is empty", { status: '' }],
	])('%s, in words that the model can act on', async (words, given) => {
		create({ ticketId: '71' });
		expect(await call(search, { ...good, ...given })).toContain(words);
		expect(queries()).toEqual([]);
	});

	test('one ticket by its ID; a number has lost its last digits', async () => {
		const { ticketId } = create();
		const get = (type: string) => ({ operation: 'get', ticketId: by('id', ask('ticket', type)) });
		expect(await call(get('string'), { ticket: ticketId })).toContain(ticketId);
		expect(await call(get('number'), { ticket: 6955768699895758850 })).toContain(
			'has lost digits of its ID',
		);
	});
});
