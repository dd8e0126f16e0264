import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { unsent, type Message, type Outcome } from '../../../../nodes/shared/run/outcome';
import { RunMemory } from '../../../../nodes/shared/run/runMemory';
import { sendAll, type Run } from '../../../../nodes/shared/run/sendAll';
import { virtualClock } from '../../../support/virtualClock';
import { DELIVERED, newRun, NO_ANSWER } from './manyMessages';
import { messageTo } from './messageTo';
import { answered } from './readingContext';

const REFUSED = answered(400, { code: 154004, msg: 'no' });
const HELPDESK_REFUSED = answered(401, { code: 154001, msg: 'no' });
const USER_IDS_REFUSED = answered(400, {
	code: 99991672,
	error: { permission_violations: [{ subject: 'contact:user.employee_id:readonly' }] },
});
const NO_CONNECTION: Exchange = {
	kind: 'noAnswer',
	loss: { neverConnected: true, reason: '' },
};

/** To each of them, in as many items, once each: a try that fails is the last. */
function messages(ids: readonly string[], options: object = {}, mode = 'id'): Message[] {
	return ids.map((id, item) => ({
		...messageTo(id, { options: { maxTries: 1, ...options } }, mode),
		item,
	}));
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `ou_${i}`);

/** What becomes of them, and who was asked for. `answers`: one after the other, after so many milliseconds; then all arrive. */
async function send(
	planned: readonly Message[],
	answers: ReadonlyArray<Exchange | { readonly afterMs: number; readonly exchange: Exchange }>,
	settings: Partial<Run> = {},
	prepare: (run: Run) => void = () => undefined,
) {
	const virtual = virtualClock();
	const asked: string[] = [];
	const run = newRun(
		virtual,
		async ({ body }) => {
			const answer = answers[asked.length] ?? DELIVERED;
			asked.push(String(body?.receiver_id));
			const { afterMs, exchange } =
				'afterMs' in answer ? answer : { afterMs: 10, exchange: answer };
			await virtual.clock.wait(afterMs);
			return exchange;
		},
		settings,
	);
	prepare(run);
	const outcomes = await virtual.run(sendAll(planned, run));
	return { outcomes, asked, told: outcomes.map(tell) };
}

/** In few words: what became of it, and what it says of others. */
function tell(outcome: Outcome): string {
	if (outcome.kind !== 'failed') return outcome.kind;
	const { verdict, shownByItem, afterUnclear } = outcome;
	return [
		verdict.verdict,
		...(shownByItem === undefined ? [] : [`by ${shownByItem}`]),
		...(afterUnclear === undefined ? [] : [`after ${afterUnclear}`]),
	].join(' ');
}

describe('what is refused for all', () => {
	test('nobody else is asked for, and each says which item showed it', async () => {
		const { told, asked } = await send(messages(ids(4)), [DELIVERED, HELPDESK_REFUSED]);
		expect(told).toEqual(['sent', 'refused', 'refused by 1', 'refused by 1']);
		expect(asked).toEqual(['ou_0', 'ou_1']);
	});

	test('of several answers the first one counts; one that is late still arrives', async () => {
		const { told } = await send(
			messages(ids(5)),
			[
				{ afterMs: 30, exchange: HELPDESK_REFUSED },
				{ afterMs: 20, exchange: HELPDESK_REFUSED },
				{ afterMs: 40, exchange: DELIVERED },
			],
			{ concurrency: 3 },
		);
		expect(told).toEqual(['refused', 'refused', 'sent', 'refused by 1', 'refused by 1']);
	});

	test('a refusal of one message says nothing of the others', async () => {
		const { told } = await send(messages(ids(3)), [REFUSED, REFUSED]);
		expect(told).toEqual(['refused', 'refused', 'sent']);
	});

	test('a kind of ID: only those are not tried, and the first answer counts', async () => {
		const planned = [
			...messages(['7d31c5f9', '4e8a1c7d', 'a05e94b2'], {}, 'userId'),
			...messages(ids(2)),
		].map((message, item) => ({ ...message, item }));
		const { told, asked } = await send(
			planned,
			[
				{ afterMs: 30, exchange: USER_IDS_REFUSED },
				{ afterMs: 20, exchange: USER_IDS_REFUSED },
			],
			{ concurrency: 2 },
		);
		expect(told).toEqual(['refused', 'refused', 'refused by 1', 'sent', 'sent']);
		expect(asked).toHaveLength(4);
	});
});

test('where the first failure ends the run, the rest was not tried', async () => {
	const { told, asked } = await send(messages(ids(3)), [REFUSED], { stopsOnFailure: true });
	expect(told).toEqual(['refused', 'notTried', 'notTried']);
	expect(asked).toEqual(['ou_0']);
});

describe('what is known from an earlier try', () => {
	test('is not sent again, and a failure among it stops nothing', async () => {
		const [known, failed, fresh] = messages(ids(3)) as [Message, Message, Message];
		const memory = new RunMemory();
		memory.remember(known, {
			kind: 'sent',
			message: { message_id: 'om_0', msg_type: 'text' },
		});
		memory.remember(
			failed,
			unsent(failed, { verdict: 'unknown', loss: { neverConnected: false, reason: '' } }),
		);
		const { told, asked } = await send([known, failed, fresh], [], {
			memory,
			stopsOnFailure: true,
		});
		expect(told).toEqual(['sent', 'unknown', 'sent']);
		expect(asked).toEqual(['ou_2']);
	});

	test('needs no key: only those of the others are asked for, in their order', async () => {
		const planned = messages(ids(3), { deduplicationKey: 'k' });
		const [known] = planned as [Message];
		const memory = new RunMemory();
		memory.remember(known, {
			kind: 'sent',
			message: { message_id: 'om_0', msg_type: 'text' },
		});
		const expected: string[][] = [];
		const { keys } = newRun(virtualClock(), async () => DELIVERED);
		await send([...planned, messageTo('ou_3')], [], {
			memory,
			keys: { ...keys, expect: (all) => void expected.push([...all]) },
		});
		expect(expected).toEqual([['["open_id","ou_1","k"]', '["open_id","ou_2","k"]']]);
	});
});

test('a store that fails for one: nothing was sent, and the others are', async () => {
	const { keys } = newRun(virtualClock(), async () => DELIVERED);
	const claim = async (key: string) => {
		if (key.includes('ou_1')) throw new Error('disk');
		return 'claimed' as const;
	};
	const { outcomes, asked } = await send(messages(ids(3), { deduplicationKey: 'k' }), [], {
		keys: { ...keys, claim },
	});
	expect(outcomes[1]).toEqual({
		kind: 'storeFailed',
		error: new Error('disk'),
		receiver: 'ou_1',
		meantFor: 'chat',
	});
	expect(asked).toEqual(['ou_0', 'ou_2']);
});

test('each one that is done is counted, whatever became of it', async () => {
	const counted: number[] = [];
	await send(messages(ids(4)), [DELIVERED, HELPDESK_REFUSED], {
		onSettled: (count) => void counted.push(count),
	});
	expect(counted).toEqual([1, 2, 3, 4]);
});

describe('an outage', () => {
	const unclear = (count: number) => Array<Exchange>(count).fill(NO_ANSWER);
	const toldOf = (count: number, what: string) => Array<string>(count).fill(what);

	test('one at a time: five make it sure, and the rest says after how many', async () => {
		const { told } = await send(messages(ids(8)), unclear(8));
		expect(told).toEqual([...toldOf(5, 'unknown'), ...toldOf(3, 'notTried after 5')]);
	});

	test.each([
		['sent', DELIVERED, 'sent'],
		['refused in words of Feishu', REFUSED, 'refused'],
	])('a message that was %s begins the count anew', async (_, answer, what) => {
		const { told } = await send(messages(ids(11)), [...unclear(4), answer, ...unclear(6)]);
		expect(told).toEqual([
			...toldOf(4, 'unknown'),
			what,
			...toldOf(5, 'unknown'),
			'notTried after 5',
		]);
	});

	test('several at a time: all that were under way may be of one event, so the count begins behind them', async () => {
		const { told } = await send(
			messages(ids(20)),
			[...Array<Exchange>(7).fill(DELIVERED), ...unclear(13)],
			{ concurrency: 3 },
		);
		expect(told.filter((each) => each === 'sent')).toHaveLength(7);
		expect(told.at(-1)).toBe('notTried after 7');
	});

	test('Feishu says that it failed inside: that counts as unclear too', async () => {
		const failed = answered(500, { code: 155000, msg: 'internal error' });
		const { told } = await send(messages(ids(7)), Array<Exchange>(7).fill(failed));
		expect(told).toEqual([...toldOf(5, 'unknown'), ...toldOf(2, 'notTried after 5')]);
	});

	test('no connection says nothing of Feishu: it neither counts nor begins anew', async () => {
		const { told } = await send(messages(ids(8)), [...unclear(4), NO_CONNECTION, ...unclear(3)]);
		expect(told).toEqual([
			...toldOf(4, 'unknown'),
			'notNow',
			'unknown',
			...toldOf(2, 'notTried after 5'),
		]);
	});

	test('what an earlier execution left unclear does not count', async () => {
		const { keys } = newRun(virtualClock(), async () => DELIVERED);
		const { told } = await send(messages(ids(9), { deduplicationKey: 'k' }), [], {
			keys: { ...keys, claim: async () => 'unclear' },
		});
		expect(told).toEqual(toldOf(9, 'unclear'));
	});

	test('one that was under way and arrives does not take it back', async () => {
		const late = { afterMs: 5000, exchange: DELIVERED };
		const { told } = await send(
			messages(ids(9)),
			[late, ...unclear(8)],
			{ concurrency: 2 },
			// Another run of the account goes well: what is under way is no reason to wait.
			({ client }) => (client.pace.growth.at = () => Infinity),
		);
		expect(told).toEqual(['sent', ...toldOf(6, 'unknown'), ...toldOf(2, 'notTried after 6')]);
	});
});
