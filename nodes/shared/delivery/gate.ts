/** Lets so many in at a time; who comes first goes first. */
export class Gate {
	private inside = 0;
	private readonly waiting: Array<() => void> = [];
	private first = 0;

	/** @param limit asked anew whenever somebody comes or goes: it may change */
	constructor(private readonly limit: () => number) {}

	get size(): number {
		return this.inside;
	}

	async enter(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.letIn();
		});
	}

	leave(): void {
		this.inside--;
		this.letIn();
	}

	private letIn(): void {
		for (;;) {
			const next = this.waiting[this.first];
			if (!next || this.inside >= this.limit()) break;
			this.first++;
			this.inside++;
			next();
		}
		if (this.first < this.waiting.length) return;
		this.waiting.length = 0;
		this.first = 0;
	}
}
