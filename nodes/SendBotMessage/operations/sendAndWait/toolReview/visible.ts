/**
 * What shows nothing, or changes how its neighbors look: control and format characters, among them those that turn text around;
 * separators; half surrogates, private and unassigned code points; what fonts may leave out (the variation selectors are among
 * it); blank letters.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr36/ (2.5 to 2.7)
 */
const BLANK = /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]$/u;
const BLANK_LETTER = /^[\u{16fe4}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]$/u;
/** A combining mark stands on the character before it. More than a few pile up over other lines. */
const COMBINING = /^\p{M}$/u;
const MOST_COMBINING = 4;

/**
 * A line in which every character can be seen: the others are written as marks, e.g. `[U+202E]` or `[U+0020×40]`. Only a
 * single space between two words stays. Two different texts never become the same. In linear time.
 */
export function visible(line: string): string {
	const characters = [...line];
	let shown = '';
	let combining = 0;
	for (let at = 0, end: number; at < characters.length; at = end) {
		const character = characters[at] as string;
		end = at + 1;
		const before = characters[at - 1];
		const stacks = COMBINING.test(character);
		if (
			isPlain(character, before, characters, at) &&
			!(stacks && (combining === MOST_COMBINING || before === undefined || BLANK.test(before)))
		) {
			shown += character;
		} else {
			while (characters[end] === character) end++;
			shown += mark(character, end - at);
		}
		combining = stacks ? Math.min(combining + end - at, MOST_COMBINING) : 0;
	}
	return shown;
}

function isPlain(
	character: string,
	before: string | undefined,
	characters: readonly string[],
	at: number,
): boolean {
	const after = characters[at + 1];
	if (character === ' ') return isWord(before) && isWord(after);
	// It could begin a mark of ours.
	if (character === '[') return !(after === 'U' && characters[at + 2] === '+');
	return !BLANK.test(character) && !BLANK_LETTER.test(character);
}

function isWord(character: string | undefined): boolean {
	return character !== undefined && !/^\s$/.test(character);
}

/** A text likewise, with its lines; where more than one line is left out, how many. */
export function visibleLines(text: string): string {
	const lines = text.split('\n').map(visible).join('\n');
	return lines.replace(/\n{3,}/g, (breaks) => `\n${mark('\n', breaks.length)}\n`);
}

function mark(character: string, times: number): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return `[U+${code}${times > 1 ? `×${times}` : ''}]`;
}
