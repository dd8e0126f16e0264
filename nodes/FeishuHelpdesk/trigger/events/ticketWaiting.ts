import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readNumber, type Parameters } from '../../../shared/parameters/readParameter';
import { all, andThen, success, type Result } from '../../../shared/result';
import { readStatuses, statusOptions } from '../../../shared/tickets/filters';
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
		'Counts from the last change of the status or the last answer of an agent, as far as Feishu shows them',
} satisfies INodeProperties;

const UNIT = {
	displayName: 'Waiting Unit',
	name: 'waitingUnit',
	type: 'options',
	options: units.map(({ name, value }) => ({ name, value })),
	default: 'days',
	description: 'What the number counts',
} satisfies INodeProperties;

const STATUSES = {
	displayName: 'Waiting in Status',
	name: 'waitingStatuses',
	type: 'multiOptions',
	options: [...statusOptions],
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
	return readStatuses(parameters, STATUSES.name, STATUSES.displayName);
}

function readDuration(parameters: Parameters): Result<number> {
	const { name, displayName, default: fallback, typeOptions } = AMOUNT;
	const range = { min: typeOptions.minValue, max: typeOptions.maxValue };
	return andThen(
		all({
			amount: readNumber(parameters, name, displayName, fallback, range),
			unit: readChoice(
				parameters,
				UNIT.name,
				UNIT.displayName,
				units.map(({ value }) => value),
			),
		}),
		({ amount, unit }) =>
			success(amount * (units.find(({ value }) => value === unit)?.ms ?? MINUTE_MS)),
	);
}
