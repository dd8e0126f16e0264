import fc from 'fast-check';

import type { FeishuClient } from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import type { Message, Outcome } from '../../../../nodes/shared/run/outcome';
import { sendAll } from '../../../../nodes/shared/run/sendAll';
import { by } from '../../../support/receiver';
import { prepareMessage } from '../../../support/prepareMessage';
import { virtualClock } from '../../../support/virtualClock';

/** What Feishu and the network do to one request, and whether the receiver has the message afterwards. */
const fates = {
	delivered: { isDelivered: true, exchange: 'success' },
	droppedAfterDelivery: {
		isDelivered: true,
		exchange: { kind: 'noAnswer', loss: { neverConnected: false, reason: '' } },
	},
	droppedBefore: {
		isDelivered: false,
		exchange: { kind: 'noAnswer', loss: { neverConnected: false, reason: '' } },
	},
	notConnected: {
		isDelivered: false,
		exchange: { kind: 'noAnswer', loss: { neverConnected: true, reason: '' } },
	},
	garbageAfterDelivery: { isDelivered: true, exchange: answer(200, '{"code":0,"da') },
	failedAfterDelivery: { isDelivered: true, exchange: answer(500, { code: 155000 }) },
	failedBefore: { isDelivered: false, exchange: answer(502, '') },
	refused: { isDelivered: false, exchange: answer(400, { code: 154004 }) },
	tokenRefused: { isDelivered: false, exchange: answer(400, { code: 99991663 }) },
	rateLimited: {
		isDelivered: false,
		exchange: answer(429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '2' }),
	},
	rateLimitedWithoutReset: { isDelivered: false, exchange: answer(200, { code: 99991400 }) },
	helpdeskRefused: { isDelivered: false, exchange: answer(401, { code: 154001 }) },
} as const satisfies Record<string, { isDelivered: boolean; exchange: Exchange | 'success' }>;

type Fate = keyof typeof fates;

function answer(status: number, body: unknown, headers = {}): Exchange {
	return { kind: 'answered', status, headers, body, token: 'issued' };
}

function message(receiver: string, item: number): Message {
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by('id', receiver),
		messageType: 'text',
		text: String(item),
		options: {},
	});
	if (!prepared.ok) throw new TypeError(prepared.problem.message);
	return {
		item,
		receiver,
		person: prepared.value.receivers.people[0]!,
		idOf: ({ id }) => id,
		recipient: { receiverId: receiver, receiverIdType: 'open_id', receiveType: 'chat' },
		prepared: prepared.value,
	};
}

const schedule = fc.record({
	receivers: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 25 }),
	fates: fc.array(fc.tuple(fc.constantFrom(...(Object.keys(fates) as Fate[])), fc.nat(3000)), {
		maxLength: 60,
	}),
	concurrency: fc.integer({ min: 1, max: 10 }),
	messagesPerMinute: fc.constantFrom(0, 3, 10, 100),
	maxWaitMs: fc.constantFrom(0, 10_000, 3_600_000),
	stopsOnFailure: fc.boolean(),
	/** Times that n8n's Retry On Fail runs the node, if it fails. */
	tries: fc.integer({ min: 1, max: 5 }),
});

test('whatever Feishu and the network do: nobody gets a message twice, and no loss is silent', async () => {
	await fc.assert(
		fc.asyncProperty(schedule, async (plan) => {
			const queue = [...plan.fates];
			const delivered = plan.receivers.map(() => 0);
			const busy = new Set<string>();
			const { clock, run, wakeAll } = virtualClock();
			const client: FeishuClient = {
				baseUrl: '',
				pace: new Pace(),
				sidePace: new Pace(),
				async exchange({ body }) {
					const receiver = String(body.receiver_id);
					expect(busy.has(receiver)).toBe(false);
					busy.add(receiver);
					const [fate, latencyMs] = queue.shift() ?? (['delivered', 50] as const);
					await clock.wait(latencyMs);
					busy.delete(receiver);
					const { isDelivered, exchange } = fates[fate];
					const item = Number((JSON.parse(String(body.content)) as { text: string }).text);
					if (isDelivered) delivered[item] = (delivered[item] ?? 0) + 1;
					return {
						exchange:
							exchange === 'success'
								? answer(200, { code: 0, data: { message_id: `om_${item}` } })
								: exchange,
						forgetToken() {},
					};
				},
			};
			const remembered = new Map<string, Outcome>();
			const messages = plan.receivers.map((receiver, item) => message(`ou_${receiver}`, item));

			let outcomes: Outcome[] = [];
			for (let attempt = 0; attempt < plan.tries; attempt++) {
				const halt = new AbortController();
				outcomes = await run(
					sendAll(messages, {
						client,
						clock,
						halted: halt.signal,
						deadlineMs: clock.now() + plan.maxWaitMs,
						onQuotaWait: () => undefined,
						messagesPerMinute: plan.messagesPerMinute,
						pictures: {
							check: async () => undefined,
							upload: async () => ({ verdict: 'sent', value: String }),
						},
						keys: {
							claim: async () => 'claimed',
							confirm: async () => undefined,
							release: async () => undefined,
							finish: async () => undefined,
							exclusively: async (_key, work) => await work(),
						},
						concurrency: plan.concurrency,
						stopsOnFailure: plan.stopsOnFailure,
						remembered,
						identify: ({ item }) => String(item),
						halt() {
							halt.abort();
							wakeAll();
						},
						onSettled: () => undefined,
					}),
				);
				expect(busy.size).toBe(0);
				if (outcomes.every(({ kind }) => kind === 'sent')) break;
			}

			expect(outcomes).toHaveLength(messages.length);
			outcomes.forEach((outcome, item) => {
				const times = delivered[item] ?? 0;
				if (outcome.kind === 'sent') {
					expect([times, outcome.message.message_id]).toEqual([1, `om_${item}`]);
				} else if (outcome.kind === 'failed' && outcome.verdict.verdict === 'unknown') {
					expect(times).toBeLessThanOrEqual(1);
				} else {
					expect([item, outcome.kind, times]).toEqual([item, 'failed', 0]);
				}
			});
		}),
		{ numRuns: 1000 },
	);
}, 60_000);
