/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits for a token to expire */
import {
	CREDENTIAL_ID,
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

function send(store: ReturnType<Bench['credential']>, items = 1, settings = {}) {
	return bench.engine.run(
		workflowOf(
			{ receiver: by('id', bench.openId('赵敏')), text: 'x' },
			Array.from({ length: items }, () => ({})),
			settings,
		),
		store,
	);
}

test('a token is fetched once, stored with its owner and its end, and used again by the next execution', async () => {
	const store = bench.credential();
	await send(store);
	expect(store[CREDENTIAL_ID]).toMatchObject({
		accessToken: expect.stringMatching(/^t-/) as string,
		issuedFor: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
	});
	expect(Date.parse(String(store[CREDENTIAL_ID]?.expiresAt))).toBeGreaterThan(
		Date.now() + 6000 * 1000,
	);
	await send(store);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	expect(bench.emulator.inbox.messages).toHaveLength(2);
});

test('whose the token is, is found out for the run, not for each message: a digest takes a tenth of a message', async () => {
	const store = bench.credential();
	await send(store);
	const digest = jest.spyOn(crypto.subtle, 'digest');
	try {
		await send(store, 2);
		const forTwo = digest.mock.calls.length;
		await send(store, 20);
		expect(digest.mock.calls.length - forTwo).toBe(forTwo);
		expect(forTwo).toBeGreaterThan(0);
	} finally {
		digest.mockRestore();
	}
});

test.each([400, 200, 401] as const)(
	'an expired token (HTTP %i) is renewed once and the message sent again',
	async (status) => {
		const store = bench.credential();
		await send(store);
		bench.emulator.inbox.clear();
		bench.emulator.faults.add({ on: 'message', kind: 'tokenExpired', status, skip: 1 });
		const run = await send(store, 4);
		expect(run.status).toBe('success');
		expect(bench.emulator.inbox.messages).toHaveLength(4);
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
		expect(requestsTo(bench.emulator, MESSAGE_PATH).map(({ code }) => code)).toEqual([
			0, 99991663, 0, 0, 0,
		]);
	},
);

test('a token that Feishu has revoked is renewed', async () => {
	const store = bench.credential();
	await send(store);
	bench.emulator.expireTokens();
	expect((await send(store, 3)).status).toBe('success');
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(2);
	expect(bench.emulator.inbox.messages).toHaveLength(4);
});

test('a renewed token that is refused too is a failure, not a loop', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'tokenExpired', times: 10 });
	const run = await send(bench.credential());
	expect(errorOf(run)).toMatchObject({ message: 'Feishu refused the app token' });
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(2);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(2);
});

test('the answer after the renewal is judged like the first', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'tokenExpired' });
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 200,
		body: { code: 154004, msg: 'Resource not found' },
	});
	const run = await send(bench.credential());
	expect(errorOf(run)).toMatchObject({
		message: `Feishu did not find the receiver: ${bench.openId('赵敏')}`,
	});
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(2);
});

test('a token near its end is renewed before Feishu has to refuse it', async () => {
	bench.emulator.settings.tokenLifetimeSeconds = 1;
	const store = bench.credential();
	await send(store);
	bench.emulator.inbox.clear();
	await new Promise((resolve) => setTimeout(resolve, 1000));
	await send(store);
	expect(bench.emulator.inbox.requests.map(({ path }) => path)).toEqual([TOKEN_PATH, MESSAGE_PATH]);
});

test('an edited App Secret is noticed although n8n keeps the stored token', async () => {
	const store = bench.credential();
	await send(store);
	store[CREDENTIAL_ID] = { ...store[CREDENTIAL_ID], appSecret: 'wrong' };
	bench.emulator.inbox.clear();
	const run = await send(store);
	expect(errorOf(run)).toMatchObject({
		message: "Feishu refused 'App ID' or 'App Secret'",
		description: expect.stringContaining('code 10014') as string,
	});
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
});

test('a wrong App ID, answered with HTTP 200, is a clear failure of each item, and nothing is sent', async () => {
	const run = await send(bench.credential({ appId: 'nonsense' }), 2, {
		onError: 'continueRegularOutput',
	});
	const failure = {
		json: {
			error: "Feishu refused 'App ID' or 'App Secret'",
			details: { kind: 'credential', field: 'appSecret' },
		},
	};
	expect(outputOf(run)).toMatchObject([[failure, failure]]);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
});

test.each([
	["'Helpdesk ID' is empty", { helpdeskId: '' }],
	["'Helpdesk Token' contains a character that cannot be part of it", { helpdeskToken: 'ht-令牌' }],
	["'Base URL' must start with https://", { baseUrl: 'http://open.feishu.cn' }],
])('a credential with a fault: %s', async (message, change) => {
	const run = await send(bench.credential(change));
	expect(errorOf(run)).toMatchObject({ message, context: { itemIndex: 0 } });
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('values pasted with spaces around them work', async () => {
	const { credential } = bench.credential();
	const padded = Object.fromEntries(
		['appId', 'appSecret', 'helpdeskId', 'helpdeskToken', 'baseUrl'].map((name) => [
			name,
			` ${String(credential?.[name])}\n`,
		]),
	);
	expect((await send(bench.credential(padded))).status).toBe('success');
});

describe('a pasted tenant access token', () => {
	async function pasted() {
		const store = bench.credential();
		await send(store);
		const tenantAccessToken = store[CREDENTIAL_ID]?.accessToken;
		bench.emulator.inbox.clear();
		return bench.credential({
			appTokenSource: 'tenantAccessToken',
			appId: '',
			appSecret: '',
			tenantAccessToken,
		});
	}

	test('is used as it is; no token is fetched', async () => {
		expect((await send(await pasted())).status).toBe('success');
		expect(bench.emulator.inbox.requests.map(({ path }) => path)).toEqual([MESSAGE_PATH]);
	});

	test('says so when it has expired', async () => {
		const store = await pasted();
		bench.emulator.expireTokens();
		const run = await send(store);
		expect(errorOf(run)).toMatchObject({
			message: 'The pasted tenant access token has expired or is not valid',
			description: expect.stringMatching(/^Paste a new one/) as string,
		});
		expect(bench.emulator.inbox.requests).toHaveLength(1);
	});
});
