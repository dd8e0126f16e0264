/** A choice as the panel has it: what is saved, and what is shown. */
export interface Choice<T extends string = string> {
	readonly name: string;
	readonly value: T;
}

/** The choice that a value from an expression names: by what is saved or what is shown, whatever its case and blanks. */
export function findChoice<const C extends Choice>(
	value: unknown,
	choices: readonly C[],
): C | undefined {
	const exact = choices.find((choice) => choice.value === value);
	if (exact || typeof value !== 'string') return exact;
	const words = plain(value);
	return (
		choices.find((choice) => plain(choice.value) === words) ??
		choices.find((choice) => plain(choice.name) === words)
	);
}

/** Titles of what there is to choose from, as the panel shows them. */
export function listChoices(choices: readonly Choice[]): string {
	return choices.map(({ name }) => name).join(', ');
}

function plain(text: string): string {
	return text
		.slice(0, 100)
		.toLowerCase()
		.replace(/[\s_-]/g, '');
}

const WORDS_FOR_TRUE = ['true', '1', 'yes', 'y', 'on', '是'];
const WORDS_FOR_FALSE = ['false', '0', 'no', 'n', 'off', '否'];

/** What a cell of a table means by TRUE, yes or 1; undefined: neither that nor the contrary. */
export function switchIn(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'number' || typeof value === 'string' ? plain(String(value)) : '';
	if (WORDS_FOR_TRUE.includes(word)) return true;
	return WORDS_FOR_FALSE.includes(word) ? false : undefined;
}
