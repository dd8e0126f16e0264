import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	ticketScores,
	ticketSolutions,
	ticketStages,
	ticketStatuses,
	type TicketWord,
} from '../feishu/ticketWords';
import { findChoice, listChoices } from '../parameters/choice';
import { jsonIn } from '../parameters/plainValue';
import { readMoment } from '../parameters/readMoment';
import {
	MAX_NAME_LENGTH,
	readAtMost,
	readChoice,
	readCollection,
	readNumber,
	readRequiredText,
	type Parameters,
} from '../parameters/readParameter';
import { idTypes } from '../receivers/idTypes';
import { personLocator } from '../receivers/personLocator';
import { readPeople } from '../receivers/readPeople';
import { all, andThen, problem, success, type Result } from '../result';
import type { Conditions } from './conditions';

/** One filter of the panel, and the condition that it makes. */
export interface Filter<Name extends keyof Conditions = keyof Conditions> {
	readonly condition: Name;
	readonly field: INodeProperties;
	/**
	 * @param values what the collection of filters holds, this one among it
	 * @param timeZone of moments that have none of their own
	 */
	read(values: Parameters, timeZone: string): Result<NonNullable<Conditions[Name]>>;
}

type Panel = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

function wordFilter<Name extends 'stage' | 'solved' | 'score'>(
	condition: Name,
	panel: Panel & Pick<INodeProperties, 'default'>,
	words: readonly TicketWord[],
): Filter<Name> {
	const { name, displayName } = panel;
	return {
		condition,
		field: {
			...panel,
			type: 'options',
			options: words.map(({ label, value }) => ({ name: label, value })),
		},
		read: (values) =>
			andThen(
				readChoice(
					values,
					name,
					displayName,
					words.map(({ label, value }) => ({ name: label, value })),
				),
				(chosen) => success(words.find(({ value }) => value === chosen)?.wire as number),
			),
	};
}

function momentFilter<
	Name extends 'createdAfter' | 'createdBefore' | 'updatedAfter' | 'updatedBefore',
>(name: Name, displayName: string, description: string): Filter<Name> {
	return {
		condition: name,
		field: { displayName, name, type: 'dateTime', default: '', description },
		read: (values, timeZone) => readMoment(values, name, displayName, timeZone),
	};
}

/** Feishu searches by the Open ID of the calling app: what is none has to lead to one. */
const byOpenId = idTypes.filter(({ wireType }) => wireType === 'open_id');

function personFilter<Name extends 'guest' | 'agent'>(
	name: Name,
	displayName: string,
	description: string,
): Filter<Name> {
	return {
		condition: name,
		// n8n would ask for it even where the filter was not added.
		field: {
			...personLocator({ displayName, name, description }, byOpenId),
			required: undefined,
		},
		read: (values) =>
			andThen(readPeople(values, name, displayName, MOST_NAMED), ([person, another]) => {
				if (!person || another)
					return problem(
						name,
						`'${displayName}' names several people`,
						'Tickets are searched for one at a time. Enter one, or give each an item of its own.',
					);
				return byOpenId.includes(person.idType)
					? success(person)
					: problem(
							name,
							`'${displayName}' is ${person.idType.noun}`,
							'Tickets are searched by Open ID. Enter one, or an e-mail address or mobile number, which are looked up.',
						);
			}),
	};
}

/** Enough to say that they are several. */
const MOST_NAMED = 100;

const OPEN = { name: 'Open', value: 'open', isOpen: true };
const CLOSED = { name: 'Closed', value: 'closed', isOpen: false };

/** Every status; two stand for several. */
const statusChoices = [
	...[OPEN, CLOSED].map(({ name, value, isOpen }) => ({
		name,
		value,
		wires: ticketStatuses.filter((one) => one.isOpen === isOpen).map(({ wire }) => wire),
	})),
	...ticketStatuses.map(({ label, value, wire }) => ({ name: label, value, wires: [wire] })),
];

/** The statuses, as multiple options. */
export const statusOptions: readonly INodePropertyOptions[] = [
	{
		...pick(OPEN),
		description:
			'Whatever is not closed: Created, Processing, Queueing, Pending, Awaiting User Response',
	},
	{ ...pick(CLOSED), description: 'Closed by bot, agent or user' },
	...ticketStatuses.map(({ label, value }) => ({ name: label, value })),
];

/** Reads statuses, at least one: a list, or a text with commas. */
export function readStatuses(values: Parameters, name: string, label: string): Result<number[]> {
	const list = readList(values, name, label);
	if (!list.ok) return list;
	const chosen = list.value.map((value) => findChoice(value, statusChoices));
	const unknown = chosen.indexOf(undefined);
	return unknown < 0
		? success([...new Set(chosen.flatMap((choice) => choice?.wires ?? []))].sort((a, b) => a - b))
		: problem(
				name,
				`'${label}' has a value that does not exist`,
				`Choose among ${listChoices(statusChoices)}. It is ${JSON.stringify(list.value[unknown]?.slice(0, 80))}.`,
			);
}

const status: Filter<'statuses'> = {
	condition: 'statuses',
	field: {
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: [...statusOptions],
		default: ['open'],
		description: 'Any of these',
	},
	read: (values) => readStatuses(values, 'status', 'Status'),
};

function pick({ name, value }: { name: string; value: string }) {
	return { name, value };
}

/** `channel`: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list names these and says "others". */
const channels = [
	{ name: 'Open API', value: 9 },
	{ name: 'QR Code', value: 2 },
	{ name: 'Search', value: 13 },
	{ name: 'Share', value: 14 },
];

const channel: Filter<'channel'> = {
	condition: 'channel',
	field: {
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: channels,
		default: 2,
		description:
			'How the guest came. For another channel of Feishu use an expression that gives its number.',
	},
	read(values) {
		const words = channels.map(({ name, value }) => ({ name, value: String(value) }));
		const channel = findChoice(values.channel, words)?.value ?? values.channel ?? '';
		return readNumber({ channel }, 'channel', 'Channel', 2, {
			min: 0,
			max: 1_000_000,
			whole: true,
		});
	},
};

const tags: Filter<'tags'> = {
	condition: 'tags',
	field: {
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. urgent, vpn',
		description:
			'Names of tags, separated by commas. Whether a ticket must have all of them is not documented.',
	},
	read: (values) => readList(values, 'tags', 'Tags'),
};

/** Texts: a list, also as JSON, or one text with commas. */
function readList(values: Parameters, name: string, label: string): Result<string[]> {
	const given = typeof values[name] === 'string' ? jsonIn(values[name]) : values[name];
	const list = Array.isArray(given) ? (given as unknown[]) : [given];
	if (list.length > MOST_NAMED)
		return problem(name, `'${label}' has more than ${MOST_NAMED} entries`, 'Enter fewer.');
	const texts: string[] = [];
	for (const entry of list) {
		const text = readAtMost(
			readRequiredText({ [name]: entry }, name, label, true),
			MAX_NAME_LENGTH,
			name,
			label,
			'Enter fewer.',
		);
		if (!text.ok) return text;
		texts.push(...text.value.split(/[,，、]/).map((part) => part.trim()));
	}
	const named = [...new Set(texts.filter((text) => text !== ''))];
	return named.length > 0
		? success(named)
		: andThen(readRequiredText({ [name]: '' }, name, label), () => success([]));
}

/** Every filter, in the order of the panel. Fields and conditions are derived from this list. */
export const filters: readonly Filter[] = [
	personFilter('agent', 'Agent', 'The agent who serves the ticket'),
	channel,
	momentFilter(
		'createdAfter',
		'Created After',
		"From this moment on. Without a time zone, the workflow's is used.",
	),
	momentFilter(
		'createdBefore',
		'Created Before',
		"Up to this moment. Without a time zone, the workflow's is used.",
	),
	personFilter('guest', 'Guest', 'The person who opened the ticket'),
	wordFilter(
		'score',
		{
			displayName: 'Score',
			name: 'score',
			default: 'dissatisfied',
			description: 'How the guest rated it',
		},
		ticketScores,
	),
	wordFilter(
		'solved',
		{
			displayName: 'Solved',
			name: 'solved',
			default: 'unsolved',
			description: 'Whether it counts as solved',
		},
		ticketSolutions,
	),
	wordFilter(
		'stage',
		{ displayName: 'Stage', name: 'stage', default: 'human', description: 'Who serves the guest' },
		ticketStages,
	),
	status,
	tags,
	momentFilter(
		'updatedAfter',
		'Updated After',
		'Changed from this moment on. Feishu may not count a ticket that nobody has touched since it was created.',
	),
	momentFilter(
		'updatedBefore',
		'Updated Before',
		'Changed for the last time up to this moment. Feishu may not count a ticket that nobody has touched since it was created.',
	),
];

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Which tickets; all conditions hold together. Without any, all tickets.',
	options: filters.map(({ field }) => field),
};

/**
 * Reads the filters that were added.
 * @param timeZone of moments that have none of their own
 * @param offered those that the panel has
 */
export function readFilters(
	parameters: Parameters,
	timeZone: string,
	offered: readonly Filter[] = filters,
): Result<Conditions> {
	return andThen(
		readCollection(parameters.filters, filtersField.name, filtersField.displayName),
		(values) => {
			const added = offered.filter(({ field }) => Object.hasOwn(values, field.name));
			return all(
				Object.fromEntries(
					added.map((filter) => [filter.condition, filter.read(values, timeZone)]),
				),
			) as Result<Conditions>;
		},
	);
}
