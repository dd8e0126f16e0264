import fc from 'fast-check';

import { drawParameters } from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/drawCall';

test.each([
	[
		'values of each kind',
		{ email: 'li@example.com', times: 2, list: ['a', { b: 1 }], nothing: null, yes: true },
		'email: li@example.com\ntimes: 2\nlist: ["a",{"b":1}]\nnothing: null\nyes: true',
	],
	[
		'a text that could pass for a value of another kind',
		{ a: '2', b: 'null', c: '["a"]', d: '"x"', e: '', f: '2 apples' },
		'a: "2"\nb: "null"\nc: "[\\"a\\"]"\nd: "\\"x\\""\ne: ""\nf: 2 apples',
	],
	[
		'several lines',
		{ text: 'one\nemail: two\r\n three', email: 'four' },
		'text:\n| one\n| email: two[U+000D]\n| [U+0020]three\nemail: four',
	],
	['many empty lines', { text: `a${'\n'.repeat(400)}b` }, 'text:\n| a\n| [U+000A×400]\n| b'],
	[
		'names that are no identifiers',
		{ 'a: b\nc': 'd', 收件人: 'e', '': 'f' },
		'"a: b\\nc": d\n"收件人": e\n"": f',
	],
	[
		'blanks and invisible characters',
		{ a: `x${' '.repeat(300)}b: y\u202e`, list: ['\u2066', 'x\u2028text: y', '   '] },
		'a: x[U+0020×300]b: y[U+202E]\nlist: ["[U+2066]","x[U+2028]text: y","[U+0020×3]"]',
	],
	[
		'what JSON has as a name of its own',
		JSON.parse('{"__proto__":{"a":1},"constructor":"b"}') as object,
		'__proto__: {"a":1}\nconstructor: b',
	],
	['no parameters', {}, '{}'],
])('%s', (_name, parameters, drawn) => {
	expect(drawParameters({ ...parameters })).toBe(drawn);
});

/** Pieces that make lines, names, values and marks look like each other. */
const text = fc
	.array(
		fc.constantFrom(
			'a',
			'b',
			':',
			' ',
			'\n',
			'\r',
			'|',
			'"',
			'\\',
			'{',
			'}',
			'[',
			']',
			',',
			'1',
			'null',
			'| ',
			': ',
			'[U+0020]',
			'\u200b',
			'-',
		),
		{ maxLength: 6 },
	)
	.map((parts) => parts.join(''));
const value = fc.oneof(
	text,
	text,
	fc.integer({ min: -2, max: 12 }),
	fc.constantFrom(null, true, false),
	fc.array(text, { maxLength: 2 }),
	fc.dictionary(text, text, { maxKeys: 2 }),
);
const parameters = fc.dictionary(text, value, { maxKeys: 3, noNullPrototype: true });

test('two different calls are never drawn alike', () => {
	const seen = new Map<string, string>();
	fc.assert(
		fc.property(parameters, (call) => {
			const drawn = drawParameters(call);
			const known = seen.get(drawn);
			seen.set(drawn, JSON.stringify(call));
			expect(known ?? JSON.stringify(call)).toBe(JSON.stringify(call));
		}),
		{ numRuns: 20_000 },
	);
});

/** Reads what was drawn: independent of the code, and only what a reader sees. */
function readDrawn(drawn: string): Array<[string, unknown]> {
	const unmark = (shown: string) =>
		shown.replace(/\[U\+([0-9A-F]{4,6})(?:×(\d+))?\]/g, (_, code: string, times = '1') =>
			String.fromCodePoint(parseInt(code, 16)).repeat(Number(times)),
		);
	const parse = (shown: string): unknown => {
		try {
			return JSON.parse(unmark(shown)) as unknown;
		} catch {
			return unmark(shown);
		}
	};
	if (drawn === '{}') return [];
	const entries: string[][] = [];
	for (const line of drawn.split('\n'))
		(line.startsWith('| ') ? entries.at(-1) : entries[entries.push([]) - 1])?.push(line);
	return entries.map(([head = '', ...lines]) => {
		const name = /^(?:"(?:[^"\\]|\\.)*"|[\w-]+)(?=:)/.exec(head)?.[0] ?? '';
		const shown = lines
			.map((line) => line.slice(2))
			.join('\n')
			.replace(/\n(\[U\+000A×\d+\])\n/g, '$1');
		return [
			name.startsWith('"') ? (JSON.parse(unmark(name)) as string) : name,
			lines.length > 0 ? unmark(shown) : parse(head.slice(name.length + 2)),
		];
	});
}

test('what is drawn can be read back, parameter by parameter', () => {
	fc.assert(
		fc.property(parameters, (call) =>
			expect(readDrawn(drawParameters(call))).toEqual(Object.entries(call)),
		),
		{ numRuns: 5_000 },
	);
});
