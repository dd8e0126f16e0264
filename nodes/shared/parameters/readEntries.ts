import { notesOf, problem, success, type Result } from '../result';
import { isJsonObject, type Parameters } from './readParameter';

/** A parameter of the type fixedCollection: a list of entries, saved as `{ mention: [{…}, {…}] }`. */
interface Collection {
	readonly field: string;
	readonly label: string;
	/** Name of the list inside the value, and the word for one entry in messages. */
	readonly entry: string;
}

/**
 * Reads every entry with `read`, which knows its own fields only. A problem then names the place as well:
 * `'Text' is empty` becomes `'Text' of element 3 is empty`.
 */
export function readEntries<T>(
	parameters: Parameters,
	{ field, label, entry }: Collection,
	read: (entry: Parameters, index: number) => Result<T>,
): Result<T[]> {
	const collection = parameters[field] ?? {};
	const entries = isJsonObject(collection) ? (collection[entry] ?? []) : collection;
	if (!Array.isArray(entries) || ![...(entries as unknown[])].every(isJsonObject)) {
		return problem(
			field,
			`'${label}' is not a list`,
			`Add each ${entry} in the panel; an expression may fill its fields, but not the whole list.`,
		);
	}
	const values: T[] = [];
	const notes: string[] = [];
	for (const [index, parametersOfEntry] of entries.entries()) {
		const result = read(parametersOfEntry, index);
		if (!result.ok)
			return problem(
				field,
				withPlace(result.problem.message, `${entry} ${index + 1}`),
				result.problem.hint,
			);
		values.push(result.value);
		notes.push(...notesOf([result]));
	}
	return success(values, notes);
}

/** Behind the field's label, and behind the place in a list inside this one. */
function withPlace(message: string, place: string): string {
	return message.replace(/^'[^']*'(?: of \w+ \d+)*/, (start) => `${start} of ${place}`);
}
