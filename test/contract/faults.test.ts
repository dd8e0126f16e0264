import type { Fault, FaultKind } from '../../emulator/server';
import { messages, type Names } from './messages';
import { sdkOf, type Reading, type Receiving, type Sdk } from './sdk';
import { emulatorTarget } from './target';

// Feishu's own client reads what the emulator answers, whatever goes wrong.

let target: Awaited<ReturnType<typeof emulatorTarget>>;
let sdk: Sdk;
beforeEach(async () => {
	target = await emulatorTarget();
	sdk = sdkOf(target);
});
afterEach(() => target.close());

const [message] = messages;
const names: Names = { receiver: '', imageKey: '' };
const send = async () => {
	if (!message) throw new TypeError('There are no messages');
	const receiving: Receiving = {
		receiverId: target.receiver,
		receiverIdType: 'open_id',
		receiveType: 'user',
	};
	return await sdk.send(message, names, receiving);
};

const sent: Reading = {
	body: { code: 0, msg: 'success', data: { message_id: expect.stringMatching(/^om_/) as string } },
};
const tooMany = { code: 99991400, msg: 'request trigger frequency limit' };
const expired = {
	code: 99991663,
	msg: 'Invalid access token for authorization. Please make a request with token attached',
	error: {
		log_id: expect.stringMatching(/^\w{34}$/) as string,
		troubleshooter: expect.stringContaining('https://open.feishu.cn/search?') as string,
	},
};
const broken = { code: 155000, msg: 'Internal error' };
const withHeaders = (headers: object) =>
	expect.objectContaining(headers) as Record<string, unknown>;
const logId = withHeaders({ 'x-tt-logid': expect.stringMatching(/^\w{34}$/) as string });

interface Case {
	readonly fault: FaultKind;
	readonly reading: Reading;
	/** How many messages arrive all the same. */
	readonly delivered: 0 | 1;
}

/** Every kind of fault at the message; the type keeps the list complete. */
const cases: Record<FaultKind['kind'], readonly Case[]> = {
	rateLimited: [
		{
			fault: { kind: 'rateLimited', status: 429, reset: '52', retryAfter: '7' },
			reading: {
				status: 429,
				headers: withHeaders({
					'x-ogw-ratelimit-limit': '100',
					'x-ogw-ratelimit-reset': '52',
					'retry-after': '7',
				}),
				body: tooMany,
			},
			delivered: 0,
		},
		{
			fault: { kind: 'rateLimited', status: 400, reset: '52' },
			reading: {
				status: 400,
				headers: withHeaders({ 'x-ogw-ratelimit-reset': '52' }),
				body: tooMany,
			},
			delivered: 0,
		},
		// The SDK throws on a status only: its caller must look at the code, too.
		{ fault: { kind: 'rateLimited', status: 200 }, reading: { body: tooMany }, delivered: 0 },
	],
	tokenExpired: [
		{
			fault: { kind: 'tokenExpired', status: 400 },
			reading: { status: 400, headers: logId, body: expired },
			delivered: 0,
		},
		{
			fault: { kind: 'tokenExpired', status: 401 },
			reading: { status: 401, headers: logId, body: expired },
			delivered: 0,
		},
		{ fault: { kind: 'tokenExpired', status: 200 }, reading: { body: expired }, delivered: 0 },
	],
	answer: [
		{
			fault: { kind: 'answer', status: 500, body: broken, headers: { 'x-extra': 'yes' } },
			reading: { status: 500, headers: withHeaders({ 'x-extra': 'yes' }), body: broken },
			delivered: 0,
		},
		{
			fault: { kind: 'answer', status: 200, body: broken, deliver: true },
			reading: { body: broken },
			delivered: 1,
		},
		{
			fault: {
				kind: 'answer',
				status: 502,
				body: '<h1>Bad Gateway</h1>',
				headers: { 'content-type': 'text/html' },
			},
			reading: {
				status: 502,
				headers: withHeaders({ 'content-type': 'text/html' }),
				body: '<h1>Bad Gateway</h1>',
			},
			delivered: 0,
		},
	],
	dropBeforeDelivery: [
		{ fault: { kind: 'dropBeforeDelivery' }, reading: { lost: 'ECONNRESET' }, delivered: 0 },
	],
	dropAfterDelivery: [
		{ fault: { kind: 'dropAfterDelivery' }, reading: { lost: 'ECONNRESET' }, delivered: 1 },
	],
	stall: [
		{ fault: { kind: 'stall', ms: 20 }, reading: sent, delivered: 1 },
		{ fault: { kind: 'stall', ms: 20, deliver: true }, reading: sent, delivered: 1 },
	],
	garbage: [
		{
			fault: { kind: 'garbage' },
			reading: { body: expect.stringMatching(/^\{"code":0,"msg":"success","data":\{[^}]*$/) },
			delivered: 1,
		},
		{
			fault: { kind: 'garbage', deliver: false },
			reading: { body: expect.stringMatching(/^\{"code":0[^}]*$/) },
			delivered: 0,
		},
	],
};

describe.each(Object.values(cases).flat())('$fault', ({ fault, reading, delivered }) => {
	test('is read, and the next message goes through', async () => {
		target.emulator.faults.add({ on: 'message', ...fault });
		expect(await send()).toEqual(reading);
		expect(target.emulator.inbox.messages).toHaveLength(delivered);
		// The SDK keeps a refused token: only a new client asks for another.
		if (fault.kind === 'tokenExpired') sdk = sdkOf(target);
		expect(await send()).toEqual(sent);
		expect(target.emulator.inbox.messages).toHaveLength(delivered + 1);
	});
});

test('silence lasts until the SDK is cut off', async () => {
	const { faults, inbox } = target.emulator;
	faults.add({ on: 'message', kind: 'stall' });
	inbox.events.on('request', ({ fault }) => {
		if (fault === 'stall') void target.close();
	});
	expect(await send()).toEqual({ lost: 'ECONNRESET' });
});

describe('on the other calls', () => {
	const atStatus: FaultKind = { kind: 'answer', status: 500, body: broken };
	const at200: FaultKind = { kind: 'answer', status: 200, body: broken };
	const read: Reading = { status: 500, headers: logId, body: broken };

	test.each<[Fault['on'], FaultKind, (client: Sdk) => Promise<Reading>, Reading]>([
		['token', atStatus, async (client) => await client.token(), read],
		[
			'token',
			at200,
			async (client) => await client.token(),
			{ lost: 'failed to get tenant_access_token, code: 155000, msg: Internal error' },
		],
		[
			'token',
			{ kind: 'rateLimited', reset: '3' },
			async (client) => await client.token(),
			{ status: 429, headers: withHeaders({ 'x-ogw-ratelimit-reset': '3' }), body: tooMany },
		],
		[
			'token',
			{ kind: 'garbage' },
			async (client) => await client.token(),
			{ lost: expect.stringContaining('failed to get tenant_access_token') as string },
		],
		['image', atStatus, async (client) => await client.upload(Buffer.from('')), read],
		// The SDK hands out `data` alone here, and so loses the code.
		['image', at200, async (client) => await client.upload(Buffer.from('')), { body: null }],
		[
			'image',
			{ kind: 'tokenExpired' },
			async (client) => await client.upload(Buffer.from('')),
			{ status: 400, headers: logId, body: expired },
		],
		['contact', atStatus, async (client) => await client.lookUp(['a@example.com']), read],
		['contact', at200, async (client) => await client.lookUp(['a@example.com']), { body: broken }],
		[
			'contact',
			{ kind: 'dropAfterDelivery' },
			async (client) => await client.lookUp(['a@example.com']),
			{ lost: 'ECONNRESET' },
		],
		[
			'ticketCustomizedFields',
			atStatus,
			async (client) => await client.ticketCustomizedFields(),
			read,
		],
		[
			'ticketCustomizedFields',
			at200,
			async (client) => await client.ticketCustomizedFields(),
			{ body: broken },
		],
	])('%s: %j', async (on, fault, call, reading) => {
		target.emulator.faults.add({ on, ...fault });
		expect(await call(sdk)).toEqual(reading);
		expect(target.emulator.faults.list()).toEqual([]);
	});
});
