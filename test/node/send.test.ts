/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets -- waits for sockets; names a picture of the emulator */
import {
	MESSAGE_PATH,
	TOKEN_PATH,
	errorOf,
	outputOf,
	requestsTo,
	setUp,
	workflowOf,
	type Bench,
} from './setup';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(() => bench.emulator.close());

const card = {
	header: { title: { tag: 'plain_text', content: '提醒 "now"' } },
	elements: [{ tag: 'markdown', content: 'Due **Friday**' }],
};
const locales = {
	zh_cn: {
		title: '提醒',
		content: [[{ tag: 'text', text: 'line 1' }], [{ tag: 'text', text: '"quoted" \\ 🎉' }]],
	},
};

describe('every message type arrives as written', () => {
	test.each<[string, object, object]>([
		[
			'text',
			{ text: 'He said "now"\n第二行 🎉 \u2028 <b>&amp;' },
			{ text: 'He said "now"\n第二行 🎉 \u2028 <b>&amp;' },
		],
		[
			'post',
			{ messageType: 'post', postInput: 'json', postJson: JSON.stringify(locales) },
			{ post: locales },
		],
		[
			'post',
			{ messageType: 'post', postInput: 'json', postJson: '={{ $json.locales }}' },
			{ post: locales },
		],
		[
			'interactive',
			{ messageType: 'interactive', cardInput: 'json', cardJson: JSON.stringify(card) },
			card,
		],
		[
			'interactive',
			{ messageType: 'interactive', cardInput: 'json', cardJson: '={{ $json.card }}' },
			card,
		],
		[
			'interactive',
			{
				messageType: 'interactive',
				cardInput: 'template',
				cardTemplateId: 'AAqEmulatorDemo1',
				cardTemplateVersion: '1.0.0',
				cardTemplateVariables: '={{ { name: $json.name } }}',
			},
			{
				type: 'template',
				data: {
					template_id: 'AAqEmulatorDemo1',
					template_version_name: '1.0.0',
					template_variable: { name: 'Li "Hua"' },
				},
			},
		],
	])('%s %j', async (msgType, parameters, content) => {
		const receiverId = bench.openId('林晓雨');
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', receiverId), ...parameters }, [
				{ card, locales, name: 'Li "Hua"' },
			]),
			bench.credential(),
		);
		expect(run.status).toBe('success');
		const [message, ...others] = bench.emulator.inbox.messages;
		expect(others).toEqual([]);
		expect(message).toMatchObject({
			msgType,
			content,
			receiverId,
			receiveType: 'chat',
			receiver: { name: '林晓雨' },
		});
		expect(outputOf(run)).toEqual([
			[
				{
					json: {
						message_id: message?.id,
						msg_type: msgType,
						receiver_id: receiverId,
						receive_type: 'chat',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	test('image', async () => {
		const imageKey = 'img_v2_emulator-demo-chart';
		const run = await bench.engine.run(
			workflowOf({
				receiver: by('id', bench.openId('赵敏')),
				messageType: 'image',
				imageSource: 'imageKey',
				imageKey,
			}),
			bench.credential(),
		);
		expect(run.status).toBe('success');
		expect(bench.emulator.inbox.messages).toMatchObject([
			{ msgType: 'image', content: { image_key: imageKey } },
		]);
	});
});

test('the request on the wire, whole', async () => {
	const receiverId = bench.openId('林晓雨');
	const store = bench.credential();
	await bench.engine.run(
		workflowOf({ receiver: by('id', receiverId), text: 'hi', receiveType: 'user' }),
		store,
	);
	const [request] = requestsTo(bench.emulator, MESSAGE_PATH);
	const { helpdeskId, helpdeskToken, accessToken } = store.credential ?? {};
	expect(request).toMatchObject({
		method: 'POST',
		path: '/open-apis/helpdesk/v1/message',
		query: { user_id_type: 'open_id' },
		rawBody: `{"msg_type":"text","content":"{\\"text\\":\\"hi\\"}","receiver_id":"${receiverId}","receive_type":"user"}`,
		headers: {
			authorization: `Bearer ${String(accessToken)}`,
			'x-lark-helpdesk-authorization': Buffer.from(
				`${String(helpdeskId)}:${String(helpdeskToken)}`,
			).toString('base64'),
			'content-type': 'application/json; charset=utf-8',
		},
	});
	expect(accessToken).toMatch(/^t-/);
});

test.each([
	['list', 'open_id'],
	['id', 'open_id'],
	['union_id', 'union_id'],
	['user_id', 'user_id'],
] as const)('a receiver by %s', async (mode, receiverIdType) => {
	const person = bench.emulator.world.people[4];
	const receiverId = {
		open_id: String(person?.openId),
		union_id: person?.unionId,
		user_id: person?.userId,
	}[receiverIdType];
	const run = await bench.engine.run(
		workflowOf({ receiver: by(mode, receiverId), text: 'hi' }),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(bench.emulator.inbox.messages).toMatchObject([
		{ receiver: { name: person?.name }, receiverIdType, receiverId },
	]);
});

test('expressions are resolved per item, and each output item is paired with its input', async () => {
	const names = ['林晓雨', '陈思远', 'Amelia Wright'];
	const items = names.map((name, index) => ({
		name,
		to: bench.openId(name),
		via: index === 1 ? 'user' : 'chat',
	}));
	const run = await bench.engine.run(
		workflowOf(
			{
				receiver: by('id', '={{ $json.to }}'),
				receiveType: '={{ $json.via }}',
				text: '={{ $json.name }}, please answer by {{ "Friday" }}.',
			},
			items,
		),
		bench.credential(),
	);
	expect(bench.emulator.inbox.messages).toHaveLength(3);
	// Several are on their way at once: who comes first is not promised.
	const messages = names.map((name) =>
		bench.emulator.inbox.messages.find(({ receiver }) => receiver.name === name),
	);
	expect(
		messages.map((message) => [message?.receiver.name, message?.content, message?.receiveType]),
	).toEqual([
		['林晓雨', { text: '林晓雨, please answer by Friday.' }, 'chat'],
		['陈思远', { text: '陈思远, please answer by Friday.' }, 'user'],
		['Amelia Wright', { text: 'Amelia Wright, please answer by Friday.' }, 'chat'],
	]);
	expect(outputOf(run)).toEqual([
		items.map(({ to, via }, item) => ({
			json: {
				message_id: messages[item]?.id,
				msg_type: 'text',
				receiver_id: to,
				receive_type: via,
			},
			pairedItem: { item },
		})),
	]);
});

test.each([
	['={{ DateTime.fromISO("2026-01-02T03:04:05Z").toUTC() }}', '2026-01-02T03:04:05.000Z'],
	['={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
	['={{ 1.5 }}', '1.5'],
	['={{ true }}', 'true'],
])('what an expression gives is written out: %s', async (text, written) => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text }),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(bench.emulator.inbox.messages).toMatchObject([{ content: { text: written } }]);
});

test.each([
	['={{ DateTime.fromISO("nonsense") }}', "'Text' is not a valid date"],
	['={{ 0 / 0 }}', "'Text' is not a valid number"],
	['={{ null }}', "'Text' is empty"],
	['={{ [{ a: 1 }] }}', "'Text' is a list of objects, not text"],
	['={{ { a: 1 } }}', "'Text' is an object, not text"],
])('what is no text is refused: %s', async (text, message) => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text }),
		bench.credential(),
	);
	expect(errorOf(run)).toMatchObject({ message });
});

test('no items, no requests', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_1'), text: 'x' }, []),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('20 items with a cold credential take one token request', async () => {
	const run = await bench.engine.run(
		workflowOf(
			{ receiver: by('id', bench.openId('赵敏')), text: '={{ $itemIndex }}' },
			Array.from({ length: 20 }, () => ({})),
		),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	expect(bench.emulator.inbox.messages.map(({ content }) => content)).toEqual(
		Array.from({ length: 20 }, (_, i) => ({ text: String(i) })),
	);
});

test('a request without an answer ends after the timeout, as one that may have been delivered', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'stall', deliver: true });
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x', options: { timeout: 1 } }),
		bench.credential(),
	);
	expect(errorOf(run)).toMatchObject({
		message: `The message to ${bench.openId('赵敏')} may have been delivered; check the chat before sending again`,
		description: 'No answer of Feishu was seen, because no answer came in time.',
	});
	expect(bench.emulator.inbox.messages).toHaveLength(1);
});

test('stopping the execution stops sending', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'stall', skip: 1 });
	const { inbox } = bench.emulator;
	const items = Array.from({ length: 5 }, () => ({}));
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }, items, {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
		(execution) => {
			const poll = () =>
				requestsTo(bench.emulator, MESSAGE_PATH).length === 2
					? execution.cancel()
					: void setImmediate(poll);
			poll();
		},
	);
	expect(run.status).toBe('canceled');
	await new Promise((resolve) => setImmediate(resolve));
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(2);
	expect(inbox.messages).toHaveLength(1);
	const kinds = outputOf(run)[0]?.map(
		({ json }) => (json.details as { kind?: string } | undefined)?.kind ?? json.msg_type,
	);
	expect(kinds).toEqual(['text', 'unknown', 'notTried', 'notTried', 'notTried']);
});
