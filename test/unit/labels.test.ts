/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads package.json */
/**
 * An error names its field as the panel does. Each field stands twice in the code, in the panel's description and where it
 * is read: here every field of every choice gets a value that none can have.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { fields as feishuHelpdesk } from '../../nodes/FeishuHelpdesk/fields';
import { source as ticket } from '../../nodes/FeishuHelpdesk/resources/ticket/get';
import { source as tickets } from '../../nodes/FeishuHelpdesk/resources/ticket/getMany';
import { source as ticketMessages } from '../../nodes/FeishuHelpdesk/resources/ticketMessage/getMany';
import { source as ticketMessage } from '../../nodes/FeishuHelpdesk/resources/ticketMessage/send';
import { fields as feishuHelpdeskTrigger } from '../../nodes/FeishuHelpdesk/trigger/fields';
import { readTrigger } from '../../nodes/FeishuHelpdesk/trigger/readTrigger';
import { fields as sendBotMessage } from '../../nodes/SendBotMessage/fields';
import { runOptions } from '../../nodes/shared/options';
import { readOptions } from '../../nodes/shared/options/option';
import { interactive } from '../../nodes/shared/messageTypes/interactive';
import { toPeople } from '../../nodes/shared/receivers/readReceivers';
import { success, type Result } from '../../nodes/shared/result';
import { prepareMessage } from '../support/prepareMessage';
import { by } from '../support/receiver';
import { questionCard } from '../../nodes/SendBotMessage/operations/sendAndWait/questionCard';
import { readQuestion } from '../../nodes/SendBotMessage/operations/sendAndWait/readQuestion';

type Values = Record<string, unknown>;

/** No text, no number, no choice, no switch, no JSON and no list. */
const BAD = NaN;

/** One field with the bad value, inside of values that are good. */
interface Case {
	readonly path: string;
	readonly field: INodeProperties;
	readonly value: unknown;
	/** What has to be chosen at the top of the panel for the field to be shown. */
	readonly atTop?: Values;
}

type Option = NonNullable<INodeProperties['options']>[number];
const isChoice = (option: Option): option is INodePropertyOptions => 'value' in option;
/** The entries of a fixedCollection. */
const isList = (option: Option): option is INodePropertyCollection => 'values' in option;
const NODE = { typeVersion: 1 } as INode;

/** A good value: the example that the panel shows, one good entry of a list, or what the field begins with. */
function goodValue({
	type,
	typeOptions,
	placeholder = '',
	options = [],
	modes = [],
	default: preset,
}: INodeProperties): unknown {
	const mode = modes.find(({ name }) => name === (preset as { mode?: string } | null)?.mode);
	if (mode) return by(mode.name, mode.placeholder?.slice('e.g. '.length));
	const [list] = options.filter(isList);
	if (typeOptions?.multipleValues && list) return { [list.name]: [fill(list.values, {})] };
	if (type === 'dateTime') return '2999-01-01';
	return placeholder.startsWith('e.g. ') ? placeholder.slice('e.g. '.length) : preset;
}

function isShown(
	field: INodeProperties,
	values: Values,
	properties: readonly INodeProperties[],
): boolean {
	return NodeHelpers.displayParameter(values as INodeParameters, field, NODE, {
		name: '',
		properties,
	} as unknown as INodeTypeDescription);
}

/** Good values for all fields that are shown with what is chosen. */
function fill(properties: readonly INodeProperties[], chosen: Values): Values {
	const goodValues = (shown: readonly INodeProperties[]): Values => ({
		...Object.fromEntries(shown.map((field) => [field.name, goodValue(field)])),
		...chosen,
	});
	const all = goodValues(properties);
	// Several fields may have one name.
	return goodValues(properties.filter((field) => isShown(field, all, properties)));
}

/** Every combination of values of the fields that decide which others are shown. */
function choicesOf(properties: readonly INodeProperties[]): Values[] {
	const deciding = new Set(
		properties.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) => [
			...Object.keys(show),
			...Object.keys(hide),
		]),
	);
	// Several fields may have one name.
	const choices = new Map<string, Set<unknown>>();
	for (const { name, type, options = [] } of properties) {
		if (!deciding.has(name) || (type !== 'options' && type !== 'multiOptions')) continue;
		const values = options
			.filter(isChoice)
			.map(({ value }) => (type === 'options' ? value : [value]));
		choices.set(name, new Set([...(choices.get(name) ?? []), ...values]));
	}
	return [...choices].reduce<Values[]>(
		(all, [name, values]) =>
			all.flatMap((chosen) => [...values].map((value) => ({ ...chosen, [name]: value }))),
		[{}],
	);
}

/** A case for every field, with the first choice of the others that shows it. */
function casesOf(properties: readonly INodeProperties[], path = ''): Case[] {
	const filled = choicesOf(properties).map((chosen) => fill(properties, chosen));
	return properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((field) => {
			const shown = filled.filter((candidate) => isShown(field, candidate, properties));
			const here = `${path}${field.name}`;
			const inside = (field.options ?? []).flatMap((option) => casesOfOption(field, option, here));
			return [{ path: here, field, value: BAD }, ...inside].map(
				({ atTop = {}, ...nested }: Case) => {
					const chosen = Object.entries(atTop);
					const values = shown.find((candidate) =>
						chosen.every(([name, value]) => candidate[name] === value),
					);
					if (!values) throw new TypeError(`Nothing shows ${nested.path}`);
					return { ...nested, value: { ...values, [field.name]: nested.value } };
				},
			);
		});
}

function casesOfOption({ typeOptions }: INodeProperties, option: Option, path: string): Case[] {
	if (isChoice(option)) return [];
	if (!isList(option)) {
		const show = Object.entries(option.displayOptions?.show ?? {});
		const atTop = Object.fromEntries(show.map(([name, values]) => [name.slice(1), values?.[0]]));
		return casesOf([{ ...option, displayOptions: undefined }], `${path}.`).map((nested) => ({
			...nested,
			atTop,
		}));
	}
	return casesOf(option.values, `${path}.`).map((nested) => ({
		...nested,
		value: { [option.name]: typeOptions?.multipleValues ? [nested.value] : nested.value },
	}));
}

/** Reads an item as Send Bot Message does. */
function readBotMessage(values: Values): Result<unknown> {
	const options = readOptions(runOptions, (values.options ?? {}) as Values);
	if (!options.ok) return options;
	if (values.operation !== 'sendAndWait') return prepareMessage(values);
	const question = readQuestion(values, 0, new Date(), 'UTC');
	if (!question.ok) return question;
	const compile = () => questionCard(question.value.question, values, () => 'https://example.com');
	return prepareMessage(values, {
		fields: [],
		receivers: toPeople,
		namesOf: () => [],
		messageTypeOf: () => success({ ...interactive, fields: [], compile }),
	});
}

function readTicketMessage(values: Values): Result<unknown> {
	const options = readOptions(runOptions, (values.options ?? {}) as Values);
	return options.ok ? prepareMessage(values, ticketMessage) : options;
}

const readers: Record<string, (values: Values) => Result<unknown>> = {
	'ticket get': (values) => ticket.ask(values, 'UTC'),
	'ticket getAll': (values) => tickets.ask(values, 'UTC'),
	'ticketMessage getAll': (values) => ticketMessages.ask(values, 'UTC'),
	'ticketMessage send': readTicketMessage,
};

/** Reads an item as Feishu Helpdesk does. */
function readHelpdesk(values: Values): Result<unknown> {
	const read = readers[`${String(values.resource)} ${String(values.operation)}`];
	return read ? read(values) : success(undefined);
}

/** Every node of the package. n8n reads which resource and which operation it is. */
const nodes = [
	{
		node: 'Send Bot Message',
		fields: sendBotMessage,
		read: readBotMessage,
		notRead: ['resource', 'operation'],
	},
	{
		node: 'Feishu Helpdesk',
		fields: feishuHelpdesk,
		read: readHelpdesk,
		notRead: ['resource', 'operation', 'operation'],
	},
	{
		node: 'Feishu Helpdesk Trigger',
		fields: feishuHelpdeskTrigger,
		read: readTrigger,
		notRead: [],
	},
].map(({ fields, read, ...others }) => ({
	...others,
	cases: casesOf(fields).map(({ path, field, value }) => ({
		path,
		field,
		result: read(value as Values),
	})),
}));

const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

test('every node of the package is looked at', () => {
	expect(nodes.map(({ node }) => node.replaceAll(' ', ''))).toEqual(
		manifest.n8n.nodes.map((path) => basename(path, '.node.js')),
	);
});

describe.each(nodes)('$node', ({ cases, notRead }) => {
	test('every field but these refuses what it cannot have', () => {
		expect(cases.filter(({ result }) => result.ok).map(({ path }) => path)).toEqual(notRead);
	});

	// n8n 2.41.1 cuts off what is longer than two lines of about 60 characters.
	test('what stands below a choice can be read whole', () => {
		const choices = cases.flatMap(({ field: { options = [] } }) => options.filter(isChoice));
		expect(choices.filter(({ description = '' }) => description.length > 110)).toEqual([]);
	});

	test.each(
		cases.flatMap(({ path, field, result }) =>
			result.ok ? [] : [{ path, name: field.displayName, message: result.problem.message }],
		),
	)('$path is called $name', ({ name, message }) => {
		expect(message).toMatch(/^'[^']+' /);
		expect(message.slice(1, message.indexOf("'", 1))).toBe(name);
	});
});
