import type { INodeProperties } from 'n8n-workflow';

import {
	readChoice,
	readCollection,
	readNumber,
	readRequiredText,
	type Parameters,
} from '../../../shared/parameters/readParameter';
import { momentOf } from '../../../shared/parameters/moment';
import { andThen, problem, success, type Result } from '../../../shared/result';

const limitTypes = [
	{
		name: 'After Time Interval',
		value: 'afterTimeInterval',
		description: 'This long after the question was sent',
	},
	{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'At a date and time' },
] as const;

const units = [
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Days', value: 'days' },
] as const;

/** Names, values and presets are those of n8n's own nodes. */
export const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long answers are accepted. After that the workflow continues without one: the input items come out, without data.respondedAt.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [...limitTypes],
					default: 'afterTimeInterval',
					description: 'Whether to wait for a while, or until a moment',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'How long to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [...units],
					default: 'hours',
					description: 'Unit of the amount',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					placeholder: 'e.g. 2026-10-09 18:00',
					description:
						"Without a time zone, the workflow's is used; without a time, the limit is the start of that day",
				},
			],
		},
	],
};

const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
/** Ten years: far from the date that n8n takes for "no limit", 3000-01-01. */
const MAX_DAYS = 3650;

/** When waiting ends: so long after it began, or at a moment. */
export type WaitLimit = { readonly afterMs: number } | { readonly moment: Date };

/** The moment at which waiting ends, by the moment at which it begins; undefined: never. */
export function endOfWait(limit: WaitLimit | undefined, start: Date): Date | undefined {
	if (!limit) return undefined;
	return 'moment' in limit ? limit.moment : new Date(start.getTime() + limit.afterMs);
}

export function readWaitLimit(
	options: Parameters,
	now: Date,
	timeZone: string,
): Result<WaitLimit | undefined> {
	const { name, displayName } = limitWaitTime;
	return andThen(readCollection(options[name], name, displayName), ({ values }) =>
		values === undefined
			? success(undefined)
			: andThen(readCollection(values, name, displayName), (limit) =>
					readLimit(limit, now, timeZone),
				),
	);
}

function readLimit(limit: Parameters, now: Date, timeZone: string): Result<WaitLimit> {
	const type = readChoice(
		{ limitType: limit.limitType ?? 'afterTimeInterval' },
		'limitType',
		'Limit Type',
		limitTypes,
	);
	if (!type.ok) return type;
	return type.value === 'afterTimeInterval'
		? readInterval(limit)
		: readMoment(limit, now, timeZone);
}

function readInterval(limit: Parameters): Result<WaitLimit> {
	const unit = readChoice({ resumeUnit: limit.resumeUnit ?? 'hours' }, 'resumeUnit', 'Unit', units);
	if (!unit.ok) return unit;
	const amount = readNumber(limit, 'resumeAmount', 'Amount', 1, { min: 0, max: MAX_DAYS });
	if (!amount.ok) return amount;
	const ms = amount.value * MS[unit.value];
	if (ms === 0)
		return problem(
			'resumeAmount',
			"'Amount' is 0",
			'Nobody could answer in time. Enter more, or remove the limit.',
		);
	return success({ afterMs: ms });
}

function readMoment(limit: Parameters, now: Date, timeZone: string): Result<WaitLimit> {
	const text = readRequiredText(limit, 'maxDateAndTime', 'Max Date and Time', true);
	if (!text.ok) return text;
	const moment = momentOf(text.value, timeZone);
	if (!moment)
		return problem(
			'maxDateAndTime',
			"'Max Date and Time' is not a date that can be read in one way only",
			`Enter a moment with the year first, such as 2026-10-09T18:00:00+08:00. ${/^\d{5}(?:\.\d+)?$/.test(text.value) ? "A spreadsheet's number of a day has to be formatted as a date there. " : ''}It is ${JSON.stringify(text.value.slice(0, 80))}.`,
		);
	const [start, end] = [now.getTime(), now.getTime() + MAX_DAYS * MS.days];
	if (moment.getTime() > start && moment.getTime() <= end) return success({ moment });
	return moment.getTime() <= start
		? problem(
				'maxDateAndTime',
				"'Max Date and Time' has passed already",
				`Enter a later moment, or remove the limit. It was read as ${moment.toISOString()}; without a time zone, that of the workflow counts (${timeZone}).`,
			)
		: problem(
				'maxDateAndTime',
				"'Max Date and Time' is more than ten years ahead",
				`Enter a sooner moment, or remove the limit. It was read as ${moment.toISOString()}.`,
			);
}
