/** The option When a Ticket Is in Progress with Send Into the Ticket, and what is said of a group that refuses. */
import type { IDataObject } from 'n8n-workflow';

import type { TicketDraft } from '../../emulator/server';
import { by } from '../support/receiver';
import { crowd } from './crowd';
import {
	errorOf,
	MESSAGE_PATH,
	outputOf,
	requestsTo,
	setUp,
	workflowOf,
	type Bench,
} from './setup';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

const TICKETS_PATH = '/open-apis/helpdesk/v1/tickets';
const OPEN = ['1', '2', '3', '4', '5'];

let bench: Bench;
beforeEach(async () => {
	bench = await setUp({ world: crowd(10) });
	bench.emulator.tickets.clear();
});
afterEach(() => bench.emulator.close());

const open = (draft: Partial<TicketDraft> = {}) =>
	bench.emulator.tickets.create({ guest: 'Person 0', status: 'processing', ...draft }).ticketId;
const options = { ticketInProgress: 'ticket' };
const send = async (parameters: IDataObject = {}, items: IDataObject[] = [{}], settings = {}) =>
	await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_0'), text: 'x', options, ...parameters }, items, settings),
		bench.credential(),
	);
const goOn = { onError: 'continueRegularOutput' };
const firstOf = (run: Awaited<ReturnType<typeof send>>) => outputOf(run)[0]?.[0]?.json;
/** What was sent and read, in order, without tokens. */
const calls = () =>
	bench.emulator.inbox.requests
		.filter(({ path }) => path.includes('helpdesk'))
		.map(({ method, path, body }) => {
			const { receive_type: to } = (body ?? {}) as { receive_type?: string };
			return [method, path.replace('/open-apis/helpdesk/v1', ''), to].filter(Boolean).join(' ');
		});
const reached = () =>
	bench.emulator.inbox.messages.map(({ receiver, receiveType }) => [receiver.openId, receiveType]);
const noScope = () => (bench.emulator.world.apps[0]!.scopes = ['helpdesk:all']);

describe('a message goes into the ticket that is in progress', () => {
	test('the ticket is looked up first, so the group is not asked', async () => {
		const ticketId = open();
		const run = await send();
		expect(firstOf(run)).toEqual({
			message_id: expect.stringMatching(/^om_/),
			msg_type: 'text',
			receiver_id: 'ou_0',
			ticket_id: ticketId,
			sent_to: 'ticket',
			fallback_reason: `Ticket ${ticketId} is in progress (Processing)`,
		});
		expect(calls()).toEqual(['GET /tickets', `POST /tickets/${ticketId}/messages`]);
		const [search] = requestsTo(bench.emulator, TICKETS_PATH);
		expect(search?.query).toEqual({
			guest_id: 'ou_0',
			status_list: OPEN,
			page: '1',
			page_size: '50',
		});
		expect(bench.emulator.inbox.messages).toMatchObject([
			{ receiveType: 'ticket', ticket: { ticketId }, msgType: 'text', content: { text: 'x' } },
		]);
	});

	test('rich text too, which mentions the receiver by their Open ID', async () => {
		open();
		const run = await send({
			messageType: 'post',
			postTitle: 'Title',
			postElements: {
				element: [
					{ type: 'text', text: 'Hello', newParagraph: true },
					{ type: 'mention', who: 'receiver', newParagraph: false },
				],
			},
		});
		expect(run.status).toBe('success');
		const [message] = bench.emulator.inbox.messages;
		expect(message).toMatchObject({ receiveType: 'ticket', msgType: 'post' });
		expect(JSON.stringify(message?.content)).toContain('ou_0');
		expect(message?.mentions).toEqual({ ou_0: 'Person 0' });
	});

	test('by an e-mail address, which is looked up once', async () => {
		bench.emulator.world.people[0]!.email = 'zero@example.com';
		const ticketId = open();
		const run = await send({ receiver: by('email', 'zero@example.com') });
		expect(firstOf(run)).toMatchObject({
			receiver_id: 'ou_0',
			found_by: 'zero@example.com',
			ticket_id: ticketId,
		});
	});

	test.each(['newestFirst', 'oldestFirst', 'shuffled'] as const)(
		'of several the newest, in whatever order they come: %s',
		async (order) => {
			bench.emulator.settings.ticketOrder = order;
			open({ at: 1_700_000_000_000 });
			const newest = open({ at: 1_700_000_003_000 });
			open({ at: 1_700_000_002_000 });
			expect(firstOf(await send())).toMatchObject({ ticket_id: newest });
		},
	);

	test.each([
		['is closed', { status: 'closedByAgent' }],
		['of somebody else', { guest: 'Person 1' }],
	] as const)('but not into one that %s', async (_, draft) => {
		open(draft);
		expect(firstOf(await send())).toMatchObject({ receive_type: 'chat', receiver_id: 'ou_0' });
		expect(calls()).toEqual(['GET /tickets', 'POST /message chat']);
	});

	test.each([
		['somebody else', { guest: { id: 'ou_1' }, status: 2 }],
		['nobody', { status: 2 }],
		['the receiver, but closed', { guest: { id: 'ou_0' }, status: 51 }],
		[
			'the receiver, with an ID that is none',
			{ ticket_id: '../1', guest: { id: 'ou_0' }, status: 2 },
		],
		[
			'the receiver, with an ID that is endless',
			{ ticket_id: '7'.repeat(101), guest: { id: 'ou_0' }, status: 2 },
		],
		['the receiver, of an unknown status', { guest: { id: 'ou_0' }, status: 7 }],
	])('whatever a search gives: not into one of %s', async (_, ticket) => {
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 200,
			body: {
				code: 0,
				data: { total: 1, tickets: [{ ticket_id: '7300000000000000001', ...ticket }] },
			},
		});
		expect(firstOf(await send())).toMatchObject({ receive_type: 'chat' });
		expect(bench.emulator.inbox.messages).toMatchObject([{ receiveType: 'chat' }]);
	});

	test('somebody without one gets it in the group, and so do others of the run', async () => {
		const ticketId = open();
		const run = await send({ receiver: by('id', '={{ $json.to }}') }, [
			{ to: 'ou_0' },
			{ to: 'ou_1' },
			{ to: 'ou_0' },
		]);
		expect(outputOf(run)[0]?.map(({ json }) => json.ticket_id ?? json.receive_type)).toEqual([
			ticketId,
			'chat',
			ticketId,
		]);
	});

	test("it does not count in the quota of bot messages, which is not the ticket's", async () => {
		for (const guest of ['Person 0', 'Person 1', 'Person 2']) open({ guest });
		const run = await send(
			{
				receiver: by('id', '={{ $json.to }}'),
				options: { ...options, messagesPerMinute: 1, maxWait: 0 },
			},
			[{ to: 'ou_0' }, { to: 'ou_1' }, { to: 'ou_2' }],
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.sent_to)).toEqual(Array(3).fill('ticket'));
	});

	test('Private Chat in Send To has no use for it, and reads nothing', async () => {
		open();
		expect(firstOf(await send({ receiveType: 'user' }))).toMatchObject({ receive_type: 'user' });
		expect(calls()).toEqual(['POST /message user']);
	});

	test('a card goes to the private chat, and the output says why', async () => {
		const ticketId = open();
		const run = await send({
			messageType: 'interactive',
			cardInput: 'json',
			cardJson: JSON.stringify({ elements: [{ tag: 'hr' }] }),
		});
		expect(firstOf(run)).toMatchObject({
			msg_type: 'interactive',
			receive_type: 'user',
			fallback_reason: `Ticket ${ticketId} is in progress (Processing), and a ticket takes only text and rich text`,
		});
		expect(calls()).toEqual(['GET /tickets', 'POST /message user']);
	});

	test('a dry run looks, and shows where it would go', async () => {
		const ticketId = open();
		const run = await send({ options: { ...options, dryRun: true } });
		expect(firstOf(run)).toMatchObject({
			dryRun: true,
			receiver_id: 'ou_0',
			ticket_id: ticketId,
			sent_to: 'ticket',
			request: {
				method: 'POST',
				url: `${bench.emulator.url}/open-apis/helpdesk/v1/tickets/${ticketId}/messages`,
				body: { msg_type: 'text', content: { text: 'x' } },
			},
		});
		expect(calls()).toEqual(['GET /tickets']);
	});

	test('the deduplication key is that of the person, whichever way the message took', async () => {
		const keyed = { options: { ...options, deduplicationKey: 'today' } };
		const ticketId = open();
		const workflow = { receiver: by('id', 'ou_0'), text: 'x', ...keyed };
		const credential = bench.credential();
		const go = async () => await bench.engine.run(workflowOf(workflow), credential);
		expect(firstOf(await go())).toMatchObject({ ticket_id: ticketId });
		bench.emulator.tickets.change(ticketId, { status: 'closedByAgent' });
		expect(firstOf(await go())).toEqual({
			skipped: true,
			deduplication_key: 'today',
			receiver_id: 'ou_0',
		});
		expect(bench.emulator.inbox.messages).toHaveLength(1);
	});
});

describe('nothing twice', () => {
	test('a ticket that was closed meanwhile: back to the group, which takes it again', async () => {
		const ticketId = open();
		bench.emulator.faults.add({
			on: 'ticketMessage',
			kind: 'answer',
			status: 401,
			body: { code: 154401, msg: 'Ticket already be closed' },
		});
		bench.emulator.inbox.events.on('request', ({ path }) => {
			if (path === TICKETS_PATH)
				bench.emulator.tickets.change(ticketId, { status: 'closedByUser' });
		});
		const run = await send();
		expect(firstOf(run)).toEqual({
			message_id: expect.stringMatching(/^om_/),
			msg_type: 'text',
			receiver_id: 'ou_0',
			receive_type: 'chat',
		});
		expect(calls()).toEqual([
			'GET /tickets',
			`POST /tickets/${ticketId}/messages`,
			'POST /message chat',
		]);
		expect(reached()).toEqual([['ou_0', 'chat']]);
	});

	test.each([
		['no answer', { kind: 'dropAfterDelivery' } as const, 1],
		[
			'an internal error',
			{ kind: 'answer', status: 500, body: { code: 155000 }, deliver: true } as const,
			1,
		],
		['half an answer', { kind: 'garbage' } as const, 1],
		['a connection that breaks before', { kind: 'dropBeforeDelivery' } as const, 0],
	])('%s from the ticket is followed by no second way', async (_, fault, delivered) => {
		const ticketId = open();
		bench.emulator.faults.add({ on: 'ticketMessage', ...fault });
		const run = await send({}, [{}], goOn);
		expect(firstOf(run)).toMatchObject({
			error: `The message to ou_0 may have been delivered; check ticket ${ticketId} before sending again`,
			details: { kind: 'unknown', receiver: 'ou_0', ticketId, ticketStatus: 'Processing' },
		});
		expect(calls()).toEqual(['GET /tickets', `POST /tickets/${ticketId}/messages`]);
		expect(bench.emulator.inbox.messages).toHaveLength(delivered);
	});

	test('an unclear answer, then a closed ticket: with Resend When Unclear it stays unclear', async () => {
		const ticketId = open();
		bench.emulator.faults.add({ on: 'ticketMessage', kind: 'dropAfterDelivery' });
		bench.emulator.faults.add({
			on: 'ticketMessage',
			kind: 'answer',
			status: 401,
			body: { code: 154401 },
		});
		const run = await send({ options: { ...options, resendUnknown: true } }, [{}], goOn);
		expect(firstOf(run)).toMatchObject({ details: { kind: 'unknown' } });
		expect(calls()).toEqual([
			'GET /tickets',
			`POST /tickets/${ticketId}/messages`,
			`POST /tickets/${ticketId}/messages`,
		]);
		expect(reached()).toEqual([['ou_0', 'ticket']]);
	});

	test.each([
		['a bad link', 401, 154403, 'refused', 'Feishu found a bad link in the message'],
		['a helpdesk that is wrong', 401, 154001, 'credential', 'Feishu refused the helpdesk'],
	])('%s fails as what it is', async (_, status, code, kind, title) => {
		open();
		bench.emulator.faults.add({ on: 'ticketMessage', kind: 'answer', status, body: { code } });
		const run = await send({}, [{}], goOn);
		expect(firstOf(run)?.error).toContain(title);
		expect(firstOf(run)).toMatchObject({ details: { kind, code, httpStatus: status } });
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
	});

	test('what the ticket refuses without a reason is said of the ticket, not of the group', async () => {
		open();
		bench.emulator.faults.add({
			on: 'ticketMessage',
			kind: 'answer',
			status: 400,
			body: { code: 154000 },
		});
		const { message, description } = errorOf(await send());
		expect(message).toBe('Feishu found the request invalid (message to ou_0)');
		expect(description).toContain('Check the message content and the ticket.');
		expect(requestsTo(bench.emulator, TICKETS_PATH)).toHaveLength(1);
	});

	test('HTTP 401 fetches no token and sends nothing again', async () => {
		const ticketId = open();
		bench.emulator.faults.add({
			on: 'ticketMessage',
			kind: 'answer',
			status: 401,
			body: { code: 154403 },
		});
		await send({}, [{}], goOn);
		expect(bench.emulator.inbox.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
			'internal',
			'tickets',
			'messages',
		]);
		expect(bench.emulator.tickets.find(ticketId)).toBeDefined();
	});

	test('a retry of n8n does not send again what may be in the ticket', async () => {
		open();
		bench.emulator.faults.add({ on: 'ticketMessage', kind: 'dropAfterDelivery' });
		await send({}, [{}], { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
		expect(bench.emulator.inbox.messages).toHaveLength(1);
	});
});

describe('tickets that cannot be read', () => {
	test('for want of the scope: messages go to the group, a hint says it, and the scope is asked for once', async () => {
		noScope();
		const items = Array.from({ length: 8 }, (_, i) => ({ to: `ou_${i}` }));
		const run = await send({ receiver: by('id', '={{ $json.to }}') }, items);
		expect(outputOf(run)[0]?.map(({ json }) => json.receive_type)).toEqual(Array(8).fill('chat'));
		expect(requestsTo(bench.emulator, TICKETS_PATH)).toHaveLength(1);
		expect(run.data.resultData.runData.Send?.[0]?.hints).toEqual([
			{
				message:
					"The receivers' tickets could not be read, so no message went into one. 'Send Into the Ticket' needs the scope helpdesk:all:readonly.",
				location: 'outputPane',
			},
		]);
	});

	test('what keeps one search from an answer holds for nobody else', async () => {
		const ticketId = open({ guest: 'Person 1' });
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 400,
			body: { code: 154000 },
		});
		const run = await send({ receiver: by('id', '={{ $json.to }}') }, [
			{ to: 'ou_0' },
			{ to: 'ou_1' },
		]);
		expect(outputOf(run)[0]?.map(({ json }) => json.ticket_id ?? json.receive_type)).toEqual([
			'chat',
			ticketId,
		]);
		expect(run.data.resultData.runData.Send?.[0]?.hints).toEqual([]);
	});

	test('for another reason than the scope: no hint at the scope', async () => {
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 401,
			body: { code: 154001 },
		});
		const run = await send();
		expect(firstOf(run)).toMatchObject({ receive_type: 'chat' });
		expect(run.data.resultData.runData.Send?.[0]?.hints).toEqual([]);
	});

	test('for want of the scope, and the group refuses: the error names the scope', async () => {
		noScope();
		open();
		const run = await send();
		expect(errorOf(run).message).toBe(
			'Feishu found the request invalid; ou_0 may have a ticket in progress',
		);
		expect(errorOf(run).description).toContain(
			'Whether there is one could not be read, because the app lacks the scope helpdesk:all:readonly.',
		);
		expect(calls()).toEqual(['GET /tickets', 'POST /message chat']);
	});

	test.each([
		['500', { kind: 'answer', status: 500, body: { code: 155000 }, times: 3 } as const, 3],
		['a bad request', { kind: 'answer', status: 400, body: { code: 154000 } } as const, 1],
		[
			'no list',
			{ kind: 'answer', status: 200, body: { code: 0, data: { tickets: 5 } }, times: 3 } as const,
			3,
		],
	])(
		'for %s: reading decides nothing, the group does',
		async (_, fault, times) => {
			bench.emulator.faults.add({ on: 'tickets', ...fault });
			expect(firstOf(await send())).toMatchObject({ receive_type: 'chat' });
			expect(requestsTo(bench.emulator, TICKETS_PATH)).toHaveLength(times);
		},
		30_000,
	);

	test.each(['union_id', 'user_id'])('by %s: refused before anything is sent', async (mode) => {
		const { unionId, userId } = bench.emulator.world.people[0]!;
		const run = await send({ receiver: by(mode, mode === 'union_id' ? unionId : userId) });
		expect(errorOf(run).message).toMatch(
			/^'Receiver' is known by .+, by which their ticket cannot be found$/,
		);
		expect(errorOf(run).description).toContain("For 'Send Into the Ticket' enter an Open ID");
		expect(bench.emulator.inbox.requests).toEqual([]);
	});
});

describe('certainty about a refused group', () => {
	const fail = { options: {} };

	test('nothing is read unless the group has refused', async () => {
		open();
		await send({ ...fail, receiver: by('id', 'ou_1') });
		expect(calls()).toEqual(['POST /message chat']);
	});

	test('a ticket in progress is told by number and status', async () => {
		const ticketId = open({ status: 'awaitingUser' });
		const run = await send(fail, [{}], goOn);
		expect(firstOf(run)).toMatchObject({
			error: `Feishu found the request invalid; ou_0 has a ticket in progress (${ticketId}, Awaiting User Response)`,
			details: {
				kind: 'refused',
				code: 154000,
				receiver: 'ou_0',
				ticketId,
				ticketStatus: 'Awaiting User Response',
			},
		});
		expect(calls()).toEqual(['POST /message chat', 'GET /tickets']);
	});

	test('that there is none is told as well', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154000 },
		});
		const run = await send(fail);
		expect(errorOf(run).message).toBe(
			'Feishu found the request invalid (message to ou_0, who has no ticket in progress)',
		);
		expect(errorOf(run).description).not.toContain('While a ticket is in progress');
	});

	test('a code that names its cause needs no reading', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154004 },
		});
		await send(fail);
		expect(calls()).toEqual(['POST /message chat']);
	});

	test('the others are sent before it is read, and each person is asked about once', async () => {
		open();
		open({ guest: 'Person 2' });
		const to = ['ou_0', 'ou_1', 'ou_0', 'ou_2', 'ou_3'];
		const run = await send(
			{ ...fail, receiver: by('id', '={{ $json.to }}') },
			to.map((id) => ({ to: id })),
			goOn,
		);
		expect(outputOf(run)[0]?.map(({ json }) => Boolean(json.details))).toEqual([
			true,
			false,
			true,
			true,
			false,
		]);
		expect(calls().slice(0, 5)).toEqual(Array(5).fill('POST /message chat'));
		expect(requestsTo(bench.emulator, TICKETS_PATH).map(({ query }) => query.guest_id)).toEqual([
			'ou_0',
			'ou_2',
		]);
	});

	test('without the scope it is asked once per run, and the errors say "may"', async () => {
		noScope();
		for (const guest of ['Person 0', 'Person 1', 'Person 2']) open({ guest });
		const run = await send(
			{ ...fail, receiver: by('id', '={{ $json.to }}') },
			[{ to: 'ou_0' }, { to: 'ou_1' }, { to: 'ou_2' }],
			goOn,
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.error)).toEqual(
			['ou_0', 'ou_1', 'ou_2'].map(
				(id) => `Feishu found the request invalid; ${id} may have a ticket in progress`,
			),
		);
		expect(requestsTo(bench.emulator, TICKETS_PATH)).toHaveLength(1);
		// Nobody has asked for messages into tickets.
		expect(run.data.resultData.runData.Send?.[0]?.hints).toEqual([]);
	});

	test.each([
		['meant for it', { receiveType: 'user' }, ['POST /message user']],
		[
			'that is the second way',
			{ options: { ticketInProgress: 'privateChat' } },
			['POST /message chat', 'POST /message user'],
		],
	])(
		'a private chat, %s, has no ticket in the way: nothing is read',
		async (_, parameters, made) => {
			bench.emulator.faults.add({
				on: 'message',
				kind: 'answer',
				status: 400,
				body: { code: 154000 },
				times: 2,
			});
			await send({ ...fail, ...parameters });
			expect(calls()).toEqual(made);
		},
	);

	test('the stop button: nothing is read afterwards, nor waited for', async () => {
		open();
		const workflow = workflowOf(
			{ receiver: by('id', '={{ $json.to }}'), text: 'x', options: { concurrency: 1 } },
			[{ to: 'ou_0' }, { to: 'ou_1' }],
			{ onError: 'continueRegularOutput' },
		);
		const stopAt = async (path: string, skip: number) => {
			let left = skip;
			bench.emulator.inbox.clear();
			const { events } = bench.emulator.inbox;
			await bench.engine.run(workflow, bench.credential(), (execution) => {
				const stop = (request: { path: string }) => {
					if (!request.path.endsWith(path) || left-- > 0) return;
					events.off('request', stop);
					execution.cancel();
				};
				events.on('request', stop);
			});
			// n8n does not wait for a node that was stopped: what it still does shows while others send.
			await send({ ...fail, receiver: by('id', 'ou_1') }, Array<IDataObject>(10).fill({}));
			return calls().filter((call) => call.startsWith('GET'));
		};
		bench.emulator.settings.latencyMs = 120;
		expect(await stopAt('/message', 1)).toEqual([]);
		bench.emulator.faults.add({
			on: 'tickets',
			kind: 'answer',
			status: 500,
			body: { code: 155000 },
			times: 9,
		});
		expect(await stopAt('/tickets', 0)).toEqual(['GET /tickets']);
	});

	test('a failure that ends the run is explained all the same', async () => {
		const ticketId = open();
		expect(errorOf(await send(fail)).message).toContain(`has a ticket in progress (${ticketId}`);
	});

	test('a retry of n8n knows it from the first try', async () => {
		const ticketId = open();
		const run = await send(fail, [{}], { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
		expect(errorOf(run).message).toContain(`has a ticket in progress (${ticketId}`);
		expect(calls()).toEqual(['POST /message chat', 'GET /tickets']);
	});

	test('by a Union ID nobody can be asked about', async () => {
		open();
		const { unionId } = bench.emulator.world.people[0]!;
		const run = await send({ ...fail, receiver: by('union_id', unionId) });
		expect(errorOf(run).message).toContain('may have a ticket in progress');
		expect(calls()).toEqual(['POST /message chat']);
	});
});
