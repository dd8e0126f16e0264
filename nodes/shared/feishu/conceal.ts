/** Puts `[secret]` in the place of secrets in a text. */
export type Conceal = (text: string) => string;

const SECRET = '[secret]';
/** Shorter values would blot out ordinary words; no secret of Feishu's is that short. */
const SHORTEST_SECRET = 8;
/** A piece of a secret of this length is concealed too; of a secret shorter than twice that, a half. */
const LONGEST_PIECE = 12;

/**
 * A server or a proxy may repeat what it was sent, and seldom as it was sent. So secrets and text are compared without their
 * escapes and in one spelling, and besides a secret itself its base64 and hex are looked for. Pieces of a secret count: what
 * was cut off, or stands in base64 between other bytes, is found too. The time it takes grows with the length of the text.
 *
 * @param secrets as they are sent; those of less than 8 characters are left alone
 */
export function concealer(secrets: readonly string[]): Conceal {
	const pieces = new Map<number, Pieces>();
	for (const dressed of secrets
		.filter(({ length }) => length >= SHORTEST_SECRET)
		.flatMap(dresses)) {
		for (const { text } of readings(dressed)) {
			const length = Math.max(SHORTEST_SECRET, Math.min(LONGEST_PIECE, Math.ceil(text.length / 2)));
			const known = pieces.get(length) ?? { all: new Set(), beginnings: new Uint8Array(1 << 16) };
			pieces.set(length, known);
			for (let i = 0; i + length <= text.length; i++) {
				known.all.add(text.slice(i, i + length));
				known.beginnings[beginningAt(text, i)] = 1;
			}
		}
	}
	return (text) => (text.length < SHORTEST_SECRET ? text : blotOut(text, pieces));
}

/** A secret as it may come back. JSON escapes quotation marks before a body becomes base64; a form writes + for a space. */
function dresses(secret: string): string[] {
	const spellings = [
		...new Set([secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll(' ', '+')]),
	];
	return spellings.flatMap((spelling) => [
		spelling,
		Buffer.from(spelling).toString('hex'),
		...[0, 1, 2].map((before) => base64Within(spelling, before)),
	]);
}

/** The part of its base64 that depends on the secret alone, when so many bytes (modulo 3) stand before it. */
function base64Within(secret: string, before: number): string {
	const bytes = Buffer.from('\0'.repeat(before) + secret);
	return bytes
		.toString('base64')
		.slice(Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3));
}

/** Pieces of one length. */
interface Pieces {
	readonly all: Set<string>;
	/** Of all of them. Most places of a text are passed over without cutting a piece out of it. */
	readonly beginnings: Uint8Array;
}

/** A number below 65,536 for the four characters there. */
function beginningAt(text: string, at: number): number {
	let number = 0;
	for (let i = at; i < at + 4; i++) number = number * 31 + text.charCodeAt(i);
	return number & 0xffff;
}

function blotOut(text: string, pieces: ReadonlyMap<number, Pieces>): string {
	/** By place in the text: the end of what must not be seen from there on. */
	const hiddenTo = new Uint32Array(text.length);
	for (const reading of readings(text)) {
		for (const [length, { all, beginnings }] of pieces) {
			for (let i = 0; i + length <= reading.text.length; i++) {
				if (beginnings[beginningAt(reading.text, i)] === 0) continue;
				if (!all.has(reading.text.slice(i, i + length))) continue;
				const start = reading.starts[i] as number;
				hiddenTo[start] = Math.max(
					hiddenTo[start] as number,
					reading.ends[i + length - 1] as number,
				);
			}
		}
	}
	let left = '';
	let end = 0;
	hiddenTo.forEach((itsEnd, start) => {
		if (itsEnd === 0) return;
		if (start > end || left === '') left += text.slice(end, start) + SECRET;
		end = Math.max(end, itsEnd);
	});
	return left + text.slice(end);
}

interface Reading {
	readonly text: string;
	/** Where each of its characters begins and ends in what was read. */
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/** So often may a text be escaped. */
const MOST_ESCAPES = 5;

/** A text as it is, without its escapes, without the escapes that were escaped, and so on; each in one spelling. */
function* readings(text: string): Generator<Reading> {
	const places = new Uint32Array(text.length).map((_zero, place) => place);
	let reading: Reading = { text, starts: places, ends: places.map((place) => place + 1) };
	yield inOneSpelling(reading);
	for (let i = 0; i < MOST_ESCAPES && reading.text.search(ESCAPE) !== -1; i++) {
		reading = rewrite(reading, ESCAPE, unescape);
		yield inOneSpelling(reading);
	}
}

/** Of a URL, of JSON or JavaScript, of HTML. */
const ESCAPE =
	/%[0-9a-f]{2}|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[^])|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi;
/** Names in HTML for what a secret may be made of, besides letters and digits. */
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	equals: '=',
	plus: '+',
	sol: '/',
	lowbar: '_',
	colon: ':',
	period: '.',
	percnt: '%',
	bsol: '\\',
};

function unescape(escape: string): string {
	const [, hex, decimal] = /^(?:%|\\[ux]|&#x)([0-9a-f]+);?$|^&#(\d+);$/i.exec(escape) ?? [];
	if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
	if (decimal !== undefined) return String.fromCharCode(Number(decimal));
	if (escape.startsWith('&')) return ENTITIES[escape.slice(1, -1).toLowerCase()] ?? ' ';
	return /[nrt]/.test(escape) ? ' ' : escape.slice(1);
}

/** Without white space, because base64 is wrapped into lines, and without what cannot be seen; base64url as base64; in lower case. */
function inOneSpelling(reading: Reading): Reading {
	const { text, starts, ends } = rewrite(reading, /[\s\p{Cc}\p{Cf}]+/gu, () => '');
	return {
		text: text
			.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
			.replaceAll('-', '+')
			.replaceAll('_', '/'),
		starts,
		ends,
	};
}

/** @param replace gives one character or none */
function rewrite(
	{ text, starts, ends }: Reading,
	pattern: RegExp,
	replace: (found: string) => string,
): Reading {
	const rewritten = {
		text: '',
		starts: new Uint32Array(text.length),
		ends: new Uint32Array(text.length),
	};
	let from = 0;
	const copyTo = (to: number) => {
		rewritten.starts.set(starts.subarray(from, to), rewritten.text.length);
		rewritten.ends.set(ends.subarray(from, to), rewritten.text.length);
		rewritten.text += text.slice(from, to);
	};
	for (const { 0: found, index } of text.matchAll(pattern)) {
		copyTo(index);
		from = index + found.length;
		rewritten.starts[rewritten.text.length] = starts[index] as number;
		rewritten.ends[rewritten.text.length] = ends[from - 1] as number;
		rewritten.text += replace(found);
	}
	copyTo(text.length);
	return rewritten;
}
