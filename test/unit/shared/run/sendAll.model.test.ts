import fc from 'fast-check';

import type { FeishuClient } from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { explainRefusals } from '../../../../nodes/shared/run/explainRefusals';
import {
	isFailure,
	type Message,
	type Outcome,
	type Planned,
} from '../../../../nodes/shared/run/outcome';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import { RunMemory } from '../../../../nodes/shared/run/runMemory';
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
	noTokenNow: {
		isDelivered: false,
		exchange: {
			kind: 'notAuthenticated',
			isTemporary: true,
			resetMs: 3000,
			problem: { field: '', message: '', hint: '' },
		},
	},
	garbageAfterDelivery: { isDelivered: true, exchange: answer(200, '{"code":0,"da') },
	failedAfterDelivery: { isDelivered: true, exchange: answer(500, { code: 155000 }) },
	failedInside: { isDelivered: true, exchange: answer(200, { code: 5000 }) },
	failedBefore: { isDelivered: false, exchange: answer(502, '') },
	proxyPage: { isDelivered: false, exchange: answer(403, '<html>') },
	refused: { isDelivered: false, exchange: answer(400, { code: 154004 }) },
	ticketClosed: { isDelivered: false, exchange: answer(401, { code: 154401 }) },
	linkRefused: { isDelivered: false, exchange: answer(401, { code: 154403 }) },
	scopeRefused: { isDelivered: false, exchange: answer(400, { code: 99991672 }) },
	groupRefused: { isDelivered: false, exchange: answer(400, { code: 232009 }) },
	tokenRefused: { isDelivered: false, exchange: answer(400, { code: 99991663 }) },
	rateLimited: {
		isDelivered: false,
		exchange: answer(429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '2' }),
	},
	rateLimitedWithoutReset: { isDelivered: false, exchange: answer(200, { code: 99991400 }) },
	chatLimited: { isDelivered: false, exchange: answer(400, { code: 230020 }) },
	helpdeskRefused: { isDelivered: false, exchange: answer(401, { code: 154001 }) },
} as const satisfies Record<string, { isDelivered: boolean; exchange: Exchange | 'success' }>;

type Fate = keyof typeof fates;

function answer(status: number, body: unknown, headers = {}): Exchange {
	return { kind: 'answered', status, headers, body, token: 'issued' };
}

interface PlannedItem {
	readonly receivers: readonly number[];
	readonly ticketInProgress: 'fail' | 'privateChat' | 'ticket';
	readonly resend: boolean;
}

/** The messages of one item, as its parameters say it. */
function messagesOf(item: number, { receivers, ticketInProgress, resend }: PlannedItem): Message[] {
	const ids = [...new Set(receivers)].map((receiver) => `ou_${receiver}`);
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by('id', ids.join(', ')),
		messageType: 'text',
		text: String(item),
		options: { ticketInProgress, resendUnknown: resend },
	});
	if (!prepared.ok) throw new TypeError(prepared.problem.message);
	return prepared.value.receivers.people.map((person) => ({
		item,
		receiver: person.id,
		person,
		idOf: ({ id }) => id,
		recipient: { receiverId: person.id, receiverIdType: 'open_id', receiveType: 'chat' },
		prepared: prepared.value,
	}));
}

const run = fc.record({
	items: fc.array(
		fc.record({
			receivers: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
			ticketInProgress: fc.constantFrom('fail', 'privateChat', 'ticket'),
			resend: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 15 },
	),
	concurrency: fc.integer({ min: 1, max: 10 }),
	messagesPerMinute: fc.constantFrom(0, 3, 10, 100),
	maxWaitMs: fc.constantFrom(0, 10_000, 3_600_000),
	stopsOnFailure: fc.boolean(),
	/** Times that n8n's Retry On Fail runs the node, if it fails. */
	tries: fc.integer({ min: 1, max: 5 }),
	/** In which tries the parameters of all items cannot be read. */
	unreadable: fc.array(fc.boolean(), { maxLength: 5 }),
});

const schedule = fc.record({
	/** Two executions of one account, at the same time. */
	runs: fc.array(run, { minLength: 1, maxLength: 2 }),
	/** Receivers whose ticket is in progress. */
	tickets: fc.uniqueArray(fc.integer({ min: 0, max: 5 })),
	fates: fc.array(fc.tuple(fc.constantFrom(...(Object.keys(fates) as Fate[])), fc.nat(3000)), {
		maxLength: 60,
	}),
});

test('whatever Feishu and the network do: nobody gets a message twice, and no loss is silent', async () => {
	await fc.assert(
		fc.asyncProperty(schedule, async (plan) => {
			const queue = [...plan.fates];
			/** Times by execution, item and receiver. */
			const delivered = new Map<string, number>();
			const busy = new Set<string>();
			const starts: Array<{ at: number; perMinute: number }> = [];
			const ticketStarts: number[] = [];
			const { clock, run: letTimePass, wakeAll } = virtualClock();
			const account = { pace: new Pace(), sidePace: new Pace(), ticketQuotas: ticketQuotas() };
			const nameOf = (execution: number, item: number, receiver: string) =>
				`${execution} ${item} ${receiver}`;

			async function execute(execution: number) {
				const setting = plan.runs[execution];
				if (!setting) throw new TypeError('No such execution');
				const client: FeishuClient = {
					...account,
					baseUrl: '',
					account: '',
					async exchange({ path, query, body = {} }) {
						// The ID of a ticket is that of its guest.
						const ticketOf = /tickets\/(.+)\/messages$/.exec(path)?.[1];
						const isReading = path.endsWith('/tickets');
						const receiver = String(ticketOf ?? query.guest_id ?? body.receiver_id);
						const lane = `${execution} ${receiver}`;
						expect(busy.has(lane)).toBe(false);
						busy.add(lane);
						if (ticketOf !== undefined) ticketStarts.push(clock.now());
						else if (!isReading)
							starts.push({ at: clock.now(), perMinute: setting.messagesPerMinute });
						const [fate, latencyMs] = queue.shift() ?? (['delivered', 50] as const);
						await clock.wait(latencyMs);
						busy.delete(lane);
						const { isDelivered, exchange } = fates[fate];
						const hasTicket = plan.tickets.some((guest) => `ou_${guest}` === receiver);
						const forgetToken = () => undefined;
						if (isReading) {
							const ticket = { ticket_id: receiver, status: 2, guest: { id: receiver } };
							const tickets = hasTicket ? [ticket] : [];
							const data = { total: tickets.length, tickets };
							return {
								exchange: exchange === 'success' ? answer(200, { code: 0, data }) : exchange,
								forgetToken,
							};
						}
						if (isDelivered && hasTicket && body.receive_type === 'chat')
							return { exchange: answer(400, { code: 154000 }), forgetToken };
						const item = Number((JSON.parse(String(body.content)) as { text: string }).text);
						const name = nameOf(execution, item, receiver);
						if (isDelivered) delivered.set(name, (delivered.get(name) ?? 0) + 1);
						return {
							exchange:
								exchange === 'success'
									? answer(200, { code: 0, data: { message_id: `om ${name}` } })
									: exchange,
							forgetToken,
						};
					},
				};
				const memory = new RunMemory();
				const deadlineMs = clock.now() + setting.maxWaitMs;
				let results: Array<{ item: number; receiver?: string; outcome: Outcome }> = [];
				for (let attempt = 0; attempt < setting.tries; attempt++) {
					const planned: Planned[] = setting.items.flatMap((item, index) =>
						memory.plan(index, () =>
							setting.unreadable[attempt]
								? [{ item: index, outcome: { kind: 'unreadable', error: new Error('no') } }]
								: messagesOf(index, item),
						),
					);
					const messages = planned.filter((entry): entry is Message => 'prepared' in entry);
					const halt = new AbortController();
					const quota = { pace: account.pace, perMinute: setting.messagesPerMinute };
					const tickets = new OpenTickets();
					const ended = await sendAll(messages, {
						client,
						clock,
						halted: halt.signal,
						deadlineMs,
						onQuotaWait: () => undefined,
						quotas: { chat: quota, user: quota, ticket: account.ticketQuotas.sendMessage },
						tickets,
						pictures: {
							check: async () => undefined,
							upload: async () => ({ verdict: 'sent', value: String }),
						},
						keys: {
							expect: () => undefined,
							claim: async () => 'claimed',
							settle: () => undefined,
							finish: async () => undefined,
						},
						concurrency: setting.concurrency,
						stopsOnFailure: setting.stopsOnFailure,
						memory,
						halt() {
							halt.abort();
							wakeAll();
						},
						onSettled: () => undefined,
					});
					const reading = {
						client,
						clock,
						halted: new AbortController().signal,
						deadlineMs: clock.now() + 60_000,
						onQuotaWait: () => undefined,
					};
					const outcomes = await explainRefusals(
						messages,
						ended,
						tickets,
						reading,
						(message, outcome) => memory.remember(message, outcome),
					);
					results = planned.map((entry) =>
						'prepared' in entry
							? {
									item: entry.item,
									receiver: entry.receiver,
									outcome: outcomes[messages.indexOf(entry)] as Outcome,
								}
							: entry,
					);
					if (results.every(({ outcome }) => !isFailure(outcome))) break;
				}
				return results;
			}

			const all = await letTimePass(Promise.all(plan.runs.map((_, index) => execute(index))));
			expect(busy.size).toBe(0);

			// Who paces keeps to the quota: of those who pace as much or more, and of those who do not pace.
			const paced = plan.runs.map(({ messagesPerMinute }) => messagesPerMinute);
			const largest = Math.max(...paced);
			if (!paced.includes(0))
				for (const { at } of starts)
					expect(
						starts.filter((other) => other.at >= at && other.at < at + 60_000).length,
					).toBeLessThanOrEqual(largest);

			for (const at of ticketStarts)
				expect(
					ticketStarts.filter((other) => other >= at && other < at + 1000).length,
				).toBeLessThanOrEqual(16);

			all.forEach((results, execution) => {
				const settingOf = (item: number) => plan.runs[execution]?.items[item];
				// What may have arrived is told by a result that says so; what certainly arrived, by one with its message ID.
				const told = new Map<string, Outcome>();
				for (const { item, receiver, outcome } of results) {
					const named =
						receiver ??
						(outcome.kind === 'sent' ? outcome.message.receiver_id : undefined) ??
						('receiver' in outcome ? outcome.receiver : undefined);
					if (named !== undefined) told.set(nameOf(execution, item, named), outcome);
				}
				plan.runs[execution]?.items.forEach(({ receivers }, item) => {
					for (const receiver of new Set(receivers)) {
						const name = nameOf(execution, item, `ou_${receiver}`);
						const times = delivered.get(name) ?? 0;
						const outcome = told.get(name);
						const most = settingOf(item)?.resend ? Infinity : 1;
						if (outcome?.kind === 'sent') {
							expect(outcome.message.message_id).toBe(`om ${name}`);
							expect(times).toBeGreaterThanOrEqual(1);
							expect(times).toBeLessThanOrEqual(most);
						} else if (outcome?.kind === 'failed' && outcome.verdict.verdict === 'unknown') {
							expect(times).toBeLessThanOrEqual(most);
						} else {
							expect([name, outcome?.kind ?? 'unreadable', times]).toEqual([
								name,
								outcome ? 'failed' : 'unreadable',
								0,
							]);
						}
					}
				});
			});
		}),
		{ numRuns: 600 },
	);
}, 120_000);
