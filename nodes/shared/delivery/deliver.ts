import { judge, type Exchange, type ReadData, type Statement, type Verdict } from '../feishu/judge';
import { nextStep, type RetryPolicy } from '../feishu/retryPolicy';
import type { FeishuRequest } from '../feishu/sendMessage';
import type { Pace } from './pace';

/** Time and chance, so that tests can give their own. */
export interface Clock {
	/** Milliseconds. */
	now(): number;
	/** Ends early when the run is halted. */
	sleep(ms: number): Promise<void>;
	/** From 0 to 1. */
	random(): number;
}

/** The way to Feishu for one account. */
export interface Line {
	/** Sends once; never throws. `forgetToken` makes the next exchange use another token than this one did. */
	exchange(request: FeishuRequest, timeoutSeconds: number): Promise<{ exchange: Exchange; forgetToken(): void }>;
	/** False when the token was pasted by the user. */
	readonly canRenewToken: boolean;
	/** Without trailing slash. */
	readonly baseUrl: string;
	/** Of messages. */
	readonly pace: Pace;
	/** Of look-ups and uploads, whose quotas are ten times as large: it only heeds what Feishu says. */
	readonly sidePace: Pace;
}

/** What holds for everything that one run sends. */
export interface RunPolicy {
	/** Moment from which on nothing waits for a quota any more. */
	readonly deadlineMs: number;
	/** True once nothing more may be sent. */
	isHalted(): boolean;
	/** Told before each wait for a quota. */
	onQuotaWait(ms: number): void;
}

/** What every call of a run goes through. */
export interface Carrier {
	readonly line: Line;
	readonly run: RunPolicy;
	readonly clock: Clock;
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

export type Delivered<T = unknown> =
	| Verdict<T>
	/** Not sent: waiting for the quota would have taken longer than allowed. With what Feishu said last, if it did. */
	| { readonly verdict: 'waitTooLong'; readonly waitMs: number; readonly statement?: Statement }
	/** Not sent: the run was halted before its turn came. */
	| { readonly verdict: 'notTried' };

/** Makes one call, as often as is safe and useful, and says what became of it. */
export async function deliver<T>(call: Call<T>, carrier: Carrier): Promise<Delivered<T>> {
	const { line, run, clock } = carrier;
	let tries = 0;
	let rateLimited = 0;
	let tokenRenewed = !line.canRenewToken;
	let statement: Statement | undefined;
	for (;;) {
		const notSent = await waitForTurn(call, carrier);
		if (notSent) return notSent.verdict === 'waitTooLong' ? { ...notSent, statement } : notSent;
		const answered = call.pace.start();
		const { exchange, forgetToken } = await line.exchange(call.request, call.timeoutSeconds);
		answered(clock.now());

		const verdict = judge(exchange, call.read);
		statement = 'statement' in verdict ? verdict.statement : undefined;
		if (exchange.kind === 'answered' && verdict.verdict === 'rateLimited') rateLimited++;
		else if (verdict.verdict !== 'refused') tries++;
		const next = nextStep(verdict, { tries, rateLimited, tokenRenewed }, call.retry, clock.random());
		if (next.step === 'stop') return verdict;
		if (next.step === 'renewToken') {
			tokenRenewed = true;
			forgetToken();
			continue;
		}
		if (next.pausesAll) call.pace.pauseUntil(clock.now() + next.afterMs);
		else await clock.sleep(next.afterMs);
		if (run.isHalted()) return verdict;
	}
}

/**
 * For calls that come before a message, such as a look-up or an upload: whatever became of them, even if that is not known,
 * the message itself was not sent.
 */
export function messageNotSent<T>(delivered: Exclude<Delivered<T>, { verdict: 'sent' }>): Exclude<Delivered<T>, { verdict: 'sent' | 'unknown' }> {
	return delivered.verdict === 'unknown' ? { ...delivered, verdict: 'rateLimited' } : delivered;
}

type NotSent = Extract<Delivered, { verdict: 'waitTooLong' | 'notTried' }>;

async function waitForTurn({ pace, perMinute }: Call<unknown>, { run, clock }: Carrier): Promise<NotSent | undefined> {
	for (;;) {
		if (run.isHalted()) return { verdict: 'notTried' };
		const waitMs = pace.waitMs(clock.now(), perMinute);
		if (waitMs === 0) return undefined;
		if (clock.now() + waitMs > run.deadlineMs) return { verdict: 'waitTooLong', waitMs };
		run.onQuotaWait(waitMs);
		await clock.sleep(waitMs);
	}
}
