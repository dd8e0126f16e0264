import { problem, type Result } from '../result';

/** What is wrong at one place of a content that was entered as JSON. */
export interface ContentFault {
	/** e.g. `elements[0].text.content`, empty for the whole. */
	readonly at: string;
	/** Goes on after the place: "is missing". */
	readonly what: string;
	readonly remedy: string;
}

/** @param label the field's, as in the panel */
export function refuse(
	field: string,
	label: string,
	{ at, what, remedy }: ContentFault,
): Result<never> {
	const place = at.length > MOST_SHOWN ? `${at.slice(0, MOST_SHOWN)}…` : at;
	return problem(
		field,
		at === '' ? `'${label}' ${what}` : `'${label}' has a fault in ${place}: it ${what}`,
		remedy,
	);
}

const MOST_SHOWN = 200;

/** What a value is, for people. */
export function kindOf(value: unknown): string {
	if (value === undefined) return 'is missing';
	if (value === null) return 'is null';
	if (value === '') return 'is empty';
	if (Array.isArray(value)) return 'is a list';
	return (
		{ string: 'is text', object: 'is an object' }[typeof value as string] ?? `is a ${typeof value}`
	);
}

/** Said where an expression probably gave nothing. */
export const CHECK_VALUE =
	'Fill it in. If an expression fills it, check that this item has the value.';
