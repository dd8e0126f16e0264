import { ExpressionParser } from 'n8n-workflow';

/** A `{{ … }}` that stands for no value. */
export interface EmptyPiece {
	/** As it was entered, e.g. `{{ $json.user }}`. */
	readonly source: string;
	/** What it gave, e.g. `undefined`; absent where it was never computed, because the field is fixed text. */
	readonly gave?: string;
	/** True where it stands in an address. */
	readonly isInLink?: boolean;
}

/** What an item has, to judge by. */
export interface Surroundings {
	/** Gives what one `{{ … }}` is worth; it may throw. */
	evaluate(piece: string): unknown;
	/** Everything that a piece could have its words from, as text; undefined where that is not known. */
	dataOf(piece: string): string | undefined;
}

const MOST_SHOWN = 80;

/** What an expression of n8n's begins with, and not the braces of another template language. */
const OF_N8N = [
	'json',
	'node',
	'input',
	'now',
	'today',
	'binary',
	'vars',
	'workflow',
	'execution',
	'(',
];

/** Whether a text may lack a value, so that it pays to look at its pieces. */
export function mayLackValue(raw: string, text: string): boolean {
	if (!raw.startsWith('=')) return raw.includes('{{');
	return emptyWordsIn(text).length > 0 || piecesOf(raw).some(({ isInLink }) => isInLink);
}

/**
 * The first piece of a text in whose place a reader finds no value, but `[object Object]`, `Invalid DateTime`, `Hi undefined`.
 * Text that came from the data is a value, whatever it says: what counts is what each piece gave, which is computed once more
 * for that. A piece without any value is one only in an address, which leads somewhere else then; in other places n8n leaves a
 * blank, as people expect in a text.
 * @param raw the field as it was entered; an expression begins with `=`
 */
export function findLostValue(raw: string, surroundings: Surroundings): EmptyPiece | undefined {
	if (!raw.startsWith('=')) {
		const braces = findBraces(raw);
		const inside = braces?.source.slice(2).trimStart() ?? '';
		return OF_N8N.some((name) => inside.startsWith(`$${name}`)) ? braces : undefined;
	}
	for (const { source, isInLink } of piecesOf(raw)) {
		const value = valueOf(source, surroundings);
		const isBlank = value === '' || (!isInLink && (value ?? '') === '');
		const gave = isBlank
			? undefined
			: (nameOfNothing(value) ?? wordsIn(value, source, surroundings));
		if (gave !== undefined)
			return { source: source.slice(0, MOST_SHOWN), gave, ...(isInLink && { isInLink }) };
	}
	return undefined;
}

/** The same for a key, in which every piece has to have a value, and no braces are meant. */
export function findEmptyPiece(raw: string, surroundings: Surroundings): EmptyPiece | undefined {
	const fixed = raw.startsWith('=')
		? ExpressionParser.splitExpression(raw.slice(1))
		: [{ type: 'text', text: raw }];
	for (const { type, text } of fixed) {
		const braces = type === 'text' ? findBraces(text) : undefined;
		if (braces) return braces;
	}
	if (!raw.startsWith('=')) return undefined;
	for (const { source } of piecesOf(raw)) {
		const value = valueOf(source, surroundings);
		const isBlank = typeof value === 'string' && value.trim() === '';
		const gave = isBlank ? 'an empty text' : nameOfNothing(value);
		if (gave !== undefined) return { source: source.slice(0, MOST_SHOWN), gave };
	}
	return findLostValue(raw, surroundings);
}

interface PlacedPiece {
	readonly source: string;
	readonly isInLink: boolean;
}

function piecesOf(raw: string): PlacedPiece[] {
	const pieces: PlacedPiece[] = [];
	let before = '';
	for (const chunk of ExpressionParser.splitExpression(raw.slice(1))) {
		if (chunk.type === 'code') {
			const source = ExpressionParser.joinExpression([{ ...chunk, hasClosingBrackets: true }]);
			pieces.push({ source, isInLink: isInAddress(before) });
		}
		// Whatever a piece gives, it goes on what stands before it.
		before = (before + (chunk.type === 'code' ? 'x' : chunk.text)).slice(-LOOK_BACK);
	}
	return pieces;
}

/** So that a long text with many expressions takes no longer than its length. */
const LOOK_BACK = 2000;
/** Where an address begins in a text, or ends. In JSON a line break is written with a backslash. */
const NOT_IN_ADDRESS = /[^\x21-\x7e]|["'<>()[\]{}\\|,;*`]/;

/** Behind `https://example.com/?id=`, or `[title](`. */
function isInAddress(before: string): boolean {
	const word = before.split(NOT_IN_ADDRESS).at(-1) ?? '';
	return word.includes('://') || before.slice(0, before.length - word.length).endsWith('](');
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

const UNKNOWN = Symbol('unknown');

function valueOf(piece: string, { evaluate }: Surroundings): unknown {
	try {
		return evaluate(piece);
	} catch {
		// It did not fail when n8n resolved the whole field: nothing can be said about it.
		return UNKNOWN;
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

/** A text that says such a word although neither the data nor the expression does: it was put together without a value. */
function wordsIn(value: unknown, source: string, { dataOf }: Surroundings): string | undefined {
	// What JSON writes is a value, and it has a null of its own.
	if (typeof value !== 'string' || /stringify|toJsonString/.test(source)) return undefined;
	const words = emptyWordsIn(value).filter((word) => !source.includes(word));
	if (words.length === 0) return undefined;
	const data = dataOf(source);
	const word =
		data === undefined ? undefined : words.find((candidate) => !data.includes(candidate));
	if (word === undefined) return undefined;
	const at = value.indexOf(word);
	return JSON.stringify(value.slice(Math.max(0, at - 20), at + word.length + 30));
}

/** What JavaScript and Luxon write where there is no value; also as a part of a name: `ou_undefined`, `orderundefined`. */
function emptyWordsIn(text: string): string[] {
	const words = ['undefined', 'null', 'NaN'];
	return [
		...(text.match(/\[object \w+\]/g) ?? []),
		...(text.includes('Invalid Date') ? ['Invalid Date'] : []),
		...(text.match(/[A-Za-z\d]+/g) ?? []).filter(
			(word) => words.includes(word) || /(?:undefined|null)$/.test(word),
		),
	];
}

function textOf(value: unknown): string {
	try {
		return String(value);
	} catch {
		// It has no prototype.
		return '[object Object]';
	}
}
