import type { Verdict } from './reply';

/**
 * What to do after a verdict. Only what Feishu certainly refused is ever sent again: the endpoint takes no
 * idempotency key, so resending anything else could deliver a message twice.
 * @param attempt 1 for the first request of this message
 */
export function nextStep(verdict: Verdict, attempt: number): 'renewToken' | 'stop' {
	return verdict.verdict === 'refused' && verdict.tokenRefused && attempt === 1 ? 'renewToken' : 'stop';
}
