/** At the ends of a word: an address may have an apostrophe in it. */
const QUOTES = /['‘’`]/;

/** A text without what nobody sees, such as U+200B from a chat or U+202D from a phone's contacts. */
export function withoutInvisible(text: string): string {
	return text.replace(/\p{Cf}/gu, '');
}

/**
 * Full-width characters of a Chinese keyboard as those of an English one. No other forms are equated: ① or a footnote's ¹ would
 * become digits of another number.
 */
export function halfWidth(text: string): string {
	return text.replace(/[\u3000\ufe50-\ufe6f\uff01-\uff5e]/g, (character) =>
		character.normalize('NFKC'),
	);
}

/** What to tell of a text that was read as something else. Blanks, quotation marks, brackets and signs between digits tell nothing. */
export function notesOn(typed: string, read: string): string[] {
	return essenceOf(typed) === essenceOf(read)
		? []
		: [`${JSON.stringify(typed.slice(0, 80))} was read as ${read}.`];
}

function essenceOf(text: string): string {
	return halfWidth(text).replace(/[^\p{L}\p{N}+@]/gu, '');
}

/** Without quotation marks around it, and without the one in front by which a spreadsheet keeps a number as text. */
export function withoutQuotes(text: string): string {
	const isQuote = (character: string) => QUOTES.test(character) || '"“”'.includes(character);
	let [start, end] = [0, text.length];
	while (start < end && isQuote(text.charAt(start))) start++;
	while (end > start && isQuote(text.charAt(end - 1))) end--;
	return text.slice(start, end).trim();
}
