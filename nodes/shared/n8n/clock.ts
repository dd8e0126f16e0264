import { sleep } from 'n8n-workflow';

import type { Clock } from '../delivery/deliver';
import { listenersOf } from '../signals';

/**
 * The time that passes; setting the machine's clock does not change it (https://nodejs.org/api/perf_hooks.html#performancenow).
 * Sleeping ends when the signal says so, without leaving a timer behind.
 */
export function realClock(signal: AbortSignal): Clock {
	const onAbort = listenersOf(signal);
	return {
		now: () => performance.now(),
		random: () => Math.random(),
		async sleep(ms) {
			const end = performance.now() + ms;
			const waker = new AbortController();
			const forget = onAbort(() => waker.abort());
			// In slices, because sleep() of n8n before 2.34 does not know signals.
			for (let left = ms; left > 0 && !signal.aborted; left = end - performance.now()) {
				await sleep(Math.min(left, LONGEST_SLICE_MS), waker.signal).catch(() => undefined);
			}
			forget();
		},
	};
}

const LONGEST_SLICE_MS = 1000;
