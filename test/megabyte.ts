import type { INodeProperties } from 'n8n-workflow';

import { messageTypes } from '../nodes/shared/messageTypes';
import { interactive } from '../nodes/shared/messageTypes/interactive';
import type { Parameters } from '../nodes/shared/parameters/readParameter';
import { toPeople } from '../nodes/shared/receivers/readReceivers';
import { success } from '../nodes/shared/result';
import type { MessageSource } from '../nodes/shared/run/messageSource';
import { optionsField } from '../nodes/SendBotMessage/options';
import { questionFields } from '../nodes/SendBotMessage/operations/sendAndWait/fields';
import { questionCard } from '../nodes/SendBotMessage/operations/sendAndWait/questionCard';
import { readQuestion } from '../nodes/SendBotMessage/operations/sendAndWait/readQuestion';
import { prepareMessage } from './support/prepareMessage';
import { by } from './support/receiver';

const MB = 1_000_000;

/** A megabyte of anything that a field may get from an expression. */
export const megabytes: Readonly<Record<string, () => unknown>> = {
	letters: () => 'a'.repeat(MB),
	'line breaks': () => `a${'\n'.repeat(MB)}b`,
	lines: () => Array.from({ length: MB / 7 }, (_, i) => i + 100_000).join('\n'),
	commas: () => Array.from({ length: MB / 10 }, (_, i) => `ou_${i + 100_000}`).join(),
	digits: () => `x${'1'.repeat(MB)}`,
	blanks: () => `x${' '.repeat(MB)}x`,
	'quotation marks': () => '"'.repeat(MB),
	Markdown: () => '*'.repeat(MB),
	brackets: () => '['.repeat(MB),
	'nested JSON': () => `${'{"a":'.repeat(MB / 6)}1${'}'.repeat(MB / 6)}`,
	'JSON with many names': () =>
		`{${Array.from({ length: MB / 14 }, (_, i) => `"a${i + 100_000}":[{}]`).join()}}`,
	'a list of texts': () => Array.from({ length: MB / 10 }, (_, i) => `ou_${i + 100_000}`),
	'a list of objects': () => Array.from({ length: MB / 20 }, () => ({ type: 'divider' })),
	'a list with gaps': () => new Array<unknown>(MB),
	'an object': () =>
		Object.fromEntries(Array.from({ length: MB / 20 }, (_, i) => [`name${i}`, [i]])),
};

/** One field to put a value into. */
export interface Place {
	readonly name: string;
	prepare(value: unknown): ReturnType<typeof prepareMessage>;
}

/** What makes a field effective: the choices on which its display depends. */
function choicesFor({ displayOptions }: INodeProperties): Parameters {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, shownFor]) => [name, shownFor?.[0]]),
	);
}

type With = (value: unknown) => Parameters;

/** Good for every field of lists, for those that are not looked at otherwise. */
const ENTRY = {
	text: 'x',
	name: 'x',
	url: 'https://example.com',
	href: 'https://example.com',
	who: 'person',
	userId: 'ou_1',
	style: 'default',
	pictureSource: 'imageKey',
	imageKey: 'img_1',
	locale: 'en_us',
	language: 'JSON',
	code: 'x',
	emojiType: 'OK',
	markdown: 'x',
	elements: { element: [{ type: 'text', text: 'x' }] },
};

/** Every way to fill a field: itself, and each field inside it. */
function waysInto(field: INodeProperties, path = field.name): Array<[string, With]> {
	if (field.type === 'notice') return [];
	const into =
		(inside: With): With =>
		(value) => ({ ...choicesFor(field), [field.name]: inside(value) });
	const inside = (field.options ?? []).flatMap((option): Array<[string, With]> => {
		if ('values' in option) {
			const wrap = (entry: object) => ({
				[option.name]: field.typeOptions?.multipleValues ? [entry] : entry,
			});
			return option.values.flatMap((entry) => {
				const choices = choicesFor(entry);
				const { style, ...rest } = ENTRY;
				const others = path.includes('post') ? rest : { ...rest, style };
				return waysInto(entry, `${path}.${entry.name} ${Object.values(choices).join()}`).map(
					([name, within]): [string, With] => [
						name,
						into((value) => wrap({ ...others, ...within(value) })),
					],
				);
			});
		}
		if (!('type' in option)) return [];
		return waysInto(option, `${path}.${option.name}`).map(([name, within]): [string, With] => [
			name,
			into(within),
		]);
	});
	return [[path, (value) => ({ ...choicesFor(field), [field.name]: value })], ...inside];
}

const GOOD = {
	receiveType: 'chat',
	receiver: by('id', 'ou_1'),
	options: {},
	text: 'x',
	mentions: { mention: [{ who: 'everyone', position: 'before' }] },
	postInput: 'builder',
	postElements: { element: [{ type: 'text', text: 'x' }] },
	imageSource: 'binary',
	imageBinaryField: 'data',
	cardInput: 'builder',
	cardTitle: 'x',
	cardTemplateId: 'AAqigYkzabcef',
	message: 'x',
	responseType: 'approval',
	choices: 'a\nb',
};

function placesOf(
	kind: string,
	fields: readonly INodeProperties[],
	fixed: Parameters,
	source?: MessageSource,
): Place[] {
	return fields
		.flatMap((field) => waysInto(field))
		.map(([name, parametersWith]) => ({
			name: `${kind}: ${name}`,
			prepare: (value) => prepareMessage({ ...GOOD, ...fixed, ...parametersWith(value) }, source),
		}));
}

/** As sendAndWait/ask.ts has it, without n8n. */
const question: MessageSource = {
	fields: questionFields,
	receivers: toPeople,
	namesOf: () => questionFields.map(({ name }) => name),
	messageTypeOf(parameters) {
		const read = readQuestion(parameters, 0, new Date(), 'UTC');
		return read.ok
			? success({
					...interactive,
					compile: (header) =>
						questionCard(read.value.question, header, (key) => `https://example.com/${key}`),
				})
			: read;
	},
};

/** Of the run, not of the item. */
const OF_THE_RUN = /options\.(concurrency|maxWait|messagesPerMinute|spreadOver)/;

/** Every field of every message type and of the question, the options and the receivers. */
export const places: readonly Place[] = [
	...messageTypes.flatMap(({ value, fields, options = [] }) =>
		placesOf(value, [...fields, optionsField(options)], { messageType: value }),
	),
	...placesOf('question', questionFields, {}, question),
	...['list', 'id', 'user_id', 'email', 'mobile'].map((mode) => ({
		name: `message: receiver as ${mode}`,
		prepare: (value: unknown) =>
			prepareMessage({ ...GOOD, messageType: 'text', receiver: by(mode, value) }),
	})),
	{
		name: 'message: receiver',
		prepare: (receiver: unknown) => prepareMessage({ ...GOOD, messageType: 'text', receiver }),
	},
].filter(({ name }) => !OF_THE_RUN.test(name));
