import type { Verdict } from './judge';

export interface RetryPolicy {
	/** Requests to make at most when the connection is never made (and for unclear ones, if those are resent). */
	readonly maxTries: number;
	/** True when the user takes a message that arrives twice rather than one that may not have arrived. */
	readonly resendUnknown: boolean;
}

/** What was tried for one message so far, this verdict included. */
export interface History {
	/** Requests that were not answered with "later". */
	readonly tries: number;
	/** Answers that asked to come back later. */
	readonly rateLimited: number;
	readonly tokenRenewed: boolean;
}

export type NextStep =
	| { readonly step: 'stop' }
	| { readonly step: 'renewToken' }
	/** `pausesAll`: the wait is for everything this account sends, not for this message alone. */
	| { readonly step: 'resend'; readonly afterMs: number; readonly pausesAll: boolean };

const STOP: NextStep = { step: 'stop' };

/**
 * What to do after a verdict. Only what Feishu certainly did not accept is sent again: the endpoint takes no idempotency
 * key, so resending anything else could deliver a message twice.
 * @param random from 0 to 1, spreads the waits of several senders
 */
export function nextStep(verdict: Verdict, history: History, policy: RetryPolicy, random: number): NextStep {
	switch (verdict.verdict) {
		case 'sent':
			return STOP;
		case 'refused':
			return verdict.tokenRefused && !history.tokenRenewed ? { step: 'renewToken' } : STOP;
		case 'rateLimited':
			return 'statement' in verdict
				? { step: 'resend', afterMs: Math.max(verdict.resetMs ?? backoffMs(history.rateLimited, random), SHORTEST_WAIT_MS), pausesAll: true }
				: tryAgain(history, policy, random);
		case 'unknown':
			return policy.resendUnknown ? tryAgain(history, policy, random) : STOP;
	}
}

function tryAgain(history: History, policy: RetryPolicy, random: number): NextStep {
	return history.tries < policy.maxTries ? { step: 'resend', afterMs: backoffMs(history.tries, random), pausesAll: false } : STOP;
}

/** A reset of 0 must not become a loop without a pause. */
const SHORTEST_WAIT_MS = 200;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 60_000;

/** Doubles from one second to one minute, shortened at random by up to a half. */
function backoffMs(failures: number, random: number): number {
	return Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS) * (1 - random / 2);
}
