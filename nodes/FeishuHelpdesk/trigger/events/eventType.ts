import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../shared/parameters/readParameter';
import type { Result } from '../../../shared/result';
import type { Change } from '../change';

/** That something happened to a ticket. */
export interface Happening {
	/** By Feishu's clock, in milliseconds since 1970. */
	readonly atMs: number;
	/** Tells it apart from all else that happens to the ticket, whenever it is found out. */
	readonly key: string;
	/** What is worth to be said beside the ticket. */
	readonly details?: Readonly<Record<string, unknown>>;
	/** That the ticket waits; it is not told again as long as it goes on waiting. */
	readonly tellsWait?: true;
}

/** Finds what happened, if it did. */
export type Find = (change: Change, nowMs: number) => Happening | undefined;

/** One event that the trigger can wait for. */
export interface EventType {
	/** Saved in workflows. */
	readonly value: string;
	readonly label: string;
	readonly description: string;
	/** Fields shown only where it is chosen. */
	readonly fields: readonly INodeProperties[];
	/** The statuses whose tickets have to be read each time, however long ago they changed; absent: none. */
	readStatuses?(parameters: Parameters): Result<readonly number[]>;
	read(parameters: Parameters): Result<Find>;
}
