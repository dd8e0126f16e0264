import type { Subject } from '../feishu/errorCodes';
import { judge, type Exchange, type ReadData, type Statement, type Verdict } from '../feishu/judge';
import { nextStep, NOTHING_TRIED, type RetryPolicy } from '../feishu/retryPolicy';
import type { FeishuRequest } from '../feishu/request';
import type { Flight, Leave } from './flight';
import type { WaitAside } from './lanes';
import type { Pace, Quota, Turn } from './pace';
import type { TicketQuotas } from './ticketQuotas';

/** Time and randomness, replaceable in tests. */
export interface Clock {
	/** Milliseconds since some moment. It never goes back, whatever is done to the clock of the machine. */
	now(): number;
	/** Ends early when the run is halted. */
	sleep(ms: number): Promise<void>;
	/** From 0 to 1. */
	random(): number;
}

/** Feishu as one account sees it. */
export interface FeishuClient {
	/** Sends once; never throws. `forgetToken` makes the next exchange use another token than this one did. */
	exchange(
		request: FeishuRequest,
		timeoutSeconds: number,
	): Promise<{ exchange: Exchange; forgetToken(): void }>;
	/** Without trailing slash. */
	readonly baseUrl: string;
	/** Tells accounts apart, i.e. apps and servers. */
	readonly account: string;
	/** Of messages. */
	readonly pace: Pace;
	/** Of look-ups and uploads, whose quotas are ten times as large: it only heeds what Feishu says. */
	readonly sidePace: Pace;
	readonly ticketQuotas: TicketQuotas;
}

/** What every call of a run needs. */
export interface DeliveryContext {
	readonly client: FeishuClient;
	readonly clock: Clock;
	/** Aborted once nothing more may be sent. */
	readonly halted: AbortSignal;
	/** Moment from which on nothing waits for a quota any more. */
	readonly deadlineMs: number;
	/** Told before each wait for a quota. */
	onQuotaWait(ms: number): void;
	/** Waits while others go on; without it they have to wait too. */
	readonly waitAside?: WaitAside;
}

/** One call, and how it is made. */
export interface Call<T> extends Quota {
	readonly request: FeishuRequest;
	readonly read: ReadData<T>;
	/** What its codes are about; absent: a bot message. */
	readonly subject?: Subject;
	readonly timeoutSeconds: number;
	readonly retry: RetryPolicy;
	/** Bounds how many such calls are under way at a time. */
	readonly flight?: Flight;
	/** From this moment of the clock on it is of no use. */
	readonly notAfterMs?: number;
}

export type CallResult<T = unknown> =
	| Verdict<T>
	/** Not sent: waiting for the quota would have taken longer than allowed. With what Feishu said last, if it did. */
	| { readonly verdict: 'waitTooLong'; readonly waitMs: number; readonly statement?: Statement }
	/** Not sent: its time was over before its turn came. */
	| { readonly verdict: 'tooLate' }
	/** Not sent: the run was halted before its turn came. */
	| { readonly verdict: 'notTried' };

/** Anything but success. */
export type Unsent = Exclude<CallResult, { verdict: 'sent' }>;

/**
 * Makes one call, as often as is safe and useful, and says what became of it. Once nobody knows what became of a try, nobody
 * knows it of the call, unless a later try is successful: what is refused, put off or not tried then may have been done before.
 */
export async function deliver<T>(call: Call<T>, context: DeliveryContext): Promise<CallResult<T>> {
	const { client, clock, halted } = context;
	let history = NOTHING_TRIED;
	let statement: Statement | undefined;
	let unclear: Extract<Verdict, { verdict: 'unknown' }> | undefined;
	for (;;) {
		const turn = await waitForTurn(call, context);
		if ('verdict' in turn)
			return unclear ?? (turn.verdict === 'waitTooLong' ? { ...turn, statement } : turn);
		const { exchange, forgetToken } = await client.exchange(call.request, call.timeoutSeconds);
		turn.answered(clock.now());

		const verdict = judge(exchange, call.read, call.subject);
		turn.leave?.(verdict);
		if (verdict.verdict === 'unknown') unclear = verdict;
		statement = 'statement' in verdict ? verdict.statement : undefined;
		const next = nextStep(verdict, history, call.retry, clock.random());
		if (next.step === 'stop') return verdict.verdict === 'sent' ? verdict : (unclear ?? verdict);
		history = next.history;
		if (next.step === 'renewToken') {
			forgetToken();
			continue;
		}
		const { afterMs } = next;
		switch (next.holdsUp) {
			case 'account':
				call.pace.pauseUntil(clock.now() + afterMs);
				break;
			case 'chat': {
				const late = lateBy(call, context, afterMs);
				if (late)
					return unclear ?? (late.verdict === 'waitTooLong' ? { ...late, statement } : late);
				const wait = clock.sleep(afterMs);
				await (context.waitAside?.(wait) ?? wait);
				break;
			}
			case 'message':
				// Not for the quota, but Max Wait is for all waiting: what became of the last try says more.
				if (lateBy(call, context, afterMs)) return unclear ?? verdict;
				await clock.sleep(afterMs);
		}
		if (halted.aborted) return unclear ?? verdict;
	}
}

/**
 * For calls that come before a message, such as a look-up or an upload: whatever became of them, even if that is not known,
 * the message itself was not sent.
 */
export function asNotSent(result: Unsent): Exclude<Unsent, { verdict: 'unknown' }> {
	return result.verdict === 'unknown'
		? { ...result, verdict: 'notNow', holdsUp: 'message' }
		: result;
}

type Late = Extract<CallResult, { verdict: 'waitTooLong' | 'tooLate' }>;
type NotSent = Late | Extract<CallResult, { verdict: 'notTried' }>;

/** A place in the window, and one among those that are under way; or why there will be none. */
async function waitForTurn(
	call: Call<unknown>,
	context: DeliveryContext,
): Promise<(Extract<Turn, { answered: unknown }> & { readonly leave?: Leave }) | NotSent> {
	const { pace, flight, perMinute } = call;
	const { clock, halted, onQuotaWait } = context;
	let leave = await flight?.enter();
	const waiting = pace.join(perMinute);
	const look = (): Turn | NotSent => {
		if (halted.aborted) return { verdict: 'notTried' };
		const late = lateBy(call, context, 0);
		if (late) return late;
		const turn = pace.take(waiting, clock.now());
		return 'answered' in turn ? turn : (lateBy(call, context, turn.waitMs) ?? turn);
	};
	try {
		for (;;) {
			const turn = look();
			if ('answered' in turn) return { ...turn, leave };
			// Whoever waits keeps no place. Afterwards fewer may be allowed under way.
			leave?.();
			if ('verdict' in turn) return turn;
			onQuotaWait(turn.waitMs);
			await clock.sleep(turn.waitMs);
			leave = await flight?.enter();
		}
	} finally {
		pace.leave(waiting);
	}
}

/** Why it is of no use to wait so long, if that is so. */
function lateBy(
	{ notAfterMs = Infinity }: Call<unknown>,
	{ clock, deadlineMs }: DeliveryContext,
	waitMs: number,
): Late | undefined {
	const endMs = clock.now() + waitMs;
	if (endMs >= notAfterMs) return { verdict: 'tooLate' };
	return waitMs > 0 && endMs > deadlineMs ? { verdict: 'waitTooLong', waitMs } : undefined;
}
