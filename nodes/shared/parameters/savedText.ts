/** A part of a text: typed into the panel, or data that an expression gave. */
export interface Piece {
	readonly text: string;
	readonly isData: boolean;
}

/**
 * Which parts of a text were typed, and which are data. Told from the text alone, without evaluating anything twice: the typed
 * parts stand in it in their order. Where data holds the same words as a typed part, the border may be drawn elsewhere, but what
 * counts as typed is letter by letter what was typed. In linear time.
 * @param saved the parameter as it is saved; anything but text counts as an expression
 */
export function piecesOf(text: string, saved: unknown): Piece[] {
	if (typeof saved === 'string' && !saved.startsWith('=')) return [{ text, isData: false }];
	const allData = [{ text, isData: true }];
	if (typeof saved !== 'string') return allData;
	const typed = typedParts(saved.slice(1));
	const [first = '', ...others] = typed;
	const last = others.pop();
	if (last === undefined) return text === first ? [{ text, isData: false }] : allData;
	if (!text.startsWith(first)) return allData;
	const pieces: Piece[] = [{ text: first, isData: false }];
	let at = first.length;
	for (const part of others) {
		const found = text.indexOf(part, at);
		if (found < 0) return allData;
		pieces.push({ text: text.slice(at, found), isData: true }, { text: part, isData: false });
		at = found + part.length;
	}
	const end = text.length - last.length;
	if (end < at || !text.endsWith(last)) return allData;
	pieces.push({ text: text.slice(at, end), isData: true }, { text: last, isData: false });
	return pieces.filter((piece) => piece.text !== '');
}

/** What stands before, between and behind the expressions, as n8n splits it (expression-parser.js of n8n-workflow). */
function typedParts(template: string): string[] {
	const parts: string[] = [];
	let at = 0;
	for (;;) {
		const open = bracket(template, /(\\?)\{\{/g, at);
		if (open === undefined) return [...parts, template.slice(at)];
		parts.push(template.slice(at, open));
		const close = bracket(template, /(\\?)\}\}/g, open + 2);
		if (close === undefined) return [...parts, ''];
		at = close + 2;
	}
}

/** Where the next brackets stand that no backslash escapes. */
function bracket(template: string, brackets: RegExp, from: number): number | undefined {
	brackets.lastIndex = from;
	for (let found = brackets.exec(template); found; found = brackets.exec(template)) {
		if (found[1] === '') return found.index;
	}
	return undefined;
}
