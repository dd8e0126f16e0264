/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- the key of a picture of the emulator is no secret */
import { demoPictures } from '../../emulator/pictures/demoPictures';
import type { ReceivedRequest } from '../../emulator/server';
import { messageTypes } from '../../nodes/shared/messageTypes';
import { MESSAGE_PATH, requestsTo, TOKEN_PATH } from '../node/setup';
import { messages, type Names } from './messages';
import { nodeOf } from './node';
import { sdkOf, type Receiving, type Sdk } from './sdk';
import { emulatorTarget } from './target';

// Feishu's own client and our node say the same: each request is compared as the emulator received it.

const IMAGE_PATH = '/open-apis/im/v1/images';
const LOOK_UP_PATH = '/open-apis/contact/v3/users/batch_get_id';

let target: Awaited<ReturnType<typeof emulatorTarget>>;
let sdk: Sdk;
let node: Awaited<ReturnType<typeof nodeOf>>;
let names: Names;
let helpdeskCredential: string;
// A Feishu of its own for each test: our node keeps its token as long as the process lives.
beforeEach(async () => {
	target = await emulatorTarget();
	sdk = sdkOf(target);
	node = await nodeOf(target);
	helpdeskCredential = Buffer.from(`${target.helpdeskId}:${target.helpdeskToken}`).toString(
		'base64',
	);
	names = {
		receiver: target.receiver,
		imageKey: 'img_v2_emulator-demo-chart',
		templateId: target.templateId,
	};
});
afterEach(() => target.close());

const byChat = (): Receiving => ({
	receiverId: target.receiver,
	receiverIdType: 'open_id',
	receiveType: 'chat',
});

/** The only two requests to this path: the SDK's, then the node's. */
function bothRequests(path: string): [ReceivedRequest, ReceivedRequest] {
	const [bySdk, byNode, ...others] = requestsTo(target.emulator, path);
	if (!bySdk || !byNode || others.length > 0) throw new TypeError(`Not two requests to ${path}`);
	return [bySdk, byNode];
}

/** Together with the header content-length, which counts bytes, an equal rawBody means equal bytes. */
const withoutHeaders = ({ method, path, query, rawBody, body }: ReceivedRequest) => ({
	method,
	path,
	query,
	rawBody,
	body,
});

/** `connection` is about the socket, not about the request: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
function headerDifferences([bySdk, byNode]: [ReceivedRequest, ReceivedRequest]) {
	const named = [...new Set([...Object.keys(bySdk.headers), ...Object.keys(byNode.headers)])];
	const different = named.filter(
		(name) => name !== 'connection' && bySdk.headers[name] !== byNode.headers[name],
	);
	return Object.fromEntries(
		different.map((name) => [name, { sdk: bySdk.headers[name], node: byNode.headers[name] }]),
	);
}

const userAgent = { sdk: expect.stringMatching(/^oapi-node-sdk\//) as string, node: 'n8n' };
// The bot message's document fixes the charset; the SDK leaves it out.
const contentType = { sdk: 'application/json', node: 'application/json; charset=utf-8' };

function expectSameMessage() {
	const both = bothRequests(MESSAGE_PATH);
	expect(withoutHeaders(both[1])).toEqual(withoutHeaders(both[0]));
	expect(headerDifferences(both)).toEqual({
		'user-agent': userAgent,
		'content-type': contentType,
		// The document and all other official SDKs have no "Bearer" here.
		'x-lark-helpdesk-authorization': {
			sdk: `Bearer ${helpdeskCredential}`,
			node: helpdeskCredential,
		},
	});
}

test('every message type is among the messages', () => {
	expect(new Set(messages.map(({ msgType }) => msgType))).toEqual(
		new Set(messageTypes.map(({ value }) => value)),
	);
});

test.each(messages)('the message: $name', async (message) => {
	await sdk.send(message, names, byChat());
	await node.send(message, names, byChat());
	expectSameMessage();
});

test.each(['open_id', 'union_id', 'user_id'] as const)(
	'the receiver, by %s',
	async (receiverIdType) => {
		const [person] = target.emulator.world.people;
		const receiverId =
			{ open_id: String(person?.openId), union_id: person?.unionId, user_id: person?.userId }[
				receiverIdType
			] ?? '';
		const [message] = messages;
		if (!message) throw new TypeError('There are no messages');
		for (const client of [sdk, node])
			await client.send(message, names, { receiverId, receiverIdType, receiveType: 'user' });
		expectSameMessage();
		expect(target.emulator.inbox.messages).toMatchObject([
			{ receiverIdType, receiverId },
			{ receiverIdType, receiverId },
		]);
	},
);

test('the call for a token', async () => {
	await sdk.token();
	await node.sendTo(target.email ?? '', 'x');
	const both = bothRequests(TOKEN_PATH);
	expect(withoutHeaders(both[1])).toEqual(withoutHeaders(both[0]));
	expect(headerDifferences(both)).toEqual({ 'user-agent': userAgent });
});

test('looking somebody up', async () => {
	await sdk.lookUp([target.email ?? '']);
	await node.sendTo(target.email ?? '', 'x');
	const both = bothRequests(LOOK_UP_PATH);
	expect(withoutHeaders(both[1])).toEqual(withoutHeaders(both[0]));
	expect(headerDifferences(both)).toEqual({
		'user-agent': userAgent,
		'content-type': contentType,
		// n8n's credential authenticates every call in the same way.
		'x-lark-helpdesk-authorization': { sdk: undefined, node: helpdeskCredential },
	});
});

test('an uploaded picture', async () => {
	const picture = demoPictures['img_v2_emulator-demo-chart']?.() ?? Buffer.alloc(0);
	await sdk.upload(picture);
	await node.sendPicture(picture, byChat());
	const both = bothRequests(IMAGE_PATH);
	const formOf = ({ body }: ReceivedRequest) =>
		(body as { multipart: Array<Record<string, unknown>> }).multipart;
	const [bySdk, byNode] = both.map(formOf);
	// The SDK gives the file no name; the samples of the document do.
	expect(
		bySdk?.map((part) => (part.name === 'image' ? { ...part, filename: 'image' } : part)),
	).toEqual(byNode);
	expect(headerDifferences(both)).toMatchObject({
		'content-type': {
			sdk: expect.stringMatching(/^multipart\/form-data; boundary=/) as string,
			node: expect.stringMatching(/^multipart\/form-data; boundary=/) as string,
		},
		'user-agent': userAgent,
		'x-lark-helpdesk-authorization': { sdk: undefined, node: helpdeskCredential },
	});
	const [message] = target.emulator.inbox.messages;
	const { image_key: imageKey } = message?.content as { image_key: string };
	const stored = await fetch(`${target.baseUrl}/_emulator/images/${imageKey}`);
	expect(Buffer.from(await stored.arrayBuffer())).toEqual(picture);
});

describe('tickets', () => {
	const path = '/open-apis/helpdesk/v1/tickets';
	let ticketId: string;
	beforeEach(() => {
		({ ticketId } = target.emulator.tickets.create({ guest: target.receiver }));
	});

	/** The same, but for the order of the parameters, which means nothing. */
	function expectSameReading(of: string) {
		const both = bothRequests(of);
		expect(withoutHeaders(both[1])).toEqual(withoutHeaders(both[0]));
		expect(headerDifferences(both)).toMatchObject({
			'user-agent': userAgent,
			'x-lark-helpdesk-authorization': {
				sdk: `Bearer ${helpdeskCredential}`,
				node: helpdeskCredential,
			},
		});
	}

	test('searching them: lists repeat their name', async () => {
		await sdk.findTickets({
			guest_id: target.receiver,
			status_list: [1, 2, 3, 4, 5],
			tags: ['a', 'b'],
			create_time_start: 1_700_000_000_000,
			create_time_end: 1_800_000_000_000,
			page: 1,
			page_size: 50,
		});
		await node.helpdesk({
			resource: 'ticket',
			operation: 'getAll',
			filters: {
				guest: { __rl: true, mode: 'id', value: target.receiver },
				status: ['open'],
				tags: 'a, b',
				createdAfter: '1700000000000',
				createdBefore: '1800000000000',
			},
		});
		expectSameReading(path);
	});

	test('one of them', async () => {
		await sdk.getTicket(ticketId);
		await node.helpdesk({
			resource: 'ticket',
			operation: 'get',
			ticketId: { __rl: true, mode: 'id', value: ticketId },
		});
		expectSameReading(`${path}/${ticketId}`);
	});

	test('the messages of one', async () => {
		await sdk.listMessages(ticketId);
		await node.helpdesk({
			resource: 'ticketMessage',
			operation: 'getAll',
			ticketId: { __rl: true, mode: 'id', value: ticketId },
		});
		expectSameReading(`${path}/${ticketId}/messages`);
	});

	test('a message into one', async () => {
		await sdk.sendIntoTicket(ticketId, 'text', { text: '你好 "x"' });
		await node.helpdesk({
			resource: 'ticketMessage',
			operation: 'send',
			ticketId: { __rl: true, mode: 'id', value: ticketId },
			text: '你好 "x"',
		});
		expectSameReading(`${path}/${ticketId}/messages`);
	});
});
