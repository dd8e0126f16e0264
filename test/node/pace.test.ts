/** The quota and limits of Feishu. */
import type { IDataObject } from 'n8n-workflow';

import type { CredentialStore } from '../support/n8nEngine/credentials';
import { deliver, type DeliveryContext } from '../../nodes/shared/delivery/deliver';
import { Pace } from '../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../nodes/shared/delivery/ticketQuotas';
import type { Bench } from './setup';
import { virtualClock } from '../support/virtualClock';
import {
	CONTINUE,
	ONE_PIXEL,
	addresses,
	kindsOf,
	people,
	reached,
	sending,
	start,
} from './sending';

let bench: Bench;
let store: CredentialStore;
beforeEach(async () => {
	bench = await start();
	store = bench.credential();
});

const send = async (items: IDataObject[], options: IDataObject) =>
	await bench.engine.run(sending(items, { maxWait: 0, ...options }, CONTINUE), store);

const LIMIT_OF_CHAT = {
	on: 'message',
	kind: 'answer',
	status: 400,
	body: { code: 230020 },
} as const;

describe('never more than the quota', () => {
	test('of one message at a time', async () => {
		await send(people(6), { messagesPerMinute: 3, concurrency: 1 });
		expect(reached(bench)).toEqual(['ou_0', 'ou_1', 'ou_2']);
	});

	test('of several at the same time', async () => {
		await send(people(10), { messagesPerMinute: 3, concurrency: 10 });
		expect(reached(bench)).toHaveLength(3);
	});

	test('when another node sends without pacing', async () => {
		const paced = { messagesPerMinute: 3, concurrency: 1 };
		await send(people(3), paced);
		await send(people(1, 3), { messagesPerMinute: 0 });
		await send(people(3, 4), paced);
		expect(reached(bench)).toEqual(['ou_0', 'ou_1', 'ou_2', 'ou_3']);
	});

	test('when Feishu limits one chat', async () => {
		bench.emulator.faults.add({ ...LIMIT_OF_CHAT, skip: 2 });
		await send(people(8), { messagesPerMinute: 3, concurrency: 1, maxWait: 20 });
		expect(reached(bench).length).toBeLessThanOrEqual(3);
	});
});

test('look-ups take none of the places of messages', async () => {
	const run = await send(addresses(1), { messagesPerMinute: 1 });
	expect(kindsOf(run)).toEqual(['sent']);
});

test('pictures that are uploaded take none of the places of messages', async () => {
	const image = { messageType: 'image', imageSource: 'binary', imageBinaryField: 'data' };
	const workflow = sending(
		people(2),
		{ messagesPerMinute: 2, maxWait: 0, concurrency: 1 },
		CONTINUE,
		image,
	);
	const run = await bench.engine.run(
		{
			...workflow,
			pinData: {
				Trigger: people(2).map((json) => ({
					json,
					binary: { data: { data: ONE_PIXEL, mimeType: 'image/png', fileName: 'week.png' } },
				})),
			},
		},
		store,
	);
	expect(kindsOf(run)).toEqual(['sent', 'sent']);
});

test('a chat that is limited for long keeps no other chat waiting, also with one message at a time', async () => {
	bench.emulator.faults.add({ ...LIMIT_OF_CHAT, headers: { 'x-ogw-ratelimit-reset': '30' } });
	const run = await send(people(4), { messagesPerMinute: 0, concurrency: 1, maxWait: 60 });
	expect(kindsOf(run)).toEqual(['sent', 'sent', 'sent', 'sent']);
	expect(bench.emulator.inbox.messages.map(({ receiverId }) => receiverId).at(-1)).toBe('ou_0');
});

test('a limit of one chat holds up no other chat', async () => {
	bench.emulator.faults.add(LIMIT_OF_CHAT);
	const run = await send(people(4), { messagesPerMinute: 0, concurrency: 1 });
	expect(kindsOf(run)).toEqual(['rateLimited', 'sent', 'sent', 'sent']);
});

test('a small quota beside a large one does not wait for what the large one has still to send', async () => {
	const { clock, run } = virtualClock();
	const pace = new Pace();
	const context: DeliveryContext = {
		clock,
		client: {
			baseUrl: '',
			account: '',
			pace,
			sidePace: new Pace(),
			ticketQuotas: ticketQuotas(),
			async exchange() {
				await clock.wait(100);
				return {
					exchange: {
						kind: 'answered',
						status: 200,
						headers: {},
						body: { code: 0, data: {} },
						token: 'issued',
					},
					forgetToken: () => undefined,
				};
			},
		},
		halted: new AbortController().signal,
		deadlineMs: Infinity,
		onQuotaWait: () => undefined,
	};
	const sendAt = async (perMinute: number) =>
		await deliver(
			{
				request: { method: 'POST', path: '', query: {}, body: {} },
				read: () => 'om_1',
				timeoutSeconds: 30,
				retry: { maxTries: 3, resendUnknown: false },
				pace,
				perMinute,
			},
			context,
		);
	let left = 500;
	const bulk = async () => {
		while (left-- > 0) await sendAt(100);
	};
	const alert = async () => {
		await clock.wait(5000);
		const begin = clock.now();
		await sendAt(20);
		return (clock.now() - begin) / 1000;
	};
	const [seconds] = await run(Promise.all([alert(), bulk(), bulk(), bulk(), bulk(), bulk()]));
	expect(seconds).toBeLessThanOrEqual(120);
});
