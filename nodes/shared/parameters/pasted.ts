/** At the ends of a word: an address may have an apostrophe in it. */
const QUOTES = /['‘’`]/;

/** A text without what nobody sees, such as U+200B from a chat or U+202D from a phone's contacts. */
export function withoutInvisible(text: string): string {
	return text.replace(/\p{Cf}/gu, '');
}

/** Without quotation marks around it, and without the one in front by which a spreadsheet keeps a number as text. */
export function withoutQuotes(text: string): string {
	const isQuote = (character: string) => QUOTES.test(character) || '"“”'.includes(character);
	let [start, end] = [0, text.length];
	while (start < end && isQuote(text.charAt(start))) start++;
	while (end > start && isQuote(text.charAt(end - 1))) end--;
	return text.slice(start, end).trim();
}
