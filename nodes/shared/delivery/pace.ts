import { Growth } from './growth';

/** Feishu counts requests per minute, some per second (https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN). */
const MINUTE_MS = 60_000;

/** One request that takes a place in the window. */
interface Place {
	/** The quota of the node that made it; 0: it does not keep to one. */
	readonly perMinute: number;
}

interface Answered extends Place {
	readonly answeredMs: number;
}

/** One that waits for its turn. Who came first goes first. */
export interface Waiting {
	readonly perMinute: number;
}

/** Either a place, or how long to wait before asking again. */
export type Turn =
	| {
			/** To be called with the time of the answer. */
			readonly answered: (now: number) => void;
	  }
	| { readonly waitMs: number };

/**
 * Keeps one account within its quota: the burst goes out at full speed, then sending waits for the window.
 * Times are milliseconds of one clock that never goes back.
 *
 * A request counts from its answer on, not from its start: Feishu saw it no later than that, so the next one that takes
 * its place cannot reach Feishu within the same minute, whatever the network does.
 *
 * Nodes may have different quotas for one account. Each keeps the requests of all nodes whose quota is no larger than its
 * own within it, and those of nodes without a quota. So none sends more than its own quota in a minute, all together no
 * more than the largest, and a small quota does not wait for what a large one has still to send.
 */
export class Pace {
	/** How many may be under way at a time. */
	readonly growth = new Growth();

	/** @param windowMs the time in which requests are counted; where it is no minute, "per minute" means per window */
	constructor(private readonly windowMs = MINUTE_MS) {}

	private readonly underWay = new Set<Place>();
	/** Those that still count, in the order of their answers. */
	private readonly answered: Answered[] = [];
	private readonly queue = new Set<Waiting>();
	private pausedUntilMs = -Infinity;

	/** Joins the queue. `leave` must be called in the end, with a place or without. `perMinute` 0: there is no quota. */
	join(perMinute: number): Waiting {
		const waiting = { perMinute };
		this.queue.add(waiting);
		return waiting;
	}

	leave(waiting: Waiting): void {
		this.queue.delete(waiting);
	}

	/** Takes a place, if there is one: looking and taking are one step, so that no two take the same. */
	take(waiting: Waiting, now: number): Turn {
		this.forget(now);
		const waitMs = Math.max(this.pausedUntilMs - now, this.quotaWaitMs(waiting, now), 0);
		if (waitMs > 0) return { waitMs };
		const place: Place = { perMinute: waiting.perMinute };
		this.underWay.add(place);
		this.leave(waiting);
		return {
			answered: (answeredMs) => {
				this.underWay.delete(place);
				this.answered.push({ ...place, answeredMs });
			},
		};
	}

	/** Feishu said when to come back. What was sent so far still counts: the limit may have been one per second. */
	pauseUntil(timeMs: number): void {
		this.pausedUntilMs = Math.max(this.pausedUntilMs, timeMs);
	}

	/** True when nothing is known that a new Pace would not know. */
	isIdle(now: number): boolean {
		this.forget(now);
		return (
			this.places().length === 0 &&
			this.queue.size === 0 &&
			this.pausedUntilMs <= now &&
			this.growth.isIdle(now)
		);
	}

	private forget(now: number): void {
		const first = this.answered.findIndex(({ answeredMs }) => answeredMs + this.windowMs > now);
		this.answered.splice(0, first === -1 ? Infinity : first);
	}

	private places(): Place[] {
		return [...this.answered, ...this.underWay];
	}

	private quotaWaitMs(waiting: Waiting, now: number): number {
		if (waiting.perMinute === 0) return 0;
		const ahead = this.aheadOf(waiting);
		return Math.max(
			...this.quotasFrom(waiting.perMinute).map((quota) =>
				this.waitWithin(quota, ahead.filter(isWithin(quota)).length, now),
			),
		);
	}

	/** Those in front who get a place now: the places that are free are theirs. */
	private aheadOf(waiting: Waiting): Waiting[] {
		const ahead: Waiting[] = [];
		for (const other of this.queue) {
			if (other === waiting) break;
			const hasPlace = (quota: number) =>
				this.places().filter(isWithin(quota)).length + ahead.filter(isWithin(quota)).length < quota;
			if (other.perMinute === 0 || this.quotasFrom(other.perMinute).every(hasPlace))
				ahead.push(other);
		}
		return ahead;
	}

	/** This quota, and the larger ones that others keep to. */
	private quotasFrom(perMinute: number): number[] {
		const all = [...this.places(), ...this.queue].map((other) => other.perMinute);
		return [...new Set([perMinute, ...all])].filter((quota) => quota > 0 && quota >= perMinute);
	}

	/** @param ahead how many go first */
	private waitWithin(quota: number, ahead: number, now: number): number {
		const tooMany = this.places().filter(isWithin(quota)).length + ahead - quota + 1;
		if (tooMany <= 0) return 0;
		const freeing = this.answered.filter(isWithin(quota)).at(tooMany - 1);
		// Only requests under way are in the way: their minute has not begun yet.
		return freeing ? freeing.answeredMs + this.windowMs - now : this.windowMs;
	}
}

/** A quota counts what keeps to it or to a smaller one, and what keeps to none. */
function isWithin(quota: number) {
	return ({ perMinute }: { readonly perMinute: number }) => perMinute <= quota;
}

/** How many calls of a kind there may be. */
export interface Quota {
	readonly pace: Pace;
	/** 0: no quota but what Feishu says. */
	readonly perMinute: number;
}
