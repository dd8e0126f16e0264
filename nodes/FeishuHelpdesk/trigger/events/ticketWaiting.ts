import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readNumber } from '../../../shared/parameters/readParameter';
import { all, andThen, problem, success } from '../../../shared/result';
import type { EventType } from './eventType';
import { readStatuses, statusOptions } from './statuses';

const MINUTE_MS = 60_000;

const units = [
	{ name: 'Minutes', value: 'minutes', ms: MINUTE_MS },
	{ name: 'Hours', value: 'hours', ms: 60 * MINUTE_MS },
	{ name: 'Days', value: 'days', ms: 24 * 60 * MINUTE_MS },
];

const AMOUNT = {
	displayName: 'Longer Than',
	name: 'waitingAmount',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000 },
	default: 3,
	description:
		'How long a ticket has to wait. It counts from the last change of the status or the last answer of an agent, as far as Feishu shows them.',
} satisfies INodeProperties;

const UNIT = {
	displayName: 'Unit',
	name: 'waitingUnit',
	type: 'options',
	options: units.map(({ name, value }) => ({ name, value })),
	default: 'days',
} satisfies INodeProperties;

const STATUSES = {
	displayName: 'Waiting in Status',
	name: 'waitingStatuses',
	type: 'multiOptions',
	options: statusOptions.filter(({ isOpen }) => isOpen),
	default: ['awaitingUser'],
	required: true,
	description: 'In which statuses a ticket counts as waiting',
} satisfies INodeProperties;

export const ticketWaiting: EventType = {
	value: 'ticketWaiting',
	label: 'Ticket Waiting Longer Than',
	description: 'A ticket has had the same status for a while; told once for each wait',
	fields: [AMOUNT, UNIT, STATUSES],
	readStatuses: (parameters) =>
		andThen(readStatuses(parameters, STATUSES.name, STATUSES.displayName), (statuses) =>
			statuses.length > 0
				? success(statuses)
				: problem(
						STATUSES.name,
						`'${STATUSES.displayName}' is empty`,
						'Choose at least one status, e.g. Awaiting User Response.',
					),
		),
	read: (parameters) =>
		andThen(
			all({
				amount: readNumber(parameters, AMOUNT.name, AMOUNT.displayName, AMOUNT.default, {
					min: AMOUNT.typeOptions.minValue,
					max: AMOUNT.typeOptions.maxValue,
				}),
				unit: readChoice(
					parameters,
					UNIT.name,
					UNIT.displayName,
					units.map(({ value }) => value),
				),
				statuses: readStatuses(parameters, STATUSES.name, STATUSES.displayName),
			}),
			({ amount, unit, statuses }) => {
				const longMs = amount * (units.find(({ value }) => value === unit)?.ms ?? NaN);
				return success(({ seen, wait }, nowMs) =>
					statuses.includes(seen.status) && !wait.isTold && nowMs - wait.sinceMs >= longMs
						? {
								atMs: wait.sinceMs + longMs,
								key: `waiting-${wait.sinceMs}`,
								tellsWait: true,
								details: { waiting_since: new Date(wait.sinceMs).toISOString() },
							}
						: undefined,
				);
			},
		),
};
