import { ExpressionParser } from 'n8n-workflow';

/** A `{{ … }}` that stands for no value. */
export interface EmptyPiece {
	/** As it was entered, e.g. `{{ $json.user }}`. */
	readonly source: string;
	/** What it gave, e.g. `undefined`; absent where it was never computed, because the field is fixed text. */
	readonly gave?: string;
}

const MOST_SHOWN = 80;

/**
 * The first piece of a text that gave no value. n8n writes nothing in its place, or `[object Object]`, so the whole does not
 * show it. Text that came from the data is a value, whatever it says: what counts is what each piece gave. Each is computed
 * once more for that.
 * @param raw the field as it was entered; an expression begins with `=`
 * @param evaluate gives what one `{{ … }}` is worth; it may throw
 */
export function findEmptyPiece(
	raw: string,
	evaluate: (piece: string) => unknown,
): EmptyPiece | undefined {
	if (!raw.startsWith('=')) return findBraces(raw);
	for (const chunk of ExpressionParser.splitExpression(raw.slice(1))) {
		if (chunk.type === 'text') {
			const braces = findBraces(chunk.text);
			if (braces) return braces;
			continue;
		}
		const source = ExpressionParser.joinExpression([{ ...chunk, hasClosingBrackets: true }]);
		const gave = nameOfNothing(valueOf(source, evaluate));
		if (gave !== undefined) return { source: source.slice(0, MOST_SHOWN), gave };
	}
	return undefined;
}

/** An expression that was entered as fixed text. */
function findBraces(text: string): EmptyPiece | undefined {
	let start = text.indexOf('{{');
	while (start > 0 && text[start - 1] === '\\') start = text.indexOf('{{', start + 1);
	if (start < 0) return undefined;
	const end = text.indexOf('}}', start + 2);
	const source = end < 0 ? text.slice(start) : text.slice(start, end + 2);
	return { source: source.slice(0, MOST_SHOWN) };
}

function valueOf(piece: string, evaluate: (piece: string) => unknown): unknown {
	try {
		return evaluate(piece);
	} catch {
		// It did not fail when n8n resolved the whole field: nothing can be said about it.
		return '';
	}
}

/** undefined for a value. */
function nameOfNothing(value: unknown): string | undefined {
	if (value === undefined || value === null || Number.isNaN(value)) return String(value);
	if (typeof value !== 'object') return undefined;
	const text = Array.isArray(value) ? value.map(textOf).join() : textOf(value);
	if (/\[object \w+\]/.test(text)) return Array.isArray(value) ? 'a list of objects' : 'an object';
	return /^Invalid Date/.test(text) ? 'an invalid date' : undefined;
}

function textOf(value: unknown): string {
	try {
		return String(value);
	} catch {
		// It has no prototype.
		return '[object Object]';
	}
}
