/* eslint-disable @n8n/community-nodes/no-restricted-globals -- stops an execution after a moment */
/** One token for all lanes and executions. */
import { CONTINUE, kindsOf, people, sending, start } from './sending';
import { CREDENTIAL_ID, MESSAGE_PATH, TOKEN_PATH, requestsTo, type Bench } from './setup';

let bench: Bench;
beforeEach(async () => {
	bench = await start();
});

const tokens = () => requestsTo(bench.emulator, TOKEN_PATH).length;
const send = async (count: number, store = bench.credential()) =>
	await bench.engine.run(sending(people(count), { concurrency: 5 }, CONTINUE), store);

test('a token that five lanes find refused is renewed once: none forgets the new one', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code: 99991663 },
		skip: 1,
		times: 5,
	});
	const store = bench.credential();
	await send(1, store);
	expect(kindsOf(await send(10, store))).toEqual(Array.from({ length: 10 }, () => 'sent'));
	expect(tokens()).toBe(2);
});

test('a wrong App Secret is asked about once, whatever the number of lanes', async () => {
	const kinds = kindsOf(await send(10, bench.credential({ appSecret: 'x'.repeat(32) })));
	expect(kinds).toEqual(Array.from({ length: 10 }, () => 'credential'));
	expect([tokens(), requestsTo(bench.emulator, MESSAGE_PATH).length]).toEqual([1, 0]);
});

test('a stored token does not take the place of one that is valid for longer', async () => {
	const store = bench.credential();
	await send(1, store);
	const older = {
		...store[CREDENTIAL_ID],
		accessToken: 't-of-an-older-time',
		expiresAt: new Date(Date.now() + 60_000).toISOString(),
	};
	expect(kindsOf(await send(1, { [CREDENTIAL_ID]: older }))).toEqual(['sent']);
	expect([tokens(), requestsTo(bench.emulator, MESSAGE_PATH).length]).toEqual([1, 2]);
});

describe('a token endpoint that is out of order', () => {
	beforeEach(() => {
		bench.emulator.settings.latencyMs = 300;
		bench.emulator.faults.add({
			on: 'token',
			kind: 'answer',
			status: 503,
			body: 'busy',
			times: 1000,
		});
	});

	test('is asked once by all lanes that wait for a token', async () => {
		const run = await bench.engine.run(
			sending(people(10), { concurrency: 10, maxTries: 1 }, CONTINUE),
			bench.credential(),
		);
		expect(kindsOf(run)).toEqual(Array.from({ length: 10 }, () => 'notConnected'));
		expect(tokens()).toBe(1);
	});

	test('stopping the execution ends the waiting for it: no lane asks afterwards', async () => {
		await bench.engine.run(
			sending(people(10), { concurrency: 10 }),
			bench.credential(),
			(running) => void setTimeout(() => running.cancel(), 100),
		);
		expect(tokens()).toBe(1);
	});
});
