/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads how many plans to try */
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { FeishuClient } from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { keyStore } from '../../../../nodes/shared/n8n/deduplication';
import { explainRefusals } from '../../../../nodes/shared/run/explainRefusals';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import {
	isFailure,
	isUnclear,
	type Message,
	type Outcome,
	type Planned,
} from '../../../../nodes/shared/run/outcome';
import { RunMemory } from '../../../../nodes/shared/run/runMemory';
import { sendAll } from '../../../../nodes/shared/run/sendAll';
import { by } from '../../../support/receiver';
import { prepareMessage } from '../../../support/prepareMessage';
import { virtualClock } from '../../../support/virtualClock';
import { seeded } from '../delivery/manyProcesses';
import { unguardedRow } from '../delivery/unguardedRow';

/*
 * Executions on two workers of n8n send what random items say, while Feishu, the network, n8n's store and the workers
 * themselves fail. It is compared with who received what. Assumed:
 *
 * - Feishu does to a request what one of the fates below says; what the receiver has is what Feishu took.
 * - n8n's store keeps the keys of all workers in one row, which each write reads as a whole and puts back later: writes of
 *   two workers undo each other. It may throw before or after it has written. It has room for all that is written
 *   (claims.test.ts drops entries).
 * - From reading the row to putting it back, a write takes at most an eighth of the time that keys take to settle. Where it
 *   takes longer (`slowRow`), somebody may get a message twice; nobody is skipped silently all the same.
 * - A worker that dies stops between two calls; what it had under way goes on outside of it. Nobody sees its outcomes.
 * - The workers share no quota: each paces alone.
 */

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
	/** Empty: none. */
	readonly key: string;
}

/** The messages of one item, as its parameters say it. Its text tells which execution and item it is. */
function messagesOf(
	execution: number,
	item: number,
	{ receivers, ticketInProgress, resend, key }: PlannedItem,
): Message[] {
	const ids = [...new Set(receivers)].map((receiver) => `ou_${receiver}`);
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by('id', ids.join(', ')),
		messageType: 'text',
		text: `${execution} ${item}`,
		options: {
			ticketInProgress,
			...(key !== '' && { deduplicationKey: key }),
			resendUnknown: resend,
		},
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

const PEOPLE = 6;

const plannedRun = fc.record({
	worker: fc.nat(1),
	beginMs: fc.constantFrom(0, 100, 700, 5000),
	items: fc.array(
		fc.record({
			receivers: fc.array(fc.nat(PEOPLE - 1), { minLength: 1, maxLength: 3 }),
			ticketInProgress: fc.constantFrom('fail', 'privateChat', 'ticket'),
			resend: fc.boolean(),
			key: fc.constantFrom<string[]>('', '', 'a', 'b'),
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
type PlannedRun = typeof plannedRun extends fc.Arbitrary<infer T> ? T : never;

const fate = fc.tuple(fc.constantFrom(...(Object.keys(fates) as Fate[])), fc.nat(3000));
const rowFault = fc.constantFrom(undefined, 'throws', 'throws', 'writesAndThrows');

const schedule = fc.record({
	/** Executions of one account. Whoever is not told otherwise by `beginMs` runs at the same time. */
	runs: fc.array(plannedRun, { minLength: 1, maxLength: 3 }),
	/** Receivers whose ticket is in progress. */
	tickets: fc.uniqueArray(fc.nat(PEOPLE - 1)),
	fates: fc.array(fate, { maxLength: 60 }),
	rowDelaysMs: fc.array(fc.nat(60), { minLength: 1, maxLength: 10 }),
	slowRow: fc.boolean(),
	rowFaults: fc.oneof(fc.constant([]), fc.array(rowFault, { maxLength: 12 })),
	crash: fc.option(fc.record({ worker: fc.nat(1), atMs: fc.nat(4000) })),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never;

/** What one execution says of a message. */
interface Told {
	readonly item: number;
	readonly receiver: string | undefined;
	readonly outcome: Outcome;
}

const never = new Promise<never>(() => undefined);
let worlds = 0;

function world({
	runs,
	tickets,
	fates: planned,
	rowDelaysMs,
	slowRow,
	rowFaults,
	crash,
}: Schedule) {
	const { clock, run: letTimePass } = virtualClock(seeded(++worlds));
	const queue = [...planned];
	/** The ID of a ticket is that of its guest. */
	const open = new Set(tickets.map((guest) => `ou_${guest}`));
	const ticketStarts: Array<{ worker: number; at: number }> = [];
	const faults = [...rowFaults];
	/** Times by execution, item and receiver. */
	const delivered = new Map<string, number>();
	const starts: Array<{ worker: number; at: number }> = [];
	const busy = new Set<string>();
	const dead = new Set<number>();
	let calls = 0;
	const { row } = unguardedRow(clock.wait, () => {
		const delay = rowDelaysMs[calls++ % rowDelaysMs.length] ?? 0;
		return slowRow ? delay * 25 : delay;
	});
	const crashOf = new Map(
		runs.map(({ worker }) => [
			worker,
			crash?.worker === worker
				? clock.wait(crash.atMs).then(() => void dead.add(worker))
				: (never as Promise<void>),
		]),
	);
	/** A worker that is dead is told nothing any more. */
	const alive = async <T>(worker: number, work: Promise<T>): Promise<T> => {
		try {
			return await work;
		} finally {
			if (dead.has(worker)) await never;
		}
	};

	/** n8n's store, as a worker sees it. */
	function contextOf(worker: number): IExecuteFunctions {
		const call = async <T>(work: () => Promise<T>): Promise<T> => {
			if (dead.has(worker)) return await never;
			const fault = faults.shift();
			if (fault === 'throws') throw new Error('database is locked');
			const answer = await alive(worker, work());
			if (fault === 'writesAndThrows') throw new Error('connection lost');
			return answer;
		};
		return {
			helpers: {
				checkProcessedAndRecord: async (entries: string[]) =>
					await call(async () => ({ new: [], processed: await row.record(entries) })),
				removeProcessed: async (entries: string[]) =>
					await call(async () => await row.remove(entries)),
			},
			getWorkflow: () => ({ id: `world ${worlds} worker ${worker}` }),
			getNode: () => ({ id: '' }),
		} as unknown as IExecuteFunctions;
	}

	const accounts = new Map<number, Pick<FeishuClient, 'pace' | 'sidePace' | 'ticketQuotas'>>();
	const accountOf = (worker: number) => {
		const account = accounts.get(worker) ?? {
			pace: new Pace(),
			sidePace: new Pace(),
			ticketQuotas: ticketQuotas(),
		};
		accounts.set(worker, account);
		return account;
	};

	function clientOf(execution: number, { worker }: PlannedRun): FeishuClient {
		return {
			...accountOf(worker),
			baseUrl: '',
			account: '',
			async exchange({ path, query, body = {} }) {
				if (dead.has(worker)) return await never;
				const ticketOf = /tickets\/(.+)\/messages$/.exec(path)?.[1];
				const isReading = path.endsWith('/tickets');
				const receiver = String(ticketOf ?? query.guest_id ?? body.receiver_id);
				const lane = `${execution} ${receiver}`;
				expect(busy.has(lane)).toBe(false);
				busy.add(lane);
				if (!isReading)
					(ticketOf === undefined ? starts : ticketStarts).push({ worker, at: clock.now() });
				const [fate, latencyMs] = queue.shift() ?? (['delivered', 50] as const);
				await clock.wait(latencyMs);
				busy.delete(lane);
				const { isDelivered, exchange } = fates[fate];
				const answered = async (given: Exchange) =>
					await alive(worker, Promise.resolve({ exchange: given, forgetToken() {} }));
				if (isReading) {
					const ticket = { ticket_id: receiver, status: 2, guest: { id: receiver } };
					const found = open.has(receiver) ? [ticket] : [];
					const data = { total: found.length, tickets: found };
					return await answered(exchange === 'success' ? answer(200, { code: 0, data }) : exchange);
				}
				if (isDelivered && open.has(receiver) && body.receive_type === 'chat')
					return await answered(answer(400, { code: 154000 }));
				const { text } = JSON.parse(String(body.content)) as { text: string };
				const name = `${text} ${receiver}`;
				if (isDelivered) delivered.set(name, (delivered.get(name) ?? 0) + 1);
				return await answered(
					exchange === 'success'
						? answer(200, { code: 0, data: { message_id: `om ${name}` } })
						: exchange,
				);
			},
		};
	}

	/** Runs the node as n8n does, retries included; undefined when its worker died. */
	async function execute(execution: number, setting: PlannedRun): Promise<Told[] | undefined> {
		const { worker } = setting;
		await clock.wait(setting.beginMs);
		return await Promise.race([
			(crashOf.get(worker) ?? never).then(() => undefined),
			runNode(execution, setting),
		]);
	}

	async function runNode(execution: number, setting: PlannedRun): Promise<Told[]> {
		const { worker } = setting;
		const client = clientOf(execution, setting);
		const memory = new RunMemory();
		const deadlineMs = clock.now() + setting.maxWaitMs;
		let results: Told[] = [];
		for (let attempt = 0; attempt < setting.tries; attempt++) {
			const planned: Planned[] = setting.items.flatMap((item, index) =>
				memory.plan(index, () =>
					setting.unreadable[attempt]
						? [{ item: index, outcome: { kind: 'unreadable', error: new Error('no') } }]
						: messagesOf(execution, index, item),
				),
			);
			const messages = planned.filter((entry): entry is Message => 'prepared' in entry);
			const halt = new AbortController();
			const halted = new Promise<void>((resolve) =>
				halt.signal.addEventListener('abort', () => resolve()),
			);
			const sleep = async (ms: number) => await alive(worker, clock.wait(ms));
			const keys = keyStore(contextOf(worker), halt.signal, { ...clock, sleep });
			const quota = { pace: client.pace, perMinute: setting.messagesPerMinute };
			const openTickets = new OpenTickets();
			const ended = await sendAll(messages, {
				client,
				clock: { ...clock, sleep: async (ms) => await Promise.race([sleep(ms), halted]) },
				halted: halt.signal,
				deadlineMs,
				onQuotaWait: () => undefined,
				quotas: { chat: quota, user: quota, ticket: client.ticketQuotas.sendMessage },
				tickets: openTickets,
				pictures: {
					check: async () => undefined,
					upload: async () => ({ verdict: 'sent', value: String }),
				},
				keys,
				concurrency: setting.concurrency,
				stopsOnFailure: setting.stopsOnFailure,
				memory,
				halt: () => halt.abort(),
				onSettled: () => undefined,
			});
			await keys.finish();
			const reading = {
				client,
				clock: { ...clock, sleep },
				halted: new AbortController().signal,
				deadlineMs: clock.now() + 60_000,
				onQuotaWait: () => undefined,
			};
			const outcomes = await explainRefusals(
				messages,
				ended,
				openTickets,
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
					: { item: entry.item, receiver: receiverOf(entry.outcome), outcome: entry.outcome },
			);
			if (results.every(({ outcome }) => !isFailure(outcome))) break;
		}
		return results;
	}

	return {
		clock,
		letTimePass,
		execute,
		starts,
		ticketStarts,
		timesOf: (name: string) => delivered.get(name) ?? 0,
		/** From now on all goes well. */
		calm() {
			queue.length = 0;
			faults.length = 0;
			open.clear();
		},
	};
}

function receiverOf(outcome: Outcome): string | undefined {
	if (outcome.kind === 'sent') return outcome.message.receiver_id;
	return 'receiver' in outcome ? outcome.receiver : undefined;
}

test('whatever Feishu, the network, n8n and its store do: nobody gets a message twice, and no loss is silent', async () => {
	const seen = new Map<string, number>();
	await fc.assert(
		fc.asyncProperty(schedule, async (plan) => {
			const { clock, letTimePass, execute, starts, ticketStarts, timesOf, calm } = world(plan);

			// The morning after, on a new worker: everybody once more, with each key.
			const again: PlannedRun = {
				worker: 2,
				beginMs: 0,
				items: ['a', 'b'].map((key) => ({
					receivers: Array.from({ length: PEOPLE }, (_, i) => i),
					ticketInProgress: 'fail',
					resend: false,
					key,
				})),
				concurrency: 5,
				messagesPerMinute: 0,
				maxWaitMs: 0,
				stopsOnFailure: false,
				tries: 1,
				unreadable: [],
			};
			const runs = [...plan.runs, again];
			const told = await letTimePass(
				(async () => {
					const first = await Promise.all(plan.runs.map((run, index) => execute(index, run)));
					await clock.wait(60_000);
					calm();
					return [...first, await execute(plan.runs.length, again)];
				})(),
			);

			// Who paces keeps to the quota: of those who pace as much or more, and of those who do not pace.
			for (const worker of [0, 1]) {
				const paced = plan.runs
					.filter((run) => run.worker === worker)
					.map(({ messagesPerMinute }) => messagesPerMinute);
				if (paced.length === 0 || paced.includes(0)) continue;
				const times = starts.filter((start) => start.worker === worker).map(({ at }) => at);
				for (const at of times)
					expect(
						times.filter((other) => other >= at && other < at + 60_000).length,
					).toBeLessThanOrEqual(Math.max(...paced));
			}

			for (const { worker, at } of ticketStarts)
				expect(
					ticketStarts.filter(
						(other) => other.worker === worker && other.at >= at && other.at < at + 1000,
					).length,
				).toBeLessThanOrEqual(16);

			/** All messages with a key for one person, in whatever execution. */
			const withKey = new Map<string, Array<{ name: string; resend: boolean }>>();
			runs.forEach(({ items }, execution) =>
				items.forEach(({ receivers, key, resend }, item) => {
					for (const receiver of new Set(receivers)) {
						const name = `${execution} ${item} ou_${receiver}`;
						const both = `${key} ou_${receiver}`;
						if (key !== '') withKey.set(both, [...(withKey.get(both) ?? []), { name, resend }]);
					}
				}),
			);
			const timesWithKey = (both: string) =>
				(withKey.get(both) ?? []).reduce((sum, { name }) => sum + timesOf(name), 0);
			if (!plan.slowRow)
				for (const [both, messages] of withKey)
					if (!messages.some(({ resend }) => resend))
						expect([both, timesWithKey(both)]).toEqual([both, Math.min(timesWithKey(both), 1)]);

			/** Keys with which a request of somebody's got no clear answer. */
			const unclear = new Set(
				told.flatMap((results, execution) =>
					(results ?? [])
						.filter(({ outcome }) => outcome.kind === 'failed' && isUnclear(outcome))
						.map(({ item, receiver }) => `${runs[execution]?.items[item]?.key} ${receiver}`),
				),
			);
			told.forEach((results, execution) => {
				if (!results) return;
				runs[execution]?.items.forEach(({ receivers, resend, key }, item) => {
					for (const receiver of new Set(receivers.map((index) => `ou_${index}`))) {
						const name = `${execution} ${item} ${receiver}`;
						const times = timesOf(name);
						const outcome = results.find(
							(result) => result.item === item && result.receiver === receiver,
						)?.outcome;
						const what = outcome?.kind ?? 'unreadable';
						seen.set(what, (seen.get(what) ?? 0) + 1);
						const most = resend ? Infinity : 1;
						expect(times).toBeLessThanOrEqual(most);
						if (outcome?.kind === 'sent') {
							expect(outcome.message.message_id).toBe(`om ${name}`);
							expect(times).toBeGreaterThanOrEqual(1);
						} else if (outcome?.kind === 'skipped') {
							expect(timesWithKey(`${key} ${receiver}`)).toBeGreaterThanOrEqual(1);
						} else if (outcome !== undefined && isUnclear(outcome)) {
							// Where all goes well but on Feishu's side, a key is unclear only because of an answer.
							const isCalm = !plan.crash && plan.rowFaults.length === 0 && !plan.slowRow;
							const isAlone = new Set(plan.runs.map(({ worker }) => worker)).size === 1;
							if (isCalm && isAlone && outcome.kind === 'unclear')
								expect([name, unclear.has(`${key} ${receiver}`)]).toEqual([name, true]);
						} else expect([name, what, times]).toEqual([name, what, 0]);
					}
				});
			});

			// Of the morning after nothing remains to be said: sent now, skipped, or unclear.
			expect(
				(told.at(-1) ?? []).filter(
					({ outcome }) =>
						outcome.kind !== 'sent' && outcome.kind !== 'skipped' && !isUnclear(outcome),
				),
			).toEqual([]);
		}),
		{ numRuns: Number(process.env.MODEL_PLANS ?? 400) },
	);
	// Each of these was told, or the model would say nothing about it.
	for (const kind of ['sent', 'skipped', 'unclear', 'failed', 'storeFailed', 'unreadable'])
		expect([kind, seen.has(kind)]).toEqual([kind, true]);
}, 300_000);
