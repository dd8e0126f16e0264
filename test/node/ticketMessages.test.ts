import type { IDataObject } from 'n8n-workflow';

import { by } from '../support/receiver';
import { errorOf, outputOf, requestsTo, setUp, TOKEN_PATH, type Bench } from './setup';
import { helpdesk, TICKETS_PATH } from './tickets';

let bench: Bench;
let ticketId: string;
beforeEach(async () => {
	bench = await setUp();
	bench.emulator.tickets.clear();
	({ ticketId } = bench.emulator.tickets.create({ guest: '林晓雨' }));
});
afterEach(() => bench.emulator.close());

const send = async (
	parameters: IDataObject = {},
	items: IDataObject[] = [{}],
	settings = {},
	store = bench.credential(),
) =>
	await bench.engine.run(
		helpdesk(
			{
				resource: 'ticketMessage',
				operation: 'send',
				ticketId: by('id', ticketId),
				text: 'Still waiting',
				...parameters,
			},
			items,
			settings,
		),
		store,
	);
const sentTo = (id = ticketId) => requestsTo(bench.emulator, `${TICKETS_PATH}/${id}/messages`);

test('a text: what arrives, what travels, what comes out', async () => {
	const run = await send();
	const [message, ...others] = bench.emulator.inbox.messages;
	expect(others).toEqual([]);
	expect(message).toMatchObject({
		msgType: 'text',
		content: { text: 'Still waiting' },
		ticket: { ticketId },
	});
	expect(outputOf(run)).toEqual([
		[
			{
				json: { message_id: message?.id, msg_type: 'text', ticket_id: ticketId, sent_to: 'ticket' },
				pairedItem: { item: 0 },
			},
		],
	]);
	expect(sentTo()).toMatchObject([
		{
			method: 'POST',
			query: {},
			rawBody: '{"msg_type":"text","content":"{\\"text\\":\\"Still waiting\\"}"}',
			headers: { 'content-type': 'application/json; charset=utf-8' },
		},
	]);
});

test('a rich text, by the same fields as a bot message', async () => {
	await send({
		messageType: 'post',
		postTitle: 'Reminder',
		postElements: { element: [{ type: 'text', text: 'Due' }] },
	});
	expect(bench.emulator.inbox.messages).toMatchObject([
		{
			msgType: 'post',
			content: {
				post: { zh_cn: { title: 'Reminder', content: [[{ tag: 'text', text: 'Due' }]] } },
			},
		},
	]);
});

test('it needs no scope for reading', async () => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = ['helpdesk:all'];
	expect((await send()).status).toBe('success');
});

test('an image and a card are no choice of a ticket', async () => {
	for (const messageType of ['image', 'interactive'])
		expect(errorOf(await send({ messageType }))).toMatchObject({
			message: "'Message Type' has a value that does not exist",
		});
	expect(sentTo()).toEqual([]);
});

test('The Receiver is nobody here', async () => {
	const mentions = { mention: [{ who: 'receiver', position: 'before' }] };
	expect(errorOf(await send({ mentions }))).toMatchObject({
		message: "'Who' is The Receiver, and a ticket has none",
	});
	const guest = {
		who: 'person',
		person: by('email', 'lin.xiaoyu@example.com'),
		position: 'before',
	};
	expect((await send({ mentions: { mention: [guest] } })).status).toBe('success');
	expect(bench.emulator.inbox.messages).toMatchObject([
		{ content: { text: `<at user_id="${bench.openId('林晓雨')}"></at> Still waiting` } },
	]);
});

test('a key is for one ticket: each gets the message once, also in a later execution', async () => {
	const other = bench.emulator.tickets.create({ guest: '陈思远' }).ticketId;
	const items = [{ id: ticketId }, { id: other }];
	const parameters = {
		ticketId: by('id', '={{ $json.id }}'),
		options: { deduplicationKey: `today ${ticketId}` },
	};
	await send(parameters, items);
	const again = await send(parameters, items);
	expect(bench.emulator.inbox.messages).toHaveLength(2);
	expect(outputOf(again)[0]).toMatchObject([
		{ json: { skipped: true, deduplication_key: `today ${ticketId}`, ticket_id: ticketId } },
		{ json: { skipped: true, ticket_id: other } },
	]);
});

test('a dry run sends nothing and shows the request', async () => {
	const run = await send({ options: { dryRun: true } });
	expect(outputOf(run)[0]).toEqual([
		{
			json: {
				dryRun: true,
				preview: 'Still waiting',
				msg_type: 'text',
				ticket_id: ticketId,
				sent_to: 'ticket',
				request: {
					method: 'POST',
					url: `${bench.emulator.url}${TICKETS_PATH}/${ticketId}/messages`,
					query: {},
					body: { msg_type: 'text', content: { text: 'Still waiting' } },
				},
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('a closed ticket, between two that are open: HTTP 401 is no reason to fetch a token and send again', async () => {
	const closed = bench.emulator.tickets.create({
		guest: '陈思远',
		status: 'closedByAgent',
	}).ticketId;
	const other = bench.emulator.tickets.create({ guest: '赵敏' }).ticketId;
	const run = await send(
		{ ticketId: by('id', '={{ $json.id }}') },
		[{ id: ticketId }, { id: closed }, { id: other }],
		{ onError: 'continueErrorOutput' },
	);
	expect(outputOf(run)[0]).toMatchObject([
		{ json: { ticket_id: ticketId }, pairedItem: { item: 0 } },
		{ json: { ticket_id: other }, pairedItem: { item: 2 } },
	]);
	expect(outputOf(run)[1]).toMatchObject([
		{
			json: {
				id: closed,
				error: `The ticket is closed already: ${closed}`,
				details: { kind: 'refused', code: 154401, httpStatus: 401, field: 'ticketId' },
			},
			pairedItem: { item: 1 },
		},
	]);
	expect(sentTo(closed)).toHaveLength(1);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
});

test.each([
	['154403', { status: 401, body: { code: 154403 } }, /^Feishu found a bad link in the message/],
	['154004', { status: 404, body: { code: 154004 } }, /^Feishu did not find the ticket: /],
	['154003', { status: 403, body: { code: 154003 } }, /^The app may not write into this ticket/],
	['154000', { status: 400, body: { code: 154000 } }, /^Feishu found the request invalid/],
])('%s is explained', async (_code, answer, message) => {
	bench.emulator.faults.add({ on: 'ticketMessage', kind: 'answer', ...answer });
	const error = errorOf(await send());
	expect(error.message).toMatch(message);
	expect(`${error.message} ${String(error.description)}`).not.toMatch(
		/ticket in progress|receiver/,
	);
});

test('an answer that is lost is unclear; it is not sent again, nor by a retry', async () => {
	bench.emulator.faults.add({ on: 'ticketMessage', kind: 'dropAfterDelivery' });
	const run = await send({}, [{}], {
		onError: 'continueRegularOutput',
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 1,
	});
	expect(outputOf(run)[0]).toMatchObject([{ json: { details: { kind: 'unknown' } } }]);
	expect(bench.emulator.inbox.messages).toHaveLength(1);
});

test('messages into one ticket keep their order', async () => {
	await send(
		{ text: '={{ $json.n }}' },
		[1, 2, 3, 4, 5].map((n) => ({ n: String(n) })),
	);
	expect(bench.emulator.inbox.messages.map(({ content }) => content)).toEqual(
		[1, 2, 3, 4, 5].map((n) => ({ text: String(n) })),
	);
});

describe('reading them', () => {
	const read = async (parameters: IDataObject = {}) =>
		await bench.engine.run(
			helpdesk({
				resource: 'ticketMessage',
				operation: 'getAll',
				ticketId: by('id', ticketId),
				...parameters,
			}),
			bench.credential(),
		);

	test('the oldest first, with text and moment', async () => {
		const at = Date.UTC(2026, 9, 1);
		bench.emulator.tickets.change(ticketId, {
			agents: ['Grace Kim'],
			messages: [
				{ from: 'guest', text: 'VPN is down', at },
				{ from: 'agent', text: 'Restart it', at: at + 60_000 },
			],
		});
		await send();
		const items = outputOf(await read())[0];
		expect(items).toMatchObject([
			{
				json: {
					ticket_id: ticketId,
					message_type: 'text',
					text: 'VPN is down',
					user_id: bench.openId('林晓雨'),
					created_at: at,
					created_at_iso: '2026-10-01T00:00:00.000Z',
				},
				pairedItem: { item: 0 },
			},
			{ json: { text: 'Restart it' } },
			{ json: { text: 'Still waiting' } },
		]);
	});

	test('several pages, and a limit', async () => {
		bench.emulator.tickets.change(ticketId, {
			messages: Array.from({ length: 450 }, (_, i) => ({ from: 'guest' as const, text: `${i}` })),
		});
		const items = outputOf(await read({ returnAll: true }))[0] ?? [];
		expect(new Set(items.map(({ json }) => json.text)).size).toBe(450);
		expect(items).toHaveLength(450);
		expect(outputOf(await read({ limit: 7 }))[0]).toHaveLength(7);
	});
});
