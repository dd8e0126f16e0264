/** Feishu counts requests per minute (https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN). */
const WINDOW_MS = 60_000;

/**
 * Keeps one account within its quota: the burst goes out at full speed, then sending waits for the window.
 * Times are milliseconds of one clock.
 *
 * A request counts from its answer on, not from its start: Feishu saw it no later than that, so the next one that takes
 * its place cannot reach Feishu within the same minute, whatever the network does.
 */
export class Pace {
	/** When requests were answered, oldest first. */
	private answered: number[] = [];
	private inFlight = 0;
	private pausedUntilMs = 0;

	/** How long to wait until one more request may start; 0: not at all. `perMinute` 0: there is no quota. */
	waitMs(now: number, perMinute: number): number {
		return Math.max(this.pausedUntilMs - now, this.quotaWaitMs(now, perMinute), 0);
	}

	/** Takes a place in the window; the returned function must be called with the time of the answer. */
	start(): (now: number) => void {
		this.inFlight++;
		return (now) => {
			this.inFlight--;
			this.answered.push(now);
		};
	}

	/** Feishu said when to come back. By then the window is a new one, so what was counted so far counts no more. */
	pauseUntil(timeMs: number): void {
		this.pausedUntilMs = Math.max(this.pausedUntilMs, timeMs);
		this.answered = [];
	}

	/** True when nothing is known that a new Pace would not know. */
	isIdle(now: number): boolean {
		return (
			this.inFlight === 0 &&
			this.pausedUntilMs <= now &&
			(this.answered.at(-1) ?? -WINDOW_MS) + WINDOW_MS <= now
		);
	}

	private quotaWaitMs(now: number, perMinute: number): number {
		if (perMinute === 0) {
			this.answered = [];
			return 0;
		}
		const firstInside = this.answered.findIndex((time) => time + WINDOW_MS > now);
		this.answered.splice(0, firstInside === -1 ? this.answered.length : firstInside);
		const tooMany = this.answered.length + this.inFlight - perMinute + 1;
		if (tooMany <= 0) return 0;
		const freeing = this.answered[tooMany - 1];
		// Only requests in flight are in the way: their minute has not begun yet.
		return freeing === undefined ? WINDOW_MS : freeing + WINDOW_MS - now;
	}
}
