export const faultTargets = [
	'message',
	'token',
	'image',
	'contact',
	'employeesSearch',
	'ticketCustomizedFields',
	'tickets',
	'ticket',
	'ticketMessages',
	'ticketMessage',
] as const;
export type FaultTarget = (typeof faultTargets)[number];

/** What goes wrong. Each kind has its own parameters. */
export type FaultKind =
	| { kind: 'rateLimited'; status?: 429 | 400 | 200; reset?: string; retryAfter?: string }
	| { kind: 'tokenExpired'; status?: 400 | 200 | 401 }
	| {
			kind: 'answer';
			status: number;
			body: Record<string, unknown> | unknown[] | string;
			headers?: Record<string, string>;
			deliver?: boolean;
	  }
	| { kind: 'dropAfterDelivery' }
	| { kind: 'dropBeforeDelivery' }
	| { kind: 'stall'; ms?: number; deliver?: boolean }
	| { kind: 'garbage'; deliver?: boolean };

export type Fault = FaultKind & {
	on: FaultTarget;
	/** How many requests it affects. Default: 1. */
	times?: number;
	/** How many matching requests pass first. Default: 0. */
	skip?: number;
};

/** Whether the request is processed before things go wrong. */
export function delivers(fault: Fault): boolean {
	if (fault.kind === 'dropAfterDelivery') return true;
	if (fault.kind === 'garbage') return fault.deliver !== false;
	return (fault.kind === 'answer' || fault.kind === 'stall') && fault.deliver === true;
}

/**
 * Faults wait in the order in which they were added. A request is offered to them in turn: a fault that
 * still has requests to skip counts it and passes it on, and the first fault with none left takes it.
 */
export class Faults {
	private armed: Array<{ fault: Fault; skip: number; times: number }> = [];

	add(fault: Fault): void {
		this.armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
	}

	clear(): void {
		this.armed = [];
	}

	/** The faults that are still waiting, with their current counts. */
	list(): Fault[] {
		return this.armed.map(({ fault, skip, times }) => ({ ...fault, skip, times }));
	}

	/** The fault for this request, if any. It stays active until `spend` is called. */
	match(target: FaultTarget): { fault: Fault; spend: () => void } | null {
		for (const entry of this.armed) {
			if (entry.fault.on !== target || entry.times <= 0) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			const spend = () => {
				entry.times -= 1;
				if (entry.times <= 0) this.armed = this.armed.filter((other) => other !== entry);
			};
			return { fault: entry.fault, spend };
		}
		return null;
	}
}
