import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { itemOptions } from '../options';
import type { Parameters } from '../parameters/readParameter';
import { asRecord, problem, type Result } from '../result';
import {
	findEmptyPiece,
	findLostValue,
	mayLackValue,
	type EmptyPiece,
	type Surroundings,
} from './expressionPieces';

/** Finds what an expression left out of an item's texts; what it says of one item helps with the next. */
export type FindLostValues = (
	item: number,
	parameters: Parameters,
	fields: readonly INodeProperties[],
) => Result<never> | undefined;

export function lostValuesOf(context: IExecuteFunctions): FindLostValues {
	const dataOf = dataAround(context);
	return (item, parameters, fields) => {
		const surroundings: Surroundings = {
			evaluate: (piece) => context.evaluateExpression(piece, item),
			dataOf: (piece) => dataOf(piece, item),
		};
		for (const { label, field, text, raw } of textsIn(
			fields,
			parameters,
			asRecord(parameters.saved),
		)) {
			const isKey = field === itemOptions.deduplicationKey.field.name;
			const find = isKey ? findEmptyPiece : findLostValue;
			const judged = raw.replace(OF_TOOL, '');
			const found = isKey || mayLackValue(raw, text) ? find(judged, surroundings) : undefined;
			if (found) return toProblem(field, label, found);
		}
		return undefined;
	};
}

/** In a human review step: the call is drawn in its place (operations/sendAndWait/toolReview/questionAbout.ts). */
const OF_TOOL = /\{\{\s*\$tool\.(?:name|parameters)\s*\}\}/g;

function toProblem(
	field: string,
	label: string,
	{ source, gave, isInLink }: EmptyPiece,
): Result<never> {
	if (gave === undefined)
		return problem(
			field,
			`${label} is fixed text with an expression in it: ${source}`,
			'Switch the field from Fixed to Expression.',
		);
	const [, remedy] = REMEDIES.find(([pattern]) => pattern.test(gave)) ?? [];
	return problem(
		field,
		`${label} lacks a value${isInLink ? ' in a link' : ''}: ${source} gave ${gave}`,
		remedy?.(source) ?? MISSING,
	);
}

const MISSING =
	"Check that this item has the value, or name what to write instead, e.g. {{ $json.name ?? 'unknown' }}.";

const REMEDIES: ReadonlyArray<readonly [gave: RegExp, remedy: (source: string) => string]> = [
	[
		/date/i,
		() =>
			"Say how the date is written, e.g. {{ DateTime.fromFormat($json.date, 'dd.MM.yyyy').toISODate() }}, and check that this item has one.",
	],
	[
		/object/,
		(source) =>
			`Pick one value out of it, e.g. {{ $json.owner[0].name }}, or write it out with {{ JSON.stringify(${/^\{\{\s*(\$json[^\s(){}]*)\s*\}\}$/.exec(source)?.[1] ?? '$json.owner'}) }}.`,
	],
];

interface Text {
	/** As the panel has it, with its place: `'Text' of block 1`. */
	readonly label: string;
	/** The parameter that the panel marks. */
	readonly field: string;
	readonly text: string;
	readonly raw: string;
}

/** Every text in the parameters, however deep, with what was entered for it. */
function* textsIn(
	fields: readonly INodeProperties[],
	values: Parameters,
	saved: Parameters,
	place = '',
	marked?: string,
): Generator<Text> {
	const seen = new Set<string>();
	for (const property of fields) {
		const { name, displayName, type, options = [] } = property;
		if (seen.has(name) || !isShown(property, values)) continue;
		seen.add(name);
		const [value, entered] = [values[name], saved[name]];
		const field = marked ?? name;
		if (type === 'collection')
			yield* textsIn(options as INodeProperties[], asRecord(value), asRecord(entered));
		else if (type === 'fixedCollection') {
			for (const { name: list, values: entries } of options as INodePropertyCollection[]) {
				const several = asRecord(value)[list];
				for (const [index, entry] of (Array.isArray(several) ? several : [several]).entries())
					yield* textsIn(
						entries,
						asRecord(entry),
						asRecord([asRecord(entered)[list]].flat()[index]),
						Array.isArray(several) ? ` of ${list} ${index + 1}${place}` : place,
						field,
					);
			}
		} else {
			const isLocator = type === 'resourceLocator' && typeof value === 'object';
			const text = isLocator ? asRecord(value).value : value;
			const raw = isLocator ? asRecord(entered).value : entered;
			if (typeof text === 'string' && typeof raw === 'string')
				yield { label: `'${displayName}'${place}`, field, text, raw };
		}
	}
}

/** Of fields of one name, the one that is shown; conditions on what is not beside it hold for all of them. */
function isShown({ displayOptions }: INodeProperties, values: Parameters): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, choices]) =>
			!Object.hasOwn(values, name) || ((choices ?? []) as unknown[]).includes(values[name]),
	);
}

/** What a piece may use without having words from it; $json is at hand, and $('…') is asked for. */
const WITHOUT_WORDS = [
	'$json',
	'$now',
	'$today',
	'$itemIndex',
	'$runIndex',
	'$if',
	'$ifEmpty',
	'$min',
	'$max',
];
const OTHER_NODE = /\$\((?:'[^'\\]*'|"[^"\\]*")\)/g;

/** What a piece could have its words from, as far as that is known. Of other nodes it is asked for once. */
function dataAround(
	context: IExecuteFunctions,
): (piece: string, item: number) => string | undefined {
	const ofNodes = new Map<string, string | undefined>();
	const ofNode = (reference: string, item: number): string | undefined => {
		if (!ofNodes.has(reference)) ofNodes.set(reference, readNode(reference, item));
		return ofNodes.get(reference);
	};
	const readNode = (reference: string, item: number): string | undefined => {
		try {
			const entries = context.evaluateExpression(
				`{{ ${reference}.all().map(({ json }) => json) }}`,
				item,
			);
			return textOf(entries);
		} catch {
			return undefined;
		}
	};
	return (piece, item) => {
		const others = piece.replace(OTHER_NODE, '').replaceAll('${', '').match(/\$\w*/g) ?? [];
		if (!others.every((name) => WITHOUT_WORDS.includes(name))) return undefined;
		const nodes = (piece.match(OTHER_NODE) ?? []).map((reference) => ofNode(reference, item));
		if (nodes.includes(undefined)) return undefined;
		return [textOf(context.getInputData()[item]?.json), ...nodes].join(' ');
	};
}

/** Only its words: a value that is null says none. */
function textOf(data: unknown): string {
	return JSON.stringify(data, (_name, value: unknown) =>
		typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : 0,
	);
}
