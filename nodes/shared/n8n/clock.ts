import { sleep } from 'n8n-workflow';

import type { Clock } from '../delivery/deliver';

/** The real time. Sleeping ends when the signal says so, without leaving a timer behind. */
export function realClock(signal: AbortSignal): Clock {
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		async sleep(ms) {
			const end = Date.now() + ms;
			// In slices, because sleep() of n8n before 2.34 does not know signals.
			for (let left = ms; left > 0 && !signal.aborted; left = end - Date.now()) {
				await sleep(Math.min(left, LONGEST_SLICE_MS), signal).catch(() => undefined);
			}
		},
	};
}

const LONGEST_SLICE_MS = 1000;
