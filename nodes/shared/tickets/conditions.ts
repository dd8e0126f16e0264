import type { TicketFilter, TimeSpan } from '../feishu/tickets';
import type { Person } from '../receivers/readPeople';
import { problem, success, type Result } from '../result';
import { everUntil } from './splitByTime';

/** Which tickets, as the panel has it: people may still have to be looked up, and a span of time may have one end. */
export interface Conditions extends Omit<
	TicketFilter,
	'guestId' | 'agentId' | 'created' | 'updated'
> {
	readonly guest?: Person;
	readonly agent?: Person;
	/** Milliseconds since 1970, like the others. */
	readonly createdAfter?: number;
	readonly createdBefore?: number;
	readonly updatedAfter?: number;
	readonly updatedBefore?: number;
}

/** The search for them, but for the people. Feishu takes spans with two ends only. */
export function filterOf(
	{ createdAfter, createdBefore, updatedAfter, updatedBefore, ...others }: Conditions,
	nowMs: number,
): Result<Omit<TicketFilter, 'guestId' | 'agentId'> & Pick<Conditions, 'guest' | 'agent'>> {
	const created = spanOf('created', createdAfter, createdBefore, nowMs);
	if (!created.ok) return created;
	const updated = spanOf('updated', updatedAfter, updatedBefore, nowMs);
	if (!updated.ok) return updated;
	return success({
		...others,
		...(created.value && { created: created.value }),
		...(updated.value && { updated: updated.value }),
	});
}

function spanOf(
	what: 'created' | 'updated',
	after: number | undefined,
	before: number | undefined,
	nowMs: number,
): Result<TimeSpan | undefined> {
	if (after === undefined && before === undefined) return success(undefined);
	const ever = everUntil(nowMs);
	const startMs = after ?? ever.startMs;
	// Somebody may look for what will have been created by a moment to come.
	const endMs = before ?? Math.max(ever.endMs, startMs);
	const label = what === 'created' ? 'Created' : 'Updated';
	return startMs <= endMs
		? success({ startMs, endMs })
		: problem(
				`${what}Before`,
				`'${label} Before' is earlier than '${label} After'`,
				`They are ${new Date(endMs).toISOString()} and ${new Date(startMs).toISOString()}. Exchange them, or remove one.`,
			);
}
