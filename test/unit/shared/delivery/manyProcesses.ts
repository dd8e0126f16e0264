/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets pending promises settle */
import {
	claimTogether,
	type Claim,
	type Fate,
	type KeyRow,
} from '../../../../nodes/shared/delivery/claims';
import type { Clock } from '../../../../nodes/shared/delivery/deliver';

/** What one execution claims: batches at the same time, each of several keys. */
export type Job = string[][];

/** Several processes on one row, and what may go wrong. */
export interface World {
	/** What each process does, one execution after the other. */
	readonly processes: readonly Job[][];
	/** What the row may hold; it drops its oldest entries. */
	readonly maxEntries: number;
	readonly before?: readonly string[];
	/** Crashes, and calls that throw before or after they have written. */
	readonly faults: number;
	/** How likely one is, beside a step that goes well. */
	readonly faultWeight?: number;
	/**
	 * The timing assumption: settling ends when every call that was under way when it began is over, so many times in a row. With
	 * 0 nothing is assumed.
	 */
	readonly rounds: number;
	readonly fates: readonly Fate[];
}

export interface Seen {
	/** Skipped, although nothing ever arrived. */
	silent: number;
	/** Arrived more than once. */
	twice: number;
	/** Plans in which something that is not said to be a fault of the world went wrong: everybody waits, and for nothing. */
	stuck: number;
	/** What the processes were told; `notTried`: the row failed. */
	readonly told: Record<Claim | 'notTried', number>;
	/** Entries in the row at the end. */
	entries: readonly string[];
}

interface Step {
	readonly weight: number;
	take(): void;
}

const RARE = 0.04;

/** Small random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Runs the processes once, in an order that is drawn at each step. */
export async function runProcesses(world: World, random: () => number): Promise<Seen> {
	let stored = world.before ?? [];
	let faults = 0;
	let calls = 0;
	const rare = world.faultWeight ?? RARE;
	/** Calls that have read the row and not yet put it back. */
	const underWay = new Set<number>();
	const arrived = new Map<string, number>();
	const seen: Seen = {
		silent: 0,
		twice: 0,
		stuck: 0,
		told: { claimed: 0, delivered: 0, unclear: 0, notTried: 0 },
		entries: [],
	};

	/** One process: what it waits for, and the execution that runs in it. */
	class Process {
		private steps: Array<() => Step[]> = [];
		private turn = Promise.resolve();
		private job = 0;
		private execution = 0;
		private readonly mine = new Set<number>();

		constructor(private readonly jobs: readonly Job[]) {
			this.next();
		}

		enabled(): Step[] {
			const steps = this.steps.flatMap((step) => step());
			if (this.steps.length > 0 && faults < world.faults)
				steps.push({ weight: RARE, take: () => this.crash() });
			return steps;
		}

		get isBusy(): boolean {
			return this.steps.length > 0;
		}

		private crash(): void {
			faults++;
			this.mine.forEach((call) => underWay.delete(call));
			this.mine.clear();
			this.next();
		}

		private next(): void {
			this.steps = [];
			this.turn = Promise.resolve();
			this.execution++;
			const job = this.jobs[this.job++];
			if (job) void this.execute(job);
		}

		/** Waits until one of the steps is drawn that are possible by then. Whoever crashes waits for ever. */
		private async wait<T>(possible: (done: (value: T) => void, fail: () => void) => Step[]) {
			return await new Promise<T>((resolve, reject) => {
				const over = () => (this.steps = this.steps.filter((one) => one !== steps));
				const steps = () =>
					possible(
						(value) => (over(), resolve(value)),
						() => (over(), reject(new TypeError('database is locked'))),
					);
				this.steps.push(steps);
			});
		}

		/** Reads the whole row and puts it back later; the calls of one process take turns. */
		private async call(change: (entries: readonly string[]) => readonly string[]) {
			const { execution } = this;
			const before = this.turn;
			let pass = () => {};
			this.turn = new Promise((resolve) => (pass = resolve));
			await before;
			if (execution !== this.execution) return await new Promise<never>(() => {});
			const call = calls++;
			try {
				const read = await this.wait<readonly string[]>((done, fail) => [
					{
						weight: 1,
						take: () => {
							underWay.add(call);
							this.mine.add(call);
							done(stored);
						},
					},
					...this.fault(fail),
				]);
				const write = () => {
					stored = change(read).slice(-world.maxEntries);
				};
				await this.wait<void>((done, fail) => [
					{ weight: 1, take: () => (write(), done()) },
					...this.fault(() => (write(), fail())),
					...this.fault(fail),
				]);
				return read;
			} finally {
				underWay.delete(call);
				this.mine.delete(call);
				pass();
			}
		}

		private fault(happen: () => void): Step[] {
			return faults < world.faults ? [{ weight: rare, take: () => (faults++, happen()) }] : [];
		}

		private readonly row: KeyRow = {
			record: async (entries) => {
				if (new Set(entries).size < entries.length) throw new TypeError('An entry is there twice');
				const read = await this.call((known) => [
					...known,
					...entries.filter((entry) => !known.includes(entry)),
				]);
				return entries.filter((entry) => read.includes(entry));
			},
			remove: async (entries) => {
				if (new Set(entries).size < entries.length) throw new TypeError('An entry is there twice');
				await this.call((known) => known.filter((entry) => !entries.includes(entry)));
			},
		};

		private readonly clock: Clock = {
			now: () => 0,
			random,
			sleep: async () => {
				for (let round = 0; round < world.rounds; round++) {
					const before = [...underWay];
					await this.wait<void>((done) =>
						before.some((call) => underWay.has(call)) ? [] : [{ weight: 1, take: () => done() }],
					);
				}
				await this.wait<void>((done) => [{ weight: 1, take: () => done() }]);
			},
		};

		private async execute(job: Job): Promise<void> {
			const { execution } = this;
			await Promise.all(
				job.map(async (keys) => {
					const claims = claimTogether(keys, this.row, this.clock);
					for (const key of keys) {
						const claim = await claims.answer(key).catch(() => 'notTried' as const);
						seen.told[claim]++;
						if (claim === 'delivered' && !arrived.has(key)) seen.silent++;
						const fate = claim === 'claimed' ? await this.send(key) : 'unknown';
						void claims.settle(key, fate);
					}
					await claims.done;
				}),
			);
			if (execution === this.execution) this.next();
		}

		private async send(key: string): Promise<Fate> {
			const arrive = () => {
				const times = (arrived.get(key) ?? 0) + 1;
				arrived.set(key, times);
				if (times > 1) seen.twice++;
			};
			return await this.wait<Fate>((done) =>
				world.fates.flatMap((fate) => [
					...(fate === 'notDelivered' ? [] : [{ weight: 1, take: () => (arrive(), done(fate)) }]),
					...(fate === 'delivered' ? [] : [{ weight: 1, take: () => done(fate) }]),
				]),
			);
		}
	}

	const processes = world.processes.map((jobs) => new Process(jobs));
	for (;;) {
		await new Promise((resolve) => setImmediate(resolve));
		const steps = processes.flatMap((process) => process.enabled());
		if (steps.length === 0) break;
		let drawn = random() * steps.reduce((sum, { weight }) => sum + weight, 0);
		(steps.find(({ weight }) => (drawn -= weight) <= 0) ?? steps[0])?.take();
	}
	if (processes.some(({ isBusy }) => isBusy)) seen.stuck++;
	seen.entries = stored;
	return seen;
}
