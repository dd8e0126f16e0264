import { ticketStatuses, wordFor } from '../../../shared/feishu/ticketWords';
import { andThen, success } from '../../../shared/result';
import { readStatuses, statusOptions } from '../../../shared/tickets/filters';
import type { EventType } from './eventType';

const NEW_STATUS = { displayName: 'New Status', name: 'newStatus' } as const;

export const ticketStatusChanged: EventType = {
	value: 'ticketStatusChanged',
	label: 'Ticket Status Changed',
	description:
		'The status of a ticket became another. Of several changes between two polls only the last is seen.',
	fields: [
		{
			...NEW_STATUS,
			type: 'multiOptions',
			options: [...statusOptions],
			default: [],
			description: 'Only changes to one of these. Leave empty for all.',
		},
	],
	occurs: (parameters) =>
		isEmpty(parameters[NEW_STATUS.name])
			? success(({ hasNewStatus }) => hasNewStatus)
			: andThen(readStatuses(parameters, NEW_STATUS.name, NEW_STATUS.displayName), (wanted) =>
					success(({ hasNewStatus, seen }) => hasNewStatus && wanted.includes(seen.status)),
				),
	describe: ({ seen, statusBefore }) => ({
		atMs: seen.updatedMs,
		key: `status-${seen.status}-${seen.updatedMs}`,
		details: { status_before: inWords(statusBefore), status_after: inWords(seen.status) },
	}),
};

/** As tickets come out, else Feishu's number; null where it is not known. */
function inWords(status: number | undefined): string | number | null {
	return status ? (wordFor(ticketStatuses, status)?.label ?? status) : null;
}

function isEmpty(chosen: unknown): boolean {
	return chosen === undefined || (Array.isArray(chosen) && chosen.length === 0);
}
