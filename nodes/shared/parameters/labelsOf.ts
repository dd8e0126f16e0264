/** Choices of a dropdown as an object for expressions: labels by value. */
export function labelsOf(
	choices: ReadonlyArray<{ readonly value: string; readonly label: string }>,
): string {
	return JSON.stringify(Object.fromEntries(choices.map(({ value, label }) => [value, label])));
}
