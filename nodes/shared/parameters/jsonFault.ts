/** Where a text stops being JSON. Lines and columns count from 1. */
export interface JsonFault {
	readonly line: number;
	readonly column: number;
	/** The character found there, or undefined at the end of the text. */
	readonly found: string | undefined;
	readonly expected: string;
	/** True when the fault is inside or right behind a string: the sign of text put in unescaped. */
	readonly nearString: boolean;
}

type Expecting = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

const IN_WORDS: Record<Expecting, string> = {
	value: 'a value',
	valueOrEnd: 'a value or ]',
	key: 'a name in double quotes',
	keyOrEnd: 'a name in double quotes or }',
	colon: 'a colon',
	commaOrEnd: 'a comma or the closing bracket',
	nothing: 'the end',
};

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds the first place at which a text is not JSON; undefined when it is JSON.
 * JSON.parse names a position only in some of its messages, and which ones differs between Node versions.
 * Written as a loop, so that deep nesting cannot exhaust the stack.
 */
export function findJsonFault(source: string): JsonFault | undefined {
	const open: Array<'{' | '['> = [];
	let expecting = 'value' as Expecting;
	let at = 0;
	let nearString = false;

	const fault = (expected: string = IN_WORDS[expecting]): JsonFault => {
		let line = 1;
		let lineStart = 0;
		for (
			let next = source.indexOf('\n') + 1;
			next > 0 && next <= at;
			next = source.indexOf('\n', next) + 1
		) {
			line++;
			lineStart = next;
		}
		const found =
			at < source.length ? String.fromCodePoint(source.codePointAt(at) as number) : undefined;
		return { line, column: at - lineStart + 1, found, expected, nearString };
	};
	const afterValue = (): Expecting => (open.length === 0 ? 'nothing' : 'commaOrEnd');

	for (;;) {
		at = match(SPACE, source, at) ?? at;
		if (at >= source.length) return expecting === 'nothing' ? undefined : fault();
		const character = source[at] as string;
		if (expecting === 'nothing') return fault();
		if (expecting === 'colon') {
			if (character !== ':') return fault();
			expecting = 'value';
			at++;
		} else if (expecting === 'commaOrEnd') {
			if (character === ',') expecting = open.at(-1) === '{' ? 'key' : 'value';
			else if (character === (open.at(-1) === '{' ? '}' : ']')) {
				open.pop();
				expecting = afterValue();
			} else return fault();
			at++;
		} else if (character === '"') {
			const end = endOfString(source, at);
			at = Math.abs(end);
			const isName = expecting === 'key' || expecting === 'keyOrEnd';
			nearString = !isName || end < 0;
			if (end < 0) return fault('the closing quotation mark of the text');
			expecting = isName ? 'colon' : afterValue();
			continue;
		} else if (
			character === (expecting === 'keyOrEnd' ? '}' : expecting === 'valueOrEnd' ? ']' : undefined)
		) {
			open.pop();
			expecting = afterValue();
			at++;
		} else if (expecting === 'key' || expecting === 'keyOrEnd') {
			return fault();
		} else if (character === '{' || character === '[') {
			open.push(character);
			expecting = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
			at++;
		} else {
			const end = match(SCALAR, source, at);
			if (end === undefined) return fault();
			at = end;
			expecting = afterValue();
		}
		nearString = false;
	}
}

function match(pattern: RegExp, source: string, at: number): number | undefined {
	pattern.lastIndex = at;
	return pattern.test(source) ? pattern.lastIndex : undefined;
}

/** Index behind the string that opens at `at`, or minus the index at which it goes wrong. */
function endOfString(source: string, at: number): number {
	for (let i = at + 1; i < source.length;) {
		const character = source[i] as string;
		if (character === '"') return i + 1;
		if (character < ' ') return -i;
		if (character === '\\') {
			const end = match(ESCAPE, source, i);
			if (end === undefined) return -i;
			i = end;
		} else i++;
	}
	return -source.length;
}
