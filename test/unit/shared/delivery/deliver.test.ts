import {
	asNotSent,
	deliver,
	type Call,
	type DeliveryContext,
} from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { virtualClock } from '../../../support/virtualClock';

const answer = (
	status: number,
	body: unknown,
	headers = {},
): Extract<Exchange, { kind: 'answered' }> => ({
	kind: 'answered',
	status,
	headers,
	body,
	token: 'issued',
});

const success = answer(200, { code: 0, data: { id: 'om_1' } });
const refusal = answer(400, { code: 154004 });
const tokenRefusal = answer(400, { code: 99991663 });
const later = answer(429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '7' });
const chatLimit = answer(400, { code: 230020 });
const internalError = answer(500, { code: 155000 });
const notConnected: Exchange = { kind: 'noAnswer', loss: { neverConnected: true, reason: '' } };
const noTokenNow: Extract<Exchange, { kind: 'notAuthenticated' }> = {
	kind: 'notAuthenticated',
	isTemporary: true,
	problem: { field: '', message: '', hint: '' },
};

interface Setting {
	readonly perMinute: number;
	readonly deadlineMs: number;
	readonly haltsAfterMs: number;
	readonly resendUnknown: boolean;
	readonly notAfterMs?: number;
	/** When requests were answered that came before this one. */
	readonly earlierMs: readonly number[];
}

/** Makes one call that gets these answers, each after ten milliseconds, and tells the moments at which it was made. */
async function run(answers: readonly Exchange[], setting: Partial<Setting> = {}) {
	const { clock, run: letTimePass } = virtualClock(() => 0);
	const {
		perMinute = 0,
		deadlineMs = Infinity,
		haltsAfterMs = Infinity,
		resendUnknown = false,
		notAfterMs,
		earlierMs = [],
	} = setting;
	const pace = new Pace();
	for (const time of earlierMs) {
		const turn = pace.take(pace.join(perMinute), time);
		if ('answered' in turn) turn.answered(time);
	}
	const sentAt: number[] = [];
	const quotaWaits: number[] = [];
	let forgotten = 0;
	const halt = new AbortController();
	if (haltsAfterMs === 0) halt.abort();
	else if (haltsAfterMs < Infinity) void clock.wait(haltsAfterMs).then(() => halt.abort());
	const context: DeliveryContext = {
		clock,
		client: {
			baseUrl: '',
			account: '',
			pace,
			sidePace: new Pace(),
			ticketQuotas: ticketQuotas(),
			async exchange() {
				const exchange = answers[sentAt.length];
				if (!exchange) throw new TypeError('One request too many');
				sentAt.push(clock.now());
				await clock.wait(10);
				return { exchange, forgetToken: () => forgotten++ };
			},
		},
		deadlineMs,
		halted: halt.signal,
		onQuotaWait: (ms) => quotaWaits.push(ms),
	};
	const call: Call<unknown> = {
		request: { method: 'POST', path: '', query: {}, body: {} },
		read: ({ id }) => id,
		timeoutSeconds: 1,
		retry: { maxTries: 3, resendUnknown },
		pace,
		perMinute,
		notAfterMs,
	};
	const delivered = await letTimePass(deliver(call, context));
	return {
		delivered,
		sentAt,
		quotaWaits,
		forgotten,
		turnAfterwards: pace.take(pace.join(1), clock.now()),
	};
}

test('a message that is accepted is sent once, and counts from its answer on', async () => {
	expect(await run([success])).toEqual({
		delivered: { verdict: 'sent', value: 'om_1' },
		sentAt: [0],
		quotaWaits: [],
		forgotten: 0,
		turnAfterwards: { waitMs: 60_000 },
	});
});

test('a refusal ends it', async () => {
	expect(await run([refusal])).toMatchObject({
		delivered: { verdict: 'refused' },
		sentAt: [0],
		forgotten: 0,
	});
});

test('a refused token is renewed once, and at once', async () => {
	expect(await run([tokenRefusal, success])).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [0, 10],
		forgotten: 1,
	});
	expect(await run([tokenRefusal, tokenRefusal])).toMatchObject({
		delivered: { verdict: 'refused' },
		forgotten: 1,
	});
	expect(await run([{ ...tokenRefusal, token: 'pasted' }])).toMatchObject({
		delivered: { verdict: 'refused' },
		forgotten: 0,
	});
});

test('a renewed token costs no try', async () => {
	expect(await run([notConnected, tokenRefusal, notConnected, success])).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [0, 1010, 1020, 3030],
	});
});

test.each([
	['the connection is never made', notConnected],
	['there is no token for now', noTokenNow],
])(
	'three tries when %s, with growing waits that are for this message alone',
	async (_name, exchange) => {
		expect(await run([exchange, exchange, exchange])).toMatchObject({
			delivered: { verdict: 'notNow' },
			sentAt: [0, 1010, 3020],
			quotaWaits: [],
		});
	},
);

test('what may have been delivered is sent again only if the user wants it', async () => {
	expect(await run([internalError])).toMatchObject({
		delivered: { verdict: 'unknown' },
		sentAt: [0],
	});
	expect(
		await run([internalError, internalError, internalError], { resendUnknown: true }),
	).toMatchObject({ delivered: { verdict: 'unknown' }, sentAt: [0, 1010, 3020] });
});

describe('once a try was unclear, nothing but success makes it clear', () => {
	test.each<[string, Exchange[], Partial<Setting>]>([
		['refused', [internalError, refusal], {}],
		['refused with its token, twice', [internalError, tokenRefusal, tokenRefusal], {}],
		['put off for too long', [internalError, later], { deadlineMs: 5000 }],
		['put off for too long in its chat', [internalError, chatLimit], { deadlineMs: 1500 }],
		['not connected', [internalError, notConnected, notConnected], {}],
		['not connected, and then halted', [internalError, notConnected], { haltsAfterMs: 2000 }],
		['not tried', [internalError], { haltsAfterMs: 500 }],
		['not tried while it waits for the quota', [internalError, later], { haltsAfterMs: 5000 }],
	])('%s later', async (_, answers, setting) => {
		const { delivered } = await run(answers, { resendUnknown: true, ...setting });
		expect(delivered).toMatchObject({
			verdict: 'unknown',
			statement: { httpStatus: 500, code: 155000 },
		});
	});

	test('sent later', async () => {
		const { delivered } = await run([internalError, later, success], { resendUnknown: true });
		expect(delivered).toEqual({ verdict: 'sent', value: 'om_1' });
	});
});

test('a limit of one chat is waited for by this message alone, as long as allowed', async () => {
	expect(await run([chatLimit, chatLimit, success])).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [0, 1010, 3020],
		quotaWaits: [],
	});
	expect(await run([chatLimit, chatLimit], { deadlineMs: 1500 })).toMatchObject({
		delivered: { verdict: 'waitTooLong', waitMs: 2000, statement: { code: 230020 } },
	});
});

test('a time that Feishu names for the next token is waited for by everybody', async () => {
	expect(await run([{ ...noTokenNow, resetMs: 7000 }, success])).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [0, 7010],
		quotaWaits: [7000],
	});
	expect(await run([{ ...noTokenNow, resetMs: 7000 }], { deadlineMs: 5000 })).toMatchObject({
		delivered: { verdict: 'waitTooLong' },
	});
});

test('what is of no use any more is not sent', async () => {
	expect(await run([], { notAfterMs: 0 })).toMatchObject({ delivered: { verdict: 'tooLate' } });
	expect(await run([success], { notAfterMs: 1 })).toMatchObject({ delivered: { verdict: 'sent' } });
	expect(await run([later], { notAfterMs: 5000 })).toMatchObject({
		delivered: { verdict: 'tooLate' },
		quotaWaits: [],
	});
	expect(await run([chatLimit], { notAfterMs: 500 })).toMatchObject({
		delivered: { verdict: 'tooLate' },
	});
});

test('comes back when Feishu says, however often, and everybody waits', async () => {
	expect(await run([later, later, later, later, success])).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [0, 7010, 14_020, 21_030, 28_040],
		quotaWaits: [7000, 7000, 7000, 7000],
	});
});

test('answers that ask to come back later cost no try', async () => {
	expect(await run([later, notConnected, notConnected, notConnected])).toMatchObject({
		delivered: { verdict: 'notNow' },
		sentAt: [0, 7010, 8020, 10_030],
	});
});

test('without a time of its own, waits longer after each answer that asks to', async () => {
	const someTime = answer(200, { code: 99991400 });
	expect(await run([notConnected, someTime, someTime, success])).toMatchObject({
		sentAt: [0, 1010, 2020, 4030],
		quotaWaits: [1000, 2000],
	});
});

test('waits for the quota until the deadline, not a millisecond longer', async () => {
	const quota = { perMinute: 1, earlierMs: [0] };
	expect(await run([success], { ...quota, deadlineMs: 60_000 })).toMatchObject({
		delivered: { verdict: 'sent' },
		sentAt: [60_000],
		quotaWaits: [60_000],
	});
	expect(await run([], { ...quota, deadlineMs: 59_999 })).toMatchObject({
		delivered: { verdict: 'waitTooLong', waitMs: 60_000 },
		sentAt: [],
		quotaWaits: [],
	});
});

test('who waits too long hears what Feishu said last', async () => {
	const { delivered } = await run([later], { deadlineMs: 5000 });
	expect(delivered).toMatchObject({
		verdict: 'waitTooLong',
		waitMs: 7000,
		statement: { httpStatus: 429, code: 99991400 },
	});
	const lostSince = await run([later, notConnected], { deadlineMs: 9000, perMinute: 2 });
	expect(lostSince.delivered).toEqual({
		verdict: 'waitTooLong',
		waitMs: 51_990,
		statement: undefined,
	});
});

test('Max Wait is for waiting between tries too: what became of the last one is told', async () => {
	const lost = await run([notConnected, notConnected], { deadlineMs: 100 });
	expect(lost.delivered).toMatchObject({ verdict: 'notNow', loss: { neverConnected: true } });
	expect(lost.sentAt).toEqual([0]);
});

test('once the run is halted, nothing more is sent', async () => {
	expect(await run([], { haltsAfterMs: 0 })).toMatchObject({
		delivered: { verdict: 'notTried' },
		sentAt: [],
	});
	expect(await run([], { haltsAfterMs: 60_000, perMinute: 1, earlierMs: [0] })).toMatchObject({
		delivered: { verdict: 'notTried' },
		sentAt: [],
	});
	expect((await run([later], { haltsAfterMs: 5000 })).delivered).toEqual({ verdict: 'notTried' });
	// What was tried already keeps its verdict.
	expect(await run([notConnected], { haltsAfterMs: 500 })).toMatchObject({
		delivered: { verdict: 'notNow' },
		sentAt: [0],
	});
	expect(await run([later], { haltsAfterMs: 10 })).toMatchObject({
		delivered: { verdict: 'notNow' },
		sentAt: [0],
	});
});

test('a look-up whose end is not known has sent no message', () => {
	const statement = { httpStatus: 500, scopes: [] };
	expect(asNotSent({ verdict: 'unknown', statement })).toEqual({
		verdict: 'notNow',
		holdsUp: 'message',
		statement,
	});
	const refused = { verdict: 'refused', statement, tokenRefused: false, everyItem: false } as const;
	expect(asNotSent(refused)).toBe(refused);
});
