/**
 * Everything that shows nothing, or changes how its neighbours look: control and format characters, among them those that
 * turn text around; separators; half surrogates, private and unassigned code points; what fonts may leave out (the variation
 * selectors are among it); blank letters; marks that have nothing to stand on or pile up. Also what begins a mark of ours.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr36/ (2.5 to 2.7)
 */
const HIDDEN = /(?<=\S) (?=\S)|([\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u{16fe4}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]|(?<![^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}])\p{M}|(?<=\p{M}{4})\p{M}|\[(?=U\+))\1*/gu;

/**
 * A line in which every character can be seen: the others are written as marks, e.g. `[U+202E]` or `[U+0020×40]`. Only a
 * single space between two words stays. Two different texts never become the same. In linear time.
 */
export function visible(line: string): string {
	return line.replace(HIDDEN, (run, hidden?: string) => (hidden === undefined ? run : mark(hidden, run.length / hidden.length)));
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
