/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets pending promises settle */
import type { Clock } from '../../nodes/shared/delivery/deliver';

/** A clock whose time only passes when everyone is waiting for it. */
export function virtualClock(random: () => number = () => 0.5) {
	let now = 0;
	let timers: Array<{ at: number; wake: () => void }> = [];
	const wakeAll = () => {
		timers.forEach(({ wake }) => wake());
		timers = [];
	};
	const clock: Clock & { wait(ms: number): Promise<void> } = {
		now: () => now,
		random,
		sleep: (ms) => clock.wait(ms),
		wait: (ms) => new Promise((wake) => timers.push({ at: now + ms, wake })),
	};
	return {
		clock,
		/** Ends all waiting, as a halt does. */
		wakeAll,
		/** Lets time pass until the work is done. */
		async run<T>(work: Promise<T>): Promise<T> {
			let isDone = false;
			const finish = () => (isDone = true);
			work.then(finish, finish);
			for (;;) {
				await new Promise((resolve) => setImmediate(resolve));
				if (isDone) return await work;
				timers.sort((a, b) => a.at - b.at);
				const next = timers.shift();
				if (!next) throw new TypeError('Everybody waits, and for nothing');
				now = Math.max(now, next.at);
				next.wake();
			}
		},
	};
}
