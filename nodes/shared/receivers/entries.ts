import { withoutQuotes } from '../parameters/pasted';

/** What stands around something else, opening and closing. */
const BRACKETS: Readonly<Record<string, string>> = {
	'<': '>',
	'"': '"',
	'“': '”',
	'(': ')',
	'[': ']',
	'{': '}',
	'【': '】',
	'「': '」',
	'《': '》',
};
const SEPARATORS = ',;、，；\r\n';
/** What opens in BRACKETS, and SEPARATORS. */
const SIGN = /[<"“([{【「《,;、，；\r\n]/g;
const BETWEEN_WORDS = /[\s,;、，；\\"“”()[\]{}【】「」《》<>]/;
/** An address may have | and / in it. */
const BETWEEN_IDS = /[|/。]/;
/** No part of a name: somebody whose ID has a mistake in it must not be left out. */
const LIKE_ID = /.@|o[un]_./;
/** The parts of a text between separators, without blank ones. A separator in quotation marks or brackets separates nothing. */
export function* entriesOf(text: string): Generator<string> {
	let from = 0;
	let at = 0;
	for (const { bracket, source } of partsOf(text)) {
		const isSeparator = bracket === '' && SEPARATORS.includes(source);
		const entry = isSeparator ? text.slice(from, at).trim() : '';
		at += source.length;
		if (isSeparator) from = at;
		if (entry !== '') yield entry;
	}
	const entry = text.slice(from).trim();
	if (entry !== '') yield entry;
}

/**
 * The IDs in an entry, each once: `Zhao Min <id>`, `id (Zhao Min)`, `"id"`, `[id, id]`, `id|id`. Undefined where there is none,
 * and where words are left that may be somebody else.
 * @param idOf the ID that a word is
 */
export function idsIn(
	entry: string,
	idOf: (word: string) => string | undefined,
): string[] | undefined {
	// A mention as it is written in messages: <at user_id="ou_1">Zhao Min</at>
	const parts = [...partsOf(entry.replace(/<at [a-z_]*=/gi, '<').replaceAll('</at>', ''))];
	const [whole] = parts;
	if (whole && parts.length === 1 && whole.bracket !== '') return idsIn(whole.text, idOf);
	const textOf = (isMeant: (bracket: string) => boolean) =>
		parts
			.filter(({ bracket }) => isMeant(bracket))
			.map(({ bracket, text }) => (bracket === '' ? text : ` ${text} `))
			.join('');
	// The strongest first: in `Zhao Min (Shanghai) <id>` the others are words of a name.
	const groups = [
		textOf((bracket) => bracket === '<'),
		textOf((bracket) => bracket !== '<' && bracket !== ''),
		textOf((bracket) => bracket === ''),
	].map((text) => read(text, idOf));
	const chosen = groups.find(({ ids }) => ids.size > 0);
	if (!chosen || chosen.others.length > 0) return undefined;
	if (groups.some(({ others }) => others.some((word) => LIKE_ID.test(word)))) return undefined;
	const isOnlyChosen = groups.every(({ ids }) =>
		[...ids.keys()].every((key) => chosen.ids.has(key)),
	);
	return isOnlyChosen ? [...chosen.ids.values()] : undefined;
}

interface Words {
	/** By the ID in small letters. */
	readonly ids: ReadonlyMap<string, string>;
	readonly others: readonly string[];
}

function read(text: string, idOf: (word: string) => string | undefined): Words {
	const ids = new Map<string, string>();
	const add = (word: string): boolean => {
		const id = idOf(withoutQuotes(word));
		if (id === undefined) return false;
		const key = id.toLowerCase();
		if (!ids.has(key)) ids.set(key, id);
		return true;
	};
	const isBlank = (word: string) => withoutQuotes(word) === '';
	const others = text
		.split(BETWEEN_WORDS)
		.filter((word) => !isBlank(word) && !add(word))
		.flatMap((word) => word.split(BETWEEN_IDS))
		.filter((word) => !isBlank(word) && !add(word));
	return { ids, others };
}

interface Part {
	/** The opening one, or nothing. */
	readonly bracket: string;
	/** What is inside of the brackets, a separator, or what is between those. */
	readonly text: string;
	readonly source: string;
}

function* partsOf(text: string): Generator<Part> {
	const outside = (source: string): Part => ({ bracket: '', text: source, source });
	const last = new Map<string, number>();
	let from = 0;
	for (let at = nextSign(text, 0); at !== -1; at = nextSign(text, Math.max(from, at + 1))) {
		const sign = text.charAt(at);
		const closing = BRACKETS[sign] ?? '';
		// Looked for once, so that a megabyte of brackets takes linear time.
		if (closing !== '' && !last.has(closing)) last.set(closing, text.lastIndexOf(closing));
		const isClosed = (last.get(closing) ?? -1) > at;
		if (closing !== '' && !isClosed) continue;
		if (from < at) yield outside(text.slice(from, at));
		from = isClosed ? text.indexOf(closing, at + 1) + 1 : at + 1;
		const source = text.slice(at, from);
		yield isClosed ? { bracket: sign, text: source.slice(1, -1), source } : outside(source);
	}
	if (from < text.length) yield outside(text.slice(from));
}

function nextSign(text: string, from: number): number {
	SIGN.lastIndex = from;
	return SIGN.test(text) ? SIGN.lastIndex - 1 : -1;
}
