import type { Verdict } from '../feishu/judge';

/** As TCP begins (RFC 6928). */
const START = 10;
/** So many go on while no connection can be made: nothing arrives then, but somebody waits for the end. */
const UNCONNECTED = 5;
const MINUTE_MS = 60_000;

/**
 * How many requests to one account may be under way at a time (docs/decisions/0012-concurrency-grows.md). Each answer adds one,
 * so the number doubles within the time of one answer. What is unclear, or refused for load, takes it back to one: it is paid
 * once to find out that nothing works, not once more for each that is under way. Then it grows as before up to half of where
 * that happened, and from there by one for each round. These are TCP's rules after a time-out (RFC 5681).
 * Times are milliseconds of one clock that never goes back.
 */
export class Growth {
	private limit = START;
	/** From here on it grows slowly. */
	private slowFrom = Infinity;
	/** Since the limit grew last, where it grows slowly. */
	private answers = 0;
	private notedMs = -Infinity;
	private crowdedUntilMs = -Infinity;
	private troubles = 0;

	/** What is under way now, for {@link note}. */
	get era(): number {
		return this.troubles;
	}

	at(now: number): number {
		if (now < this.crowdedUntilMs) return 1;
		return this.isOld(now) ? Math.min(this.limit, START) : this.limit;
	}

	/**
	 * Heeds what came of a request.
	 * @param underWay how many of its run there were, itself included: whoever does not use the limit does not find out whether
	 * more would go well
	 * @param era when it began: what was answered before there was trouble does not show that it is over
	 */
	note(verdict: Verdict, underWay: number, era: number, now: number): void {
		if (this.isOld(now)) {
			this.limit = Math.min(this.limit, START);
			this.slowFrom = Infinity;
		}
		this.notedMs = now;
		switch (verdict.verdict) {
			case 'sent':
			case 'refused':
				if (era === this.troubles && now >= this.crowdedUntilMs && underWay >= this.limit)
					this.grow();
				return;
			case 'unknown':
				return this.shrinkTo(1, underWay);
			case 'notNow':
				// The limit of one chat says nothing of the others.
				if (verdict.holdsUp === 'chat') return;
				if (verdict.holdsUp === 'message')
					return this.shrinkTo(Math.max(Math.floor(this.limit / 2), UNCONNECTED), underWay);
				// Others use up the quota. One at a time, only one finds that out: in the rest of this minute, and in the next.
				this.crowdedUntilMs = now + 2 * MINUTE_MS;
				this.shrinkTo(1, underWay);
		}
	}

	/** True when nothing is known that a new one would not know. */
	isIdle(now: number): boolean {
		return this.isOld(now) && this.limit >= START && now >= this.crowdedUntilMs;
	}

	/** What went well a minute ago may not now. What did not go well is not forgotten. */
	private isOld(now: number): boolean {
		return now >= this.notedMs + MINUTE_MS;
	}

	private grow(): void {
		if (this.limit >= this.slowFrom && ++this.answers < this.limit) return;
		this.answers = 0;
		this.limit++;
	}

	private shrinkTo(limit: number, underWay: number): void {
		this.troubles++;
		// One event may break all that is under way. The first of them tells how many were too many.
		if (this.limit > limit) this.slowFrom = Math.max(Math.floor(underWay / 2), 1);
		this.limit = Math.min(this.limit, limit);
		this.answers = 0;
	}
}
