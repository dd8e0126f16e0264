/** Luxon's DateTime, which n8n's $now and $today give, or a Date. */
export function isMoment(value: unknown): boolean {
	return (
		value instanceof Date || (value as { isLuxonDateTime?: unknown })?.isLuxonDateTime === true
	);
}

/** A moment as text (ISO 8601), undefined where it is invalid; anything else as it is. */
export function toPlainValue(value: unknown): unknown {
	if (!isMoment(value)) return value;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	const { toISO } = value as { toISO?: unknown };
	return typeof toISO === 'function' ? ((toISO.call(value) as string | null) ?? undefined) : value;
}

/** What stands between the values of a list; between pieces of one text, nothing does. */
const COMMA = ', ';
/** A list in a list, and what a formula of Bitable holds. */
const MAX_DEPTH = 4;

/**
 * The text that a list or an object from a table stands for: `["a", "b"]`; `[{ text, type }]`, text in Bitable, also with links
 * and mentions; `{ type, value }`, a formula there; `[{ plain_text }]`, text in Notion. Undefined for anything else, such as a
 * person, of whom the name could be meant as well as the address.
 */
export function textIn(value: unknown, depth = 0): string | undefined {
	const plain = toPlainValue(value ?? '');
	if (typeof plain === 'string' || typeof plain === 'boolean' || typeof plain === 'bigint')
		return String(plain);
	if (typeof plain === 'number') return Number.isNaN(plain) ? undefined : String(plain);
	if (depth > MAX_DEPTH || typeof plain !== 'object' || plain === null) return undefined;
	if (!Array.isArray(plain)) return textOfPiece(plain as PieceOfText, depth);
	const values = (plain as unknown[]).filter((entry) => (entry ?? '') !== '');
	const texts = values.map((entry) => textIn(entry, depth + 1));
	return texts.every((text) => text !== undefined)
		? texts.join(values.every((entry) => typeof entry === 'object') ? '' : COMMA)
		: undefined;
}

interface PieceOfText {
	readonly text?: unknown;
	readonly type?: unknown;
	readonly plain_text?: unknown;
	readonly value?: unknown;
}

function textOfPiece(piece: PieceOfText, depth: number): string | undefined {
	if (typeof piece.plain_text === 'string') return piece.plain_text;
	if (piece.type === undefined) return undefined;
	if (typeof piece.text === 'string') return piece.text;
	return Array.isArray(piece.value) && Object.keys(piece).length === 2
		? textIn(piece.value, depth + 1)
		: undefined;
}

/** Which names an object has, for a message. */
export function namesIn(object: object): string {
	const names = Object.keys(object).slice(0, 10);
	return names.length === 0 ? 'It is empty.' : `It has ${names.join(', ').slice(0, 200)}.`;
}

/** Nobody takes a list as deep as this, and parsing a megabyte of brackets takes 80 MB. */
const NESTED_TOO_DEEPLY = /^\[{1000}/;

/** The list or object that a text is as JSON; otherwise the text. */
export function jsonIn(text: string): unknown {
	if (!/^\s*[[{]/.test(text) || NESTED_TOO_DEEPLY.test(text.trimStart())) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
