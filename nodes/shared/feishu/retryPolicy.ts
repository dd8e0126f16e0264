import type { HoldsUp, Verdict } from './judge';

export interface RetryPolicy {
	/** Requests to make at most when the connection is never made (and for unclear ones, if those are resent). */
	readonly maxTries: number;
	/** True when the user prefers a duplicate to a loss. */
	readonly resendUnknown: boolean;
}

/** What was tried for one message so far. */
export interface History {
	/** Requests that were not answered with "later". */
	readonly tries: number;
	/** Answers that asked to come back later. */
	readonly laters: number;
	readonly tokenRenewed: boolean;
}

export const NOTHING_TRIED: History = { tries: 0, laters: 0, tokenRenewed: false };

export type NextStep =
	| { readonly step: 'stop' }
	| { readonly step: 'renewToken'; readonly history: History }
	| {
			readonly step: 'resend';
			readonly afterMs: number;
			/** What waits so long. */
			readonly holdsUp: HoldsUp;
			readonly history: History;
	  };

const STOP: NextStep = { step: 'stop' };

/**
 * What to do after a verdict. Only what Feishu certainly did not accept is sent again: the endpoint takes no idempotency
 * key, so resending anything else could deliver a message twice.
 * @param history before this verdict
 * @param random from 0 to 1, spreads the waits of several senders
 */
export function nextStep(
	verdict: Verdict,
	history: History,
	policy: RetryPolicy,
	random: number,
): NextStep {
	switch (verdict.verdict) {
		case 'sent':
			return STOP;
		case 'refused':
			return verdict.tokenRefused === 'issued' && !history.tokenRenewed
				? { step: 'renewToken', history: { ...history, tokenRenewed: true } }
				: STOP;
		case 'notNow': {
			const { holdsUp, resetMs } = verdict;
			if (holdsUp === 'message') return tryAgain(history, policy, random);
			const laters = history.laters + 1;
			const afterMs = Math.max(resetMs ?? backoffMs(laters, random), SHORTEST_WAIT_MS);
			return { step: 'resend', afterMs, holdsUp, history: { ...history, laters } };
		}
		case 'unknown':
			return policy.resendUnknown ? tryAgain(history, policy, random) : STOP;
	}
}

function tryAgain(history: History, policy: RetryPolicy, random: number): NextStep {
	const tries = history.tries + 1;
	return tries < policy.maxTries
		? {
				step: 'resend',
				afterMs: backoffMs(tries, random),
				holdsUp: 'message',
				history: { ...history, tries },
			}
		: STOP;
}

/** A reset of 0 must not become a loop without a pause. */
const SHORTEST_WAIT_MS = 200;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 60_000;

/** Doubles from one second to one minute, shortened at random by up to a half. */
function backoffMs(failures: number, random: number): number {
	return Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS) * (1 - random / 2);
}
