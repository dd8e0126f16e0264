import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../shared/parameters/readParameter';
import type { Result } from '../../../shared/result';
import type { Change } from '../change';

/** What is told of an event beside the ticket. */
export interface Happening {
	/** By Feishu's clock, in milliseconds since 1970. */
	readonly atMs: number;
	/** Tells it apart from all else that happens to the ticket, however often it is found out. */
	readonly key: string;
	/** Further fields of the item. */
	readonly details?: Readonly<Record<string, unknown>>;
}

/** Which of the changes are the event. */
export type Occurs = (change: Change, nowMs: number) => boolean;

/** One event that the trigger can wait for. */
export interface EventType {
	/** Saved in workflows. */
	readonly value: string;
	readonly label: string;
	readonly description: string;
	/** Fields shown only where it is chosen. */
	readonly fields: readonly INodeProperties[];
	/** True where it is about a ticket that waits: it is told once for each wait. */
	readonly isAboutWait?: true;
	/** Statuses whose tickets are read each time, however long ago they changed. */
	readonly statuses?: (parameters: Parameters) => Result<readonly number[]>;
	occurs(parameters: Parameters): Result<Occurs>;
	describe(change: Change, parameters: Parameters): Happening;
}
