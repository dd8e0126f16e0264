import type { Clock } from '../../nodes/shared/delivery/deliver';

/**
 * In place of the node's clock: time passes ten times as fast for what the node waits for: n8n's store of keys to settle, a
 * quota, the next try. What n8n and the emulator wait for takes as long as ever.
 */
export function quickClock(): { realClock(signal: AbortSignal): Clock } {
	const { realClock } = jest.requireActual<typeof import('../../nodes/shared/n8n/clock')>(
		'../../dist/nodes/shared/n8n/clock.js',
	);
	const begin = Date.now();
	return {
		realClock(signal) {
			const clock = realClock(signal);
			return {
				...clock,
				now: () => begin + (clock.now() - begin) * 10,
				sleep: async (ms) => await clock.sleep(ms / 10),
			};
		},
	};
}
