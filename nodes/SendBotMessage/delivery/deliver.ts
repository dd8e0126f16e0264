import { judge, type Exchange, type Statement, type Verdict } from '../feishu/reply';
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
	readonly pace: Pace;
}

/** What holds for all messages of one run. */
export interface RunPolicy {
	readonly messagesPerMinute: number;
	/** Moment from which on nothing waits for the quota any more. */
	readonly deadlineMs: number;
	/** True once nothing more may be sent. */
	isHalted(): boolean;
	/** Told before each wait for the quota. */
	onQuotaWait(ms: number): void;
}

export type Delivered =
	| Verdict
	/** Not sent: waiting for the quota would have taken longer than allowed. With what Feishu said last, if it did. */
	| { readonly verdict: 'waitTooLong'; readonly waitMs: number; readonly statement?: Statement }
	/** Not sent: the run was halted before its turn came. */
	| { readonly verdict: 'notTried' };

/** Sends one message, as often as is safe and useful, and says what became of it. */
export async function deliver(
	request: FeishuRequest,
	timeoutSeconds: number,
	line: Line,
	retry: RetryPolicy,
	run: RunPolicy,
	clock: Clock,
): Promise<Delivered> {
	let tries = 0;
	let rateLimited = 0;
	let tokenRenewed = false;
	let statement: Statement | undefined;
	for (;;) {
		const notSent = await waitForTurn(line.pace, run, clock);
		if (notSent) return notSent.verdict === 'waitTooLong' ? { ...notSent, statement } : notSent;
		const answered = line.pace.start();
		const { exchange, forgetToken } = await line.exchange(request, timeoutSeconds);
		answered(clock.now());

		const verdict = judge(exchange);
		statement = 'statement' in verdict ? verdict.statement : undefined;
		if (exchange.kind === 'answered' && verdict.verdict === 'rateLimited') rateLimited++;
		else if (verdict.verdict !== 'refused') tries++;
		const next = nextStep(verdict, { tries, rateLimited, tokenRenewed: tokenRenewed || !line.canRenewToken }, retry, clock.random());
		if (next.step === 'stop') return verdict;
		if (next.step === 'renewToken') {
			tokenRenewed = true;
			forgetToken();
			continue;
		}
		if (next.pausesAll) line.pace.pauseUntil(clock.now() + next.afterMs);
		else await clock.sleep(next.afterMs);
		if (run.isHalted()) return verdict;
	}
}

async function waitForTurn(pace: Pace, run: RunPolicy, clock: Clock): Promise<Delivered | undefined> {
	for (;;) {
		if (run.isHalted()) return { verdict: 'notTried' };
		const waitMs = pace.waitMs(clock.now(), run.messagesPerMinute);
		if (waitMs === 0) return undefined;
		if (clock.now() + waitMs > run.deadlineMs) return { verdict: 'waitTooLong', waitMs };
		run.onQuotaWait(waitMs);
		await clock.sleep(waitMs);
	}
}
