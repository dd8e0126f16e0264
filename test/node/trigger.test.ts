import type { IDataObject } from 'n8n-workflow';

import type { TicketChange, TicketDraft } from '../../emulator/server';
import { by } from '../support/receiver';
import { requestsTo, setUp, TOKEN_PATH, type Bench } from './setup';
import { TICKETS_PATH } from './tickets';
import { ActiveWorkflow } from './trigger';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALL_EVENTS = ['ticketCreated', 'ticketStatusChanged', 'ticketClosed', 'ticketWaiting'];
const CONTACT_PATH = '/open-apis/contact/v3/users/batch_get_id';

let bench: Bench;
let now: number;
beforeEach(async () => {
	bench = await setUp();
	bench.emulator.tickets.clear();
	now = Date.now();
});
afterEach(() => bench.emulator.close());

const create = (draft: Partial<TicketDraft> = {}) =>
	bench.emulator.tickets.create({ guest: '林晓雨', at: now, ...draft }).ticketId;
const change = (ticketId: string, changes: TicketChange) =>
	bench.emulator.tickets.change(ticketId, { at: now, ...changes });
const searches = () => requestsTo(bench.emulator, TICKETS_PATH);
const iso = (ms: number) => new Date(ms).toISOString();
const unlimited = () => {
	bench.emulator.settings.ticketLimits = {
		perMinute: 0,
		perSecond: 0,
		ticketPerSecond: 0,
		messagesPerMinute: 0,
	};
};

/** A workflow that waits for these events, and has had its first look. */
async function active(parameters: IDataObject, setting = {}): Promise<ActiveWorkflow> {
	const workflow = new ActiveWorkflow(bench, parameters, setting);
	expect(await workflow.activate()).toBeNull();
	return workflow;
}

/** The events of a poll: of which ticket, and what. */
async function told(workflow: ActiveWorkflow): Promise<Array<[id: unknown, event: unknown]>> {
	const items = (await workflow.poll()) ?? [];
	return items.map(({ json }) => [(json.ticket as IDataObject).ticket_id, json.event]);
}

describe('events', () => {
	test('a ticket is created: the whole item, and the requests on the wire', async () => {
		create({ at: now - HOUR });
		const store = bench.credential();
		const workflow = await active({ events: ['ticketCreated'] }, { store });
		const ticketId = create({ stage: 'human', agents: ['Grace Kim'] });
		expect(await workflow.poll()).toEqual([
			{
				json: {
					event: 'ticketCreated',
					event_id: `${ticketId}-created`,
					event_time: iso(now),
					ticket: {
						ticket_id: ticketId,
						status_name: 'Created',
						is_open: true,
						stage_name: 'Human',
						guest_id: bench.openId('林晓雨'),
						guest_name: '林晓雨',
						agent_ids: bench.openId('Grace Kim'),
						created_at_iso: iso(now),
						updated_at_iso: null,
						closed_at_iso: null,
					},
				},
			},
		]);
		expect(await workflow.poll()).toBeNull();

		const { helpdeskId, helpdeskToken, accessToken } = store.credential ?? {};
		for (const { method, headers, rawBody } of searches())
			expect([
				method,
				headers.authorization,
				headers['x-lark-helpdesk-authorization'],
				rawBody,
			]).toEqual([
				'GET',
				`Bearer ${String(accessToken)}`,
				Buffer.from(`${String(helpdeskId)}:${String(helpdeskToken)}`).toString('base64'),
				null,
			]);
		const spanOf = ({ query }: { query: Record<string, unknown> }) => {
			const name = 'create_time_start' in query ? 'create' : 'update';
			const start = Number(query[`${name}_time_start`]);
			const end = Number(query[`${name}_time_end`]);
			return [name, Math.round((start - now) / HOUR), Math.round((end - now) / HOUR)];
		};
		// What Feishu searches by one time alone, and a day around by another clock; then all that is open.
		expect(searches().slice(0, 3).map(spanOf)).toEqual([
			['create', -24, 24],
			['update', -24, 24],
			['create', Math.round((1e12 - now) / HOUR), 24],
		]);
		expect(searches()[2]?.query).toMatchObject({
			status_list: ['1', '2', '3', '4', '5'],
			page: '1',
			page_size: '200',
		});
		// By Feishu's moments from then on: a quarter of an hour before the newest.
		expect(searches()).toHaveLength(3 + 2 + 2);
		expect(searches()[5]?.query).toMatchObject({ create_time_start: String(now - HOUR / 4) });
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	});

	test('the status changes: what it was and is; by what is chosen', async () => {
		const ticketId = create({ at: now - 5 * DAY });
		const all = await active({ events: ['ticketStatusChanged'] });
		const chosen = await active({
			events: ['ticketStatusChanged'],
			newStatus: ['awaitingUser', 'closed'],
		});
		change(ticketId, { status: 'processing', agents: ['Grace Kim'] });
		expect(await all.poll()).toMatchObject([
			{
				json: {
					event: 'ticketStatusChanged',
					event_id: `${ticketId}-status-2-${now}`,
					event_time: iso(now),
					status_before: 'Created',
					status_after: 'Processing',
					ticket: { ticket_id: ticketId, status_name: 'Processing', updated_at_iso: iso(now) },
				},
			},
		]);
		expect(await chosen.poll()).toBeNull();
		change(ticketId, { at: now + 1000, tags: ['vpn'] });
		expect(await all.poll()).toBeNull();
		change(ticketId, { at: now + 2000, status: 'awaitingUser' });
		for (const workflow of [all, chosen])
			expect(await workflow.poll()).toMatchObject([
				{ json: { status_before: 'Processing', status_after: 'Awaiting User Response' } },
			]);
		change(ticketId, { at: now + 3000, status: 'closedByUser' });
		for (const workflow of [all, chosen]) {
			expect(await workflow.poll()).toMatchObject([
				{ json: { status_before: 'Awaiting User Response', status_after: 'Closed by User' } },
			]);
			expect(await workflow.poll()).toBeNull();
		}
	});

	test('it closes: when, by whom, also what was opened and closed between two polls', async () => {
		const ticketId = create({ at: now - 3 * DAY, agents: ['Grace Kim'] });
		const closedLongAgo = create({
			at: now - 9 * DAY,
			status: 'closedByBot',
			updatedAt: now - 8 * DAY,
		});
		const workflow = await active({ events: ['ticketClosed'] });
		change(ticketId, { status: 'closedByAgent', score: 3 });
		const short = create({ at: now + 1000 });
		change(short, { at: now + 2000, status: 'closedByUser' });
		expect(await workflow.poll()).toMatchObject([
			{
				json: {
					event: 'ticketClosed',
					event_id: `${ticketId}-closed-${now}`,
					event_time: iso(now),
					closed_by: { id: bench.openId('Grace Kim'), name: 'Grace Kim' },
					ticket: { status_name: 'Closed by Agent', closed_at_iso: iso(now) },
				},
			},
			{ json: { event_id: `${short}-closed-${now + 2000}`, closed_by: { name: '林晓雨' } } },
		]);
		// A score that comes later closes nothing.
		change(ticketId, { at: now + 5000, score: 1 });
		change(closedLongAgo, { at: now + 5000, score: 1 });
		expect(await workflow.poll()).toBeNull();
	});

	test('it waits too long: once for each wait; an answer begins it anew', async () => {
		const ticketId = create({
			at: now - 5 * DAY,
			status: 'awaitingUser',
			agents: ['Grace Kim'],
			updatedAt: now - 4 * DAY,
		});
		const workflow = await active({
			events: ['ticketWaiting'],
			waitingAmount: 3,
			waitingUnit: 'days',
			waitingStatuses: ['awaitingUser'],
		});
		expect(await workflow.poll()).toMatchObject([
			{
				json: {
					event: 'ticketWaiting',
					event_id: `${ticketId}-waiting-${now - 4 * DAY}`,
					event_time: iso(now - DAY),
					waiting_since: iso(now - 4 * DAY),
					ticket: { ticket_id: ticketId },
				},
			},
		]);
		expect(await workflow.poll()).toBeNull();
		change(ticketId, { at: now - 3.5 * DAY, messages: [{ from: 'agent', text: 'Still there?' }] });
		expect(await workflow.poll()).toMatchObject([
			{ json: { event_id: `${ticketId}-waiting-${now - 3.5 * DAY}` } },
		]);
		change(ticketId, { at: now - 2 * DAY, status: 'processing' });
		change(create({ at: now - 9 * DAY }), { status: 'processing' });
		expect(await workflow.poll()).toBeNull();
	});

	test('the status with which a ticket is created is a change unless it is Created', async () => {
		const workflow = await active({ events: ['ticketStatusChanged'] });
		create({ ticketId: '1' });
		create({ ticketId: '2', status: 'processing' });
		expect(await workflow.poll()).toMatchObject([
			{
				json: {
					status_before: null,
					status_after: 'Processing',
					ticket: { ticket_id: '2' },
				},
			},
		]);
		expect(await workflow.poll()).toBeNull();
	});

	test('not before its time, in each unit', async () => {
		create({ ticketId: '1', at: now - 2.9 * HOUR, status: 'awaitingUser' });
		create({ ticketId: '2', at: now - 3.1 * HOUR, status: 'awaitingUser' });
		const waits = async (waitingUnit: string, waitingAmount: number, workflowId: string) => {
			const parameters = { events: ['ticketWaiting'], waitingUnit, waitingAmount };
			return (await told(await active(parameters, { workflowId }))).map(([id]) => id);
		};
		expect(await waits('hours', 3, 'hours')).toEqual(['2']);
		expect(await waits('minutes', 180, 'minutes')).toEqual(['2']);
		expect(await waits('days', 1, 'day')).toEqual([]);
	});

	test('what else changes on a ticket does not begin its wait anew', async () => {
		create({ ticketId: '1', at: now - 5 * DAY, status: 'awaitingUser', updatedAt: now - 4 * DAY });
		const workflow = await active({ events: ['ticketWaiting'] });
		change('1', { at: now - DAY, tags: ['vpn'] });
		expect(await workflow.poll()).toMatchObject([
			{ json: { event_id: `1-waiting-${now - 4 * DAY}`, waiting_since: iso(now - 4 * DAY) } },
		]);
	});

	test('the event is added to a workflow that is published: tickets that wait already are told', async () => {
		create({ ticketId: '1', at: now - 9 * DAY, status: 'awaitingUser' });
		const before = await active({ events: ['ticketCreated'] });
		expect(await before.poll()).toBeNull();
		const after = new ActiveWorkflow(
			bench,
			{ events: ['ticketCreated', 'ticketWaiting'] },
			{ saved: before.saved },
		);
		expect(await after.activate()).toMatchObject([
			{ json: { event: 'ticketWaiting', event_id: `1-waiting-${now - 9 * DAY}` } },
		]);
		expect(await after.poll()).toBeNull();
	});

	test('a status that comes back is another event, with another ID; told again, it has the same', async () => {
		create({ ticketId: '1', at: now - DAY });
		const workflow = await active({ events: ['ticketStatusChanged'] });
		const before = workflow.saved;
		const ids: unknown[] = [];
		for (const [at, status] of ['processing', 'pending', 'processing'].entries()) {
			change('1', { at: now + at * 60_000, status } as TicketChange);
			ids.push(...((await workflow.poll()) ?? []).map(({ json }) => json.event_id));
		}
		expect(ids).toEqual([0, 1, 2].map((at) => `1-status-${at === 1 ? 4 : 2}-${now + at * 60_000}`));
		// As when n8n was killed before it saved: of all these changes the last is left to be seen.
		const killed = new ActiveWorkflow(
			bench,
			{ events: ['ticketStatusChanged'] },
			{ saved: before },
		);
		expect((await killed.poll())?.map(({ json }) => json.event_id)).toEqual(ids.slice(-1));
	});

	test('several events of one ticket, in order of time; everything as it came', async () => {
		const workflow = await active({ events: ALL_EVENTS, simplify: false });
		const ticketId = create({ answer: { customized_fields: [{ id: '1', value: 'x' }] } });
		change(ticketId, { at: now + 1000, status: 'closedByBot' });
		const items = (await workflow.poll()) ?? [];
		expect(items.map(({ json }) => [json.event, json.event_time])).toEqual([
			['ticketCreated', iso(now)],
			['ticketStatusChanged', iso(now + 1000)],
			['ticketClosed', iso(now + 1000)],
		]);
		expect(items[1]?.json).toMatchObject({ status_before: null, status_after: 'Closed by Bot' });
		for (const { json } of items)
			expect(json.ticket).toMatchObject({
				ticket_id: ticketId,
				status: 50,
				status_name: 'Closed by Bot',
				created_at: now,
				created_at_iso: iso(now),
				customized_fields: [{ id: '1', value: 'x' }],
				guest: { email: 'lin.xiaoyu@example.com' },
			});
	});
});

describe('filters', () => {
	test.each<[string, IDataObject, string[]]>([
		['stage', { stage: 'human' }, ['2', '4']],
		['channel', { channel: 2 }, ['3']],
		['another channel, by its number', { channel: '={{ 14 }}' }, ['4']],
		['agent by e-mail', { agent: by('email', 'grace.kim@example.com') }, ['2']],
		['tags', { tags: 'vpn, urgent' }, ['1', '3']],
		['several', { tags: 'vpn', channel: 2 }, ['3']],
	])('%s', async (_name, filters, ids) => {
		const workflow = await active({ events: ['ticketCreated'], filters });
		create({ ticketId: '1', tags: ['urgent', 'hr'] });
		create({ ticketId: '2', at: now + 1, agents: ['Grace Kim'] });
		create({ ticketId: '3', at: now + 2, tags: ['vpn'], channel: 2 });
		create({ ticketId: '4', at: now + 3, stage: 'human', channel: 14, tags: ['vpn2'] });
		expect((await told(workflow)).map(([id]) => id)).toEqual(ids);
		expect(await workflow.poll()).toBeNull();
	});

	test('the tags of tickets are asked for only where something happened, and once', async () => {
		create({ ticketId: '1', at: now - HOUR, tags: ['vpn'] });
		const workflow = await active({ events: ['ticketCreated'], filters: { tags: 'vpn' } });
		create({ ticketId: '2', tags: ['vpn'] });
		create({ ticketId: '3' });
		await workflow.poll();
		await workflow.poll();
		const asked = bench.emulator.inbox.requests.filter(({ path }) =>
			path.startsWith(`${TICKETS_PATH}/`),
		);
		expect(asked.map(({ path }) => path.slice(TICKETS_PATH.length + 1)).sort()).toEqual(['2', '3']);
	});

	test('a ticket that meets a filter later is not told afterwards', async () => {
		const workflow = await active({
			events: ['ticketCreated'],
			filters: { agent: by('email', 'grace.kim@example.com') },
		});
		const ticketId = create({});
		expect(await workflow.poll()).toBeNull();
		change(ticketId, { at: now + 1, agents: ['Grace Kim'] });
		expect(await workflow.poll()).toBeNull();
		create({ ticketId: '2', at: now + 2, agents: ['Grace Kim'] });
		expect((await told(workflow)).map(([id]) => id)).toEqual(['2']);
	});

	test('a ticket that a human takes over later: not told as created, but what happens to it from then on', async () => {
		const workflow = await active({
			events: ['ticketCreated', 'ticketStatusChanged'],
			filters: { stage: 'human' },
		});
		create({ ticketId: '1' });
		expect(await workflow.poll()).toBeNull();
		change('1', { at: now + 1, stage: 'human' });
		expect(await workflow.poll()).toBeNull();
		change('1', { at: now + 2, status: 'processing' });
		expect(await told(workflow)).toEqual([['1', 'ticketStatusChanged']]);
	});

	test('tags that cannot be read: the poll fails, and the next tells it', async () => {
		const workflow = await active({ events: ['ticketCreated'], filters: { tags: 'vpn' } });
		create({ ticketId: '2', tags: ['vpn'] });
		bench.emulator.faults.add({
			on: 'ticket',
			kind: 'answer',
			status: 400,
			body: { code: 154000, msg: 'bad request' },
		});
		await workflow.failure();
		expect(await told(workflow)).toEqual([['2', 'ticketCreated']]);
	});

	test('a ticket that is gone passes no filter by tags', async () => {
		const workflow = await active({ events: ['ticketCreated'], filters: { tags: 'vpn' } });
		create({ ticketId: '2', tags: ['vpn'] });
		bench.emulator.faults.add({
			on: 'ticket',
			kind: 'answer',
			status: 404,
			body: { code: 154004, msg: 'not found' },
		});
		expect(await workflow.poll()).toBeNull();
	});

	test('a wait that no filter let pass is over for good: the ticket that passes later is not told', async () => {
		create({ ticketId: '1', at: now - 9 * DAY, status: 'awaitingUser' });
		create({ ticketId: '2', at: now - 8 * DAY, status: 'awaitingUser', tags: ['vpn'] });
		const workflow = await active({ events: ['ticketWaiting'], filters: { tags: 'vpn' } });
		expect(await told(workflow)).toEqual([['2', 'ticketWaiting']]);
		change('1', { tags: ['vpn'] });
		expect(await workflow.poll()).toBeNull();
	});

	test('nobody has the address: the activation fails, and says so', async () => {
		const workflow = new ActiveWorkflow(bench, {
			events: ['ticketCreated'],
			filters: { agent: by('email', 'nobody@example.com') },
		});
		expect(await workflow.failure('activate')).toMatchObject({
			message: 'No Feishu user found for nobody@example.com',
		});
		expect(requestsTo(bench.emulator, CONTACT_PATH)).toHaveLength(1);
		expect(workflow.saved).toBe('{}');
	});
});

describe('nothing is lost, nothing is told twice', () => {
	test('n8n starts anew, with what it saved', async () => {
		const workflow = await active({ events: ALL_EVENTS });
		create({ ticketId: '1' });
		expect(await told(workflow)).toEqual([['1', 'ticketCreated']]);
		create({ ticketId: '2', at: now + 1 });
		workflow.restart();
		expect(await told(workflow)).toEqual([['2', 'ticketCreated']]);
		// Polls without events are not saved: their windows are read again.
		await workflow.poll();
		workflow.restart();
		expect(await workflow.poll()).toBeNull();
		change('1', { at: now + 2, status: 'closedByUser' });
		workflow.restart();
		expect(await told(workflow)).toEqual([
			['1', 'ticketStatusChanged'],
			['1', 'ticketClosed'],
		]);
	});

	test.each([
		['502', { kind: 'answer', status: 502, body: 'Bad Gateway' }],
		['no connection', { kind: 'dropBeforeDelivery' }],
		['garbage', { kind: 'garbage' }],
	] as const)(
		'a poll that fails (%s), at the first, second or third request',
		async (_name, fault) => {
			const workflow = await active({ events: ALL_EVENTS });
			create({ ticketId: '1' });
			for (const skip of [0, 1, 2]) {
				bench.emulator.faults.add({ on: 'tickets', ...fault, skip, times: 3 });
				const error = await workflow.failure();
				expect(error.constructor.name).toBe('NodeApiError');
				bench.emulator.faults.clear();
			}
			expect(await told(workflow)).toEqual([['1', 'ticketCreated']]);
		},
	);

	test('deactivated and activated again: what happened meanwhile is told', async () => {
		const workflow = await active({ events: ['ticketCreated'] });
		create({ ticketId: '1' });
		const again = new ActiveWorkflow(
			bench,
			{ events: ['ticketCreated'] },
			{ saved: workflow.saved },
		);
		expect(await again.activate()).toMatchObject([{ json: { event_id: '1-created' } }]);
	});

	test('another helpdesk: nothing that was known holds', async () => {
		const before = await active({ events: ALL_EVENTS });
		create({ ticketId: '1' });
		await before.poll();
		const { helpdesks } = bench.emulator.world;
		const other = {
			...helpdesks[0],
			helpdeskId: '7000000000000000001',
			helpdeskToken: 'ht-other-one',
		};
		helpdesks.push(other as (typeof helpdesks)[number]);
		create({ ticketId: '2', helpdeskId: other.helpdeskId, at: now - HOUR });
		const after = new ActiveWorkflow(
			bench,
			{ events: ALL_EVENTS },
			{
				saved: before.saved,
				store: bench.credential({
					helpdeskId: other.helpdeskId,
					helpdeskToken: other.helpdeskToken,
				}),
			},
		);
		expect(await after.poll()).toBeNull();
		create({ ticketId: '3', helpdeskId: other.helpdeskId });
		expect(await told(after)).toEqual([['3', 'ticketCreated']]);
	});

	test('another server: nothing that was known holds, whatever the helpdesk is called there', async () => {
		const before = await active({ events: ALL_EVENTS });
		create({ ticketId: '1' });
		await before.poll();
		const other = await setUp();
		try {
			other.emulator.tickets.clear();
			other.emulator.tickets.create({ guest: '林晓雨', ticketId: '2', at: now });
			const after = new ActiveWorkflow(
				{ engine: bench.engine, emulator: other.emulator },
				{ events: ALL_EVENTS },
				{ saved: before.saved, store: other.credential() },
			);
			expect(await after.poll()).toBeNull();
		} finally {
			await other.emulator.close();
		}
	});

	test('an execution by hand shows the newest ticket as each event, and changes nothing', async () => {
		create({ ticketId: '1', at: now - 40 * DAY });
		create({ ticketId: '2', at: now - 20 * DAY, status: 'closedByBot', updatedAt: now - 19 * DAY });
		const workflow = new ActiveWorkflow(bench, { events: ALL_EVENTS });
		const before = workflow.saved;
		const items = (await workflow.sample()) ?? [];
		expect(items.map(({ json }) => json.event).sort()).toEqual([...ALL_EVENTS].sort());
		expect(items.every(({ json }) => (json.ticket as IDataObject).ticket_id === '2')).toBe(true);
		expect(workflow.saved).toBe(before);

		expect(await workflow.activate()).toBeNull();
		create({ ticketId: '3' });
		await workflow.sample();
		expect(await told(workflow)).toEqual([['3', 'ticketCreated']]);
	});

	test.each<[string, IDataObject]>([
		['without any ticket', {}],
		['with filters that no ticket meets', { filters: { stage: 'human', tags: 'vpn' } }],
	])('by hand %s: it says so, and changes nothing', async (_name, filters) => {
		if ('filters' in filters) create({ stage: 'human', tags: ['hr'] });
		const workflow = new ActiveWorkflow(bench, { events: ALL_EVENTS, ...filters });
		expect(await workflow.failure('sample')).toMatchObject({
			message: 'There is no ticket to show as a sample',
			description: expect.stringContaining('can be published without a sample') as string,
		});
		expect(workflow.saved).toBe('{}');
		expect(await workflow.activate()).toBeNull();
	});

	test('two workflows beside each other hear the same', async () => {
		const one = await active({ events: ['ticketCreated'] });
		const two = await active({ events: ['ticketCreated'] }, { workflowId: 'two' });
		create({ ticketId: '1' });
		const heard = await Promise.all([told(one), told(two)]);
		expect(heard).toEqual([[['1', 'ticketCreated']], [['1', 'ticketCreated']]]);
	});

	test('a poll that begins while the last one is under way does nothing', async () => {
		const workflow = await active({ events: ['ticketCreated'] });
		create({ ticketId: '1' });
		const before = searches().length;
		const polls = await Promise.all([told(workflow), told(workflow), told(workflow)]);
		expect(polls.flat()).toEqual([['1', 'ticketCreated']]);
		expect(searches()).toHaveLength(before + 2);
	});

	test('several hundred at once', async () => {
		unlimited();
		bench.emulator.settings.ticketOrder = 'shuffled';
		const workflow = await active({ events: ALL_EVENTS });
		const drafts = Array.from({ length: 700 }, (_, i) => ({
			guest: '林晓雨',
			at: now + (i % 50) * 1000,
		}));
		bench.emulator.tickets.createAll(drafts);
		const events = await told(workflow);
		expect(events).toHaveLength(700);
		expect(new Set(events.map(([id]) => id)).size).toBe(700);
		expect(await workflow.poll()).toBeNull();
	});

	test('more than the 10,000 that paging reaches, at once; n8n starts anew in between', async () => {
		unlimited();
		const workflow = await active({ events: ['ticketCreated', 'ticketClosed'] });
		for (const part of [0, 1])
			bench.emulator.tickets.createAll(
				Array.from({ length: 5_500 }, (_, i) => ({
					guest: '林晓雨',
					at: now + (part * 5_500 + i) * 500,
				})),
			);
		// As many polls as it takes: one reads for so long only.
		const events: unknown[] = [];
		for (let i = 0; i < 20 && events.length < 11_000; i++) {
			events.push(...(await told(workflow)));
			workflow.restart();
		}
		expect(events).toHaveLength(11_000);
		expect(new Set(events.map(String)).size).toBe(11_000);
		expect(await workflow.poll()).toBeNull();
	}, 300_000);
});

describe('failures', () => {
	test('without the scope the activation fails, and names it', async () => {
		const [app] = bench.emulator.world.apps;
		if (app) app.scopes = app.scopes.filter((scope) => scope !== 'helpdesk:all:readonly');
		const workflow = new ActiveWorkflow(bench, { events: ['ticketCreated'] });
		for (const how of ['activate', 'sample'] as const) {
			const error = await workflow.failure(how);
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: 'The app may not read tickets: it lacks the scope helpdesk:all:readonly',
			});
		}
		expect(workflow.saved).toBe('{}');
	});

	test('a wrong helpdesk token fails the activation; HTTP 401 fetches no other app token', async () => {
		const workflow = new ActiveWorkflow(
			bench,
			{ events: ['ticketCreated'] },
			{ store: bench.credential({ helpdeskToken: 'ht-wrong-wrong' }) },
		);
		expect(await workflow.failure('activate')).toMatchObject({
			message: 'Feishu refused the helpdesk',
		});
		expect(searches()).toHaveLength(1);
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	});

	test('an app token that Feishu refuses is renewed', async () => {
		const workflow = await active({ events: ['ticketCreated'] });
		create({ ticketId: '1' });
		bench.emulator.faults.add({ on: 'tickets', kind: 'tokenExpired' });
		expect(await told(workflow)).toEqual([['1', 'ticketCreated']]);
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(2);
	});

	test.each<[string, IDataObject]>([
		["'Events' is empty", { events: [] }],
		[
			"'New Status' has a value that does not exist",
			{ events: ['ticketStatusChanged'], newStatus: ['lost'] },
		],
		["'Waiting in Status' is empty", { events: ['ticketWaiting'], waitingStatuses: [] }],
		[
			"'Waiting in Status' has a status of closed tickets",
			{ events: ['ticketWaiting'], waitingStatuses: ['awaitingUser', 'closed'] },
		],
		["'Waiting Longer Than'", { events: ['ticketWaiting'], waitingAmount: 0 }],
		["'Agent' is a Union ID", { events: ['ticketCreated'], filters: { agent: '={{ "on_1" }}' } }],
	])('%s: the activation fails, nothing is asked', async (message, parameters) => {
		const workflow = new ActiveWorkflow(bench, parameters);
		expect((await workflow.failure('activate')).message).toContain(message);
		expect(searches()).toEqual([]);
	});
});
