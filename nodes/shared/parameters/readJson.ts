import { problem, success, type Result } from '../result';
import { explainJsonFault } from './explainJsonFault';
import { isJsonObject, type JsonObject, type Parameters } from './readParameter';
import { parseJson } from './parseJson';

/**
 * Reads a JSON parameter: text that was typed, or an object from an expression.
 * What comes back is plain JSON data, detached from the input.
 *
 * @param remedyForList what to do with a list that stands alone, where that is known
 */
export function readJsonObject(
	parameters: Parameters,
	field: string,
	label: string,
	remedyForList: (list: readonly unknown[]) => string | undefined = () => undefined,
): Result<JsonObject> {
	const value = parameters[field] ?? '';
	if (typeof value === 'string' && value.trim() === '') {
		return problem(
			field,
			`'${label}' is empty`,
			'Enter a JSON object, or an expression that returns one.',
		);
	}
	const parsed =
		typeof value === 'string' ? readTyped(field, label, value) : plainJson(field, label, value);
	if (!parsed.ok) return parsed;
	if (!isJsonObject(parsed.value)) {
		return problem(
			field,
			`'${label}' is not a JSON object`,
			Array.isArray(parsed.value)
				? (remedyForList(parsed.value) ??
						'Enter an object, which begins with { and ends with }. From a list pick one entry, e.g. {{ $json.messages[0] }}.')
				: 'Enter an object, which begins with { and ends with }.',
		);
	}
	if (Object.keys(parsed.value).length === 0) {
		return problem(field, `'${label}' is an empty object`, 'Enter the content of the message.');
	}
	return success(parsed.value, parsed.notes);
}

function readTyped(field: string, label: string, source: string): Result<unknown> {
	const parsed = parseJson(source);
	if ('value' in parsed)
		return success(
			parsed.value,
			parsed.around.length === 0
				? []
				: [`'${label}' was read out of ${[...new Set(parsed.around)].join(' and ')}.`],
		);
	const { fault, isInString, text } = parsed;
	const place = fault
		? `line ${fault.line}, column ${fault.column}${isInString ? ' of the JSON inside the string' : ''}`
		: 'a place that could not be found';
	return problem(
		field,
		`'${label}' is not valid JSON at ${place}`,
		fault ? explainJsonFault(fault, text) : 'Check its brackets and quotation marks.',
	);
}

/** Through JSON and back: turns dates into text, drops functions, and finds what JSON cannot carry. */
function plainJson(field: string, label: string, value: unknown): Result<unknown> {
	try {
		return success(JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
	} catch {
		return problem(
			field,
			`'${label}' cannot be written as JSON`,
			'The object refers to itself, is nested too deeply, or holds a value that JSON does not know, such as a BigInt.',
		);
	}
}
