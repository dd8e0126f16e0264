import { problem, success, type Result } from '../result';
import { findChoice, listChoices, switchIn, type Choice } from './choice';
import { textIn, toPlainValue } from './plainValue';

/** The parameters of one item, expressions resolved. In `saved`, if it is there, they are as they are saved. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Reads a parameter as text. Numbers, booleans, dates and moments (ISO 8601) from expressions are written out, and so are lists
 * and the text of a table's cell: see {@link textIn}.
 */
export function readText(parameters: Parameters, field: string, label: string): Result<string> {
	const value = toPlainValue(parameters[field] ?? '');
	if (value === undefined || Number.isNaN(value)) {
		return problem(
			field,
			`'${label}' is not a valid ${value === undefined ? 'date' : 'number'}`,
			'Check what the expression returns for this item.',
		);
	}
	const text = textIn(value);
	return text === undefined
		? problem(
				field,
				`'${label}' is ${Array.isArray(value) ? 'a list of objects' : 'an object'}, not text`,
				'Let the expression pick one value, e.g. {{ $json.name }}, or write the object out with {{ JSON.stringify($json) }}.',
			)
		: success(text);
}

/** Like {@link readText}, but blank is refused. Text keeps its spaces; `trim` is for identifiers that were pasted. */
export function readRequiredText(
	parameters: Parameters,
	field: string,
	label: string,
	trim = false,
): Result<string> {
	const text = readText(parameters, field, label);
	if (!text.ok) return text;
	if (text.value.trim() === '') {
		return problem(
			field,
			`'${label}' is empty`,
			'Fill it in. If an expression fills it, check that this item has the value.',
		);
	}
	return trim ? success(text.value.trim()) : text;
}

/** Refuses text of more characters. */
export function readAtMost(
	text: Result<string>,
	most: number,
	field: string,
	label: string,
	remedy: string,
): Result<string> {
	if (!text.ok || text.value.length <= most) return text;
	return problem(
		field,
		`'${label}' is longer than ${most} characters`,
		`${remedy} It starts with ${JSON.stringify(text.value.slice(0, 40))}.`,
	);
}

/**
 * Many times longer than what Feishu and n8n give: an image key has about 50 characters, an e-mail address at most 254
 * (RFC 5321, 4.5.3.1.3). Names stand whole in requests, errors and output.
 */
export const MAX_NAME_LENGTH = 1000;

/** An identifier or a name, as it was pasted. */
export function readName(parameters: Parameters, field: string, label: string): Result<string> {
	return readAtMost(
		readRequiredText(parameters, field, label, true),
		MAX_NAME_LENGTH,
		field,
		label,
		'Check what the expression returns for this item.',
	);
}

interface NumberRange {
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
}

/** Reads a number; text that is a number will do, as expressions often give it. */
export function readNumber(
	parameters: Parameters,
	field: string,
	label: string,
	fallback: number,
	{ min, max, whole }: NumberRange,
): Result<number> {
	const value = parameters[field] ?? fallback;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (
		typeof number === 'number' &&
		number >= min &&
		number <= max &&
		(!whole || Number.isInteger(number))
	)
		return success(number);
	return problem(
		field,
		`'${label}' is not a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
		`Enter a number${Number.isNaN(fallback) ? '' : `, e.g. ${fallback}`}, or remove the option.`,
	);
}

/** Reads one of a few values, by what is saved or what the panel shows. */
export function readChoice<const T extends string>(
	parameters: Parameters,
	field: string,
	label: string,
	choices: ReadonlyArray<Choice<T>>,
): Result<T> {
	const value = parameters[field];
	const chosen = findChoice(value, choices);
	return chosen === undefined
		? problem(
				field,
				`'${label}' has a value that does not exist`,
				`Choose one of ${listChoices(choices)}.${shown(value)}`,
			)
		: success(chosen.value);
}

/** What was found, where that can be shown in a few words. */
export function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number'
		? ` It is ${JSON.stringify(String(value).slice(0, 80))}.`
		: '';
}

/** Reads a toggle, also from the words that tables have for it. */
export function readSwitch(
	parameters: Parameters,
	field: string,
	label: string,
	fallback: boolean,
): Result<boolean> {
	const value = parameters[field] ?? fallback;
	const chosen = switchIn(value);
	return chosen === undefined
		? problem(
				field,
				`'${label}' is neither true nor false`,
				`Let the expression return true or false, e.g. {{ $json.count > 0 }}.${shown(value)}`,
			)
		: success(chosen);
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a collection; one that was never opened is empty. An expression for the whole of it may give anything: ignoring that
 * would drop what it says, e.g. a deduplication key or a limit.
 */
export function readCollection(value: unknown, field: string, label: string): Result<Parameters> {
	return isJsonObject(value ?? {})
		? success((value ?? {}) as Parameters)
		: problem(
				field,
				`'${label}' is not an object`,
				'Fill it in field by field, or let the expression return an object, e.g. {{ $json.settings }}.',
			);
}

/** What the collection Options holds; an option that was not added is absent. */
export function optionsOf({ options }: Parameters): Parameters {
	return isJsonObject(options) ? options : {};
}

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
