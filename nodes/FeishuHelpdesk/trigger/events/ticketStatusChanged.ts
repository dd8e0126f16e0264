import { ticketStatuses, wordFor } from '../../../shared/feishu/ticketWords';
import { andThen, success } from '../../../shared/result';
import type { EventType } from './eventType';
import { readStatuses, statusOptions } from './statuses';

const NEW_STATUS = {
	displayName: 'New Status',
	name: 'newStatus',
} as const;

export const ticketStatusChanged: EventType = {
	value: 'ticketStatusChanged',
	label: 'Ticket Status Changed',
	description: 'The status of a ticket became another',
	fields: [
		{
			...NEW_STATUS,
			type: 'multiOptions',
			options: statusOptions,
			default: [],
			description: 'Only changes to one of these. Leave empty for all.',
			hint: 'Of several changes between two polls, only the last is seen',
		},
	],
	read: (parameters) =>
		andThen(readStatuses(parameters, NEW_STATUS.name, NEW_STATUS.displayName), (wanted) =>
			success(({ hasNewStatus, statusBefore, seen }) =>
				hasNewStatus && (wanted.length === 0 || wanted.includes(seen.status))
					? {
							atMs: seen.updatedMs,
							key: `status-${seen.status}-${seen.updatedMs}`,
							details: { before: words(statusBefore), after: words(seen.status) },
						}
					: undefined,
			),
		),
};

/** Feishu's number, and in words; null where it is not known. */
function words(status: number | undefined): object | null {
	return status === undefined
		? null
		: { status, status_name: wordFor(ticketStatuses, status)?.value ?? null };
}
