import type { INodeProperties } from 'n8n-workflow';

import { ticketStatuses } from '../../../shared/feishu/ticketWords';
import { readChoice, readNumber, type Parameters } from '../../../shared/parameters/readParameter';
import { all, andThen, problem, success, type Result } from '../../../shared/result';
import { readStatuses, statusOptions } from '../../../shared/tickets/filters';
import { isOpenStatus } from '../sighting';
import type { EventType } from './eventType';

const MINUTE_MS = 60_000;

const units = [
	{ name: 'Minutes', value: 'minutes', ms: MINUTE_MS },
	{ name: 'Hours', value: 'hours', ms: 60 * MINUTE_MS },
	{ name: 'Days', value: 'days', ms: 24 * 60 * MINUTE_MS },
];

const AMOUNT = {
	displayName: 'Waiting Longer Than',
	name: 'waitingAmount',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000 },
	default: 3,
	description:
		'Counts from the last change of the status or the last answer of an agent, as far as Feishu shows them. Tickets that already wait longer when the workflow is published are told as well.',
} satisfies INodeProperties;

const UNIT = {
	displayName: 'Waiting Unit',
	name: 'waitingUnit',
	type: 'options',
	options: units.map(({ name, value }) => ({ name, value })),
	default: 'days',
	description: 'What the number counts',
} satisfies INodeProperties;

/** Closed tickets wait for nothing, and there are ever more of them to read. */
const isClosed: ReadonlySet<unknown> = new Set([
	'closed',
	...ticketStatuses.filter(({ isOpen }) => !isOpen).map(({ value }) => value),
]);

const STATUSES = {
	displayName: 'Waiting in Status',
	name: 'waitingStatuses',
	type: 'multiOptions',
	options: statusOptions.filter(({ value }) => !isClosed.has(value)),
	default: ['awaitingUser'],
	required: true,
	description: 'The statuses in which a ticket waits, e.g. Awaiting User Response for its guest',
} satisfies INodeProperties;

export const ticketWaiting: EventType = {
	value: 'ticketWaiting',
	label: 'Ticket Waiting Longer Than',
	description: 'A ticket has waited in a status for a time. Told once for each wait.',
	fields: [AMOUNT, UNIT, STATUSES],
	isAboutWait: true,
	statuses: readWaitingStatuses,
	occurs: (parameters) =>
		andThen(
			all({ longMs: readDuration(parameters), statuses: readWaitingStatuses(parameters) }),
			({ longMs, statuses }) =>
				success(
					({ seen, wait }, nowMs) =>
						statuses.includes(seen.status) && !wait.isTold && nowMs - wait.sinceMs >= longMs,
				),
		),
	describe({ wait }, parameters) {
		const longMs = readDuration(parameters);
		return {
			atMs: wait.sinceMs + (longMs.ok ? longMs.value : 0),
			key: `waiting-${wait.sinceMs}`,
			details: { waiting_since: new Date(wait.sinceMs).toISOString() },
		};
	},
};

function readWaitingStatuses(parameters: Parameters): Result<readonly number[]> {
	const { name, displayName } = STATUSES;
	return andThen(readStatuses(parameters, name, displayName), (statuses) =>
		statuses.every(isOpenStatus)
			? success(statuses)
			: problem(
					name,
					`'${displayName}' has a status of closed tickets`,
					'They wait for nothing. Choose statuses of open tickets.',
				),
	);
}

function readDuration(parameters: Parameters): Result<number> {
	const { name, displayName, default: fallback, typeOptions } = AMOUNT;
	const range = { min: typeOptions.minValue, max: typeOptions.maxValue };
	return andThen(
		all({
			amount: readNumber(parameters, name, displayName, fallback, range),
			unit: readChoice(parameters, UNIT.name, UNIT.displayName, units),
		}),
		({ amount, unit }) =>
			success(amount * (units.find(({ value }) => value === unit)?.ms ?? MINUTE_MS)),
	);
}
