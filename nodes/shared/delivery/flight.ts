import type { Verdict } from '../feishu/judge';
import { Gate } from './gate';
import type { Growth } from './growth';

/** Gives the place back. Without a verdict no request was made. */
export type Leave = (verdict?: Verdict) => void;

/** The requests of one run that are under way: as many at a time as goes well, `most` at most. */
export class Flight {
	private readonly underWay = new Gate(() => this.limit);

	/**
	 * @param growth what is known of the account, whichever run has found it out
	 * @param now milliseconds of the clock
	 */
	constructor(
		private readonly most: number,
		private readonly growth: Growth,
		private readonly now: () => number,
	) {}

	get limit(): number {
		return Math.min(this.growth.at(this.now()), this.most);
	}

	/** How many are under way. */
	get size(): number {
		return this.underWay.size;
	}

	/** Waits for a place. What it gives must be called in the end. */
	async enter(): Promise<Leave> {
		await this.underWay.enter();
		const { era } = this.growth;
		return (verdict) => {
			if (verdict) this.growth.note(verdict, this.size, era, this.now());
			this.underWay.leave();
		};
	}
}
