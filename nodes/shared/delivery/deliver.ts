import { judge, type Exchange, type ReadData, type Statement, type Verdict } from '../feishu/judge';
import { nextStep, NOTHING_TRIED, type RetryPolicy } from '../feishu/retryPolicy';
import type { FeishuRequest } from '../feishu/sendMessage';
import type { Pace } from './pace';

/** Time and randomness, replaceable in tests. */
export interface Clock {
	/** Milliseconds. */
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
	/** Of messages. */
	readonly pace: Pace;
	/** Of look-ups and uploads, whose quotas are ten times as large: it only heeds what Feishu says. */
	readonly sidePace: Pace;
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
}

/** One call, and how it is made. */
export interface Call<T> {
	readonly request: FeishuRequest;
	readonly read: ReadData<T>;
	readonly timeoutSeconds: number;
	readonly retry: RetryPolicy;
	readonly pace: Pace;
	/** 0: no quota but what Feishu says. */
	readonly perMinute: number;
}

export type CallResult<T = unknown> =
	| Verdict<T>
	/** Not sent: waiting for the quota would have taken longer than allowed. With what Feishu said last, if it did. */
	| { readonly verdict: 'waitTooLong'; readonly waitMs: number; readonly statement?: Statement }
	/** Not sent: the run was halted before its turn came. */
	| { readonly verdict: 'notTried' };

/** Anything but success. */
export type Unsent = Exclude<CallResult, { verdict: 'sent' }>;

/** Makes one call, as often as is safe and useful, and says what became of it. */
export async function deliver<T>(call: Call<T>, context: DeliveryContext): Promise<CallResult<T>> {
	const { client, clock, halted } = context;
	let history = NOTHING_TRIED;
	let statement: Statement | undefined;
	for (;;) {
		const notSent = await waitForTurn(call, context);
		if (notSent) return notSent.verdict === 'waitTooLong' ? { ...notSent, statement } : notSent;
		const answered = call.pace.start();
		const { exchange, forgetToken } = await client.exchange(call.request, call.timeoutSeconds);
		answered(clock.now());

		const verdict = judge(exchange, call.read);
		statement = 'statement' in verdict ? verdict.statement : undefined;
		const next = nextStep(verdict, history, call.retry, clock.random());
		if (next.step === 'stop') return verdict;
		history = next.history;
		if (next.step === 'renewToken') {
			forgetToken();
			continue;
		}
		if (next.pausesAll) call.pace.pauseUntil(clock.now() + next.afterMs);
		else await clock.sleep(next.afterMs);
		if (halted.aborted) return verdict;
	}
}

/**
 * For calls that come before a message, such as a look-up or an upload: whatever became of them, even if that is not known,
 * the message itself was not sent.
 */
export function asNotSent(result: Unsent): Exclude<Unsent, { verdict: 'unknown' }> {
	return result.verdict === 'unknown' ? { ...result, verdict: 'notNow' } : result;
}

type NotSent = Extract<CallResult, { verdict: 'waitTooLong' | 'notTried' }>;

async function waitForTurn(
	{ pace, perMinute }: Call<unknown>,
	{ clock, halted, deadlineMs, onQuotaWait }: DeliveryContext,
): Promise<NotSent | undefined> {
	for (;;) {
		if (halted.aborted) return { verdict: 'notTried' };
		const waitMs = pace.waitMs(clock.now(), perMinute);
		if (waitMs === 0) return undefined;
		if (clock.now() + waitMs > deadlineMs) return { verdict: 'waitTooLong', waitMs };
		onQuotaWait(waitMs);
		await clock.sleep(waitMs);
	}
}
