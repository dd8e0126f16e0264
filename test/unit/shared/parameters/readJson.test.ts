import fc from 'fast-check';

import { readJsonObject } from '../../../../nodes/shared/parameters/readJson';
import { anyCharacters } from '../../../support/text';

const refused = (message: string, hint: string) => ({
	ok: false,
	problem: { field: 'x', message, hint },
});
const ok = (value: unknown) => ({ ok: true, value });

test.each<[unknown, object]>([
	['{"a": [1, "b", null]}', { a: [1, 'b', null] }],
	[
		{ a: 1, gone: undefined, fn: () => 1, date: new Date('2026-10-09T10:00:00Z') },
		{ a: 1, date: '2026-10-09T10:00:00.000Z' },
	],
])('JSON object of %p', (x, value) => {
	expect(readJsonObject({ x }, 'x', 'X')).toEqual(ok(value));
});

test('what comes back is detached from the input', () => {
	const x = { a: { b: 1 } };
	const read = readJsonObject({ x }, 'x', 'X');
	x.a.b = 2;
	expect(read).toEqual(ok({ a: { b: 1 } }));
});

const itself: Record<string, unknown> = {};
itself.again = itself;
const ENTER = 'Enter a JSON object, or an expression that returns one.';
const BRACES = 'Enter an object, which begins with { and ends with }.';
const PICK_ENTRY = `${BRACES} From a list pick one entry, e.g. {{ $json.messages[0] }}.`;
const CUT_OFF = 'Copy it to its very end: a closing quotation mark or bracket is missing.';
const NO_JSON =
	'The object refers to itself, is nested too deeply, or holds a value that JSON does not know, such as a BigInt.';
const ESCAPE =
	'If an expression puts text in here, write {{ JSON.stringify($json.text) }} without quotation marks around it: it escapes quotation marks and line breaks.';

test.each<[unknown, string, string]>([
	['', "'X' is empty", ENTER],
	[' \n', "'X' is empty", ENTER],
	[undefined, "'X' is empty", ENTER],
	[null, "'X' is empty", ENTER],
	['[{}]', "'X' is not a JSON object", PICK_ENTRY],
	['null', "'X' is not a JSON object", BRACES],
	['"a"', "'X' is not a JSON object", BRACES],
	[[{}], "'X' is not a JSON object", PICK_ENTRY],
	[7, "'X' is not a JSON object", BRACES],
	[() => ({ a: 1 }), "'X' is not a JSON object", BRACES],
	['{ }', "'X' is an empty object", 'Enter the content of the message.'],
	[{ gone: undefined }, "'X' is an empty object", 'Enter the content of the message.'],
	[itself, "'X' cannot be written as JSON", NO_JSON],
	[{ a: 1n }, "'X' cannot be written as JSON", NO_JSON],
	[
		'{"a": 1,\n}',
		"'X' is not valid JSON at line 2, column 1",
		'Remove the comma before the closing bracket. Expected a name in double quotes, but there is "}".',
	],
	[
		'{"a": [1,]}',
		"'X' is not valid JSON at line 1, column 10",
		'Remove the comma before the closing bracket. Expected a value, but there is "]".',
	],
	['{"a" 1}', "'X' is not valid JSON at line 1, column 6", 'Expected a colon, but there is "1".'],
	[
		'{"a": 1',
		"'X' is not valid JSON at line 1, column 8",
		`${CUT_OFF} Expected a comma or the closing bracket, but the text ends.`,
	],
	[
		'{"a": "b',
		"'X' is not valid JSON at line 1, column 9",
		`${CUT_OFF} Expected the closing quotation mark of the text, but the text ends.`,
	],
	[
		'{"a": "say "hi""}',
		"'X' is not valid JSON at line 1, column 13",
		`${ESCAPE} Expected a comma or the closing bracket, but there is "h".`,
	],
	...[...`'‘’“”「」`].map((quote): [string, string, string] => [
		`{"a": ${quote}b`,
		"'X' is not valid JSON at line 1, column 7",
		`Use straight double quotation marks only. Expected a value, but there is "${quote}".`,
	]),
])('no JSON object: %p', (x, message, hint) => {
	expect(readJsonObject({ x }, 'x', 'X')).toEqual(refused(message, hint));
});

const DATA = { a: '` ：\u00a0//', b: [1, { c: null }] };
const PRETTY = JSON.stringify(DATA, null, 2);

test.each<[string, string]>([
	['a byte order mark', `\ufeff${PRETTY}`],
	['blanks that JSON does not know', PRETTY.replaceAll('\n ', '\n\u00a0\u3000\u200b')],
	['line separators', PRETTY.replaceAll('\n', '\u2028')],
	['a fence', `\`\`\`json\n${PRETTY}\n\`\`\`\n`],
	['a fence of one line', `\`\`\`${JSON.stringify(DATA)}\`\`\``],
	['a string around it', JSON.stringify(PRETTY)],
	['two strings around it', JSON.stringify(JSON.stringify(PRETTY))],
	['a fence in a string', JSON.stringify(`\`\`\`json\n${PRETTY}\n\`\`\``)],
	['a string in a fence', `\`\`\`\n${JSON.stringify(PRETTY)}\n\`\`\``],
	['a backslash before each quotation mark', JSON.stringify(PRETTY).slice(1, -1)],
	['backslashes in lines', PRETTY.replaceAll('"', '\\"')],
	['backslashes twice over', JSON.stringify(JSON.stringify(JSON.stringify(DATA))).slice(3, -3)],
])('JSON with %s', (_decoration, x) => {
	expect(readJsonObject({ x }, 'x', 'X')).toMatchObject(ok(DATA));
});

const AT = (line: number, column: number) =>
	`'X' is not valid JSON at line ${line}, column ${column}`;

test.each<[string, string, string]>([
	[
		'{"a": [object Object]}',
		AT(1, 8),
		'An expression put an object in here: write it out with {{ JSON.stringify($json.labels) }}, without quotation marks around it. Expected a value or ], but there is "o".',
	],
	[
		'{"a": {{ $json.x }}}',
		AT(1, 8),
		'Switch the field from Fixed to Expression: it has an expression in it, {{ … }}. Expected a name in double quotes or }, but there is "{".',
	],
	[
		'{"a"：1}',
		AT(1, 5),
		'Type the colon with the English keyboard: this one is Chinese (full-width). Expected a colon, but there is "：".',
	],
	[
		'{"a":"b"，"c":1}',
		AT(1, 9),
		'Type the comma with the English keyboard: this one is Chinese (full-width). Expected a comma or the closing bracket, but there is "，".',
	],
	[
		'{\n // note\n "a":1}',
		AT(2, 2),
		'Remove the comment: JSON has none. Expected a name in double quotes or }, but there is "/".',
	],
	[
		'{"a":1 # note\n}',
		AT(1, 8),
		'Remove the comment: JSON has none. Expected a comma or the closing bracket, but there is "#".',
	],
	[
		'{"a": \\"b\\"}',
		AT(1, 7),
		'Remove the backslashes: they belong to the program or the request that this was copied from. Expected a value, but there is "\\\\".',
	],
	[
		'{&quot;a&quot;: 1}',
		AT(1, 2),
		'Copy it again as text: its characters are escaped as in a web page. Expected a name in double quotes or }, but there is "&".',
	],
	[
		'{"a": True}',
		AT(1, 7),
		'Write true, false and null in lower case, e.g. with json.dumps() in Python. Expected a value, but there is "T".',
	],
	[
		'{"a": undefined}',
		AT(1, 7),
		'Check the expression that stands here: it gave no value. With {{ JSON.stringify($json.text ?? "") }} an empty text takes its place. Expected a value, but there is "u".',
	],
	[
		'{"a": , "b": 1}',
		AT(1, 7),
		'Check the expression that stands here: it gave no value. With {{ JSON.stringify($json.text ?? "") }} an empty text takes its place. Expected a value, but there is ",".',
	],
	['{} {}', AT(1, 4), 'Remove what stands behind the JSON. Expected the end, but there is "{".'],
	[
		'Here it is: {"a": 1}',
		AT(1, 1),
		'Enter JSON alone, without text around it. Expected a value, but there is "H".',
	],
	[
		'```json\n{"a": 1,}\n```',
		AT(2, 9),
		'Remove the comma before the closing bracket. Expected a name in double quotes, but there is "}".',
	],
	[
		'"{\\"a\\": x}"',
		`${AT(1, 7)} of the JSON inside the string`,
		'Expected a value, but there is "x".',
	],
])('no JSON, and why: %s', (x, message, hint) => {
	expect(readJsonObject({ x }, 'x', 'X')).toEqual(refused(message, hint));
});

/** What people put around or into JSON. Each makes the same of it, or something else that no parser takes. */
const decorations: ReadonlyArray<(json: string) => string> = [
	(json) => `\ufeff${json}`,
	(json) => `\n \`\`\`json\n${json}\n\`\`\` \n`,
	(json) => `\`\`\`\n${json}\`\`\``,
	(json) => JSON.stringify(json),
	(json) => JSON.stringify(json).slice(1, -1),
	(json) => `\u00a0${json}\u3000`,
	(json) => `// note\n${json}`,
	(json) => `${json}\n/* note */`,
	(json) => `${json};`,
	(json) => `const message = ${json}`,
	(json) => json.replace('{', '｛'),
	// With other backslashes in it, this is read as JSON that stands in a string, where each means another one.
	(json) => (json.includes('\\') ? json : json.replaceAll('"', '\\"')),
	(json) => json.replaceAll('"', '&quot;'),
	(json) => json.replaceAll('"', '“'),
	(json) => `${json}${json}`,
	(json) => `[${json}]`,
];

test('JSON with any one decoration is read as the same, or is refused with the place', () => {
	fc.assert(
		fc.property(
			fc.dictionary(anyCharacters(), fc.jsonValue(), { minKeys: 1 }),
			fc.constantFrom(...decorations),
			fc.constantFrom(undefined, 2, '\t'),
			(data, decorate, indent) => {
				const json = JSON.stringify(data, null, indent);
				const read = readJsonObject({ x: decorate(json) }, 'x', 'X');
				if (read.ok) expect(read.value).toEqual(JSON.parse(json));
				else
					expect(read.problem.message).toMatch(
						/^'X' is not (?:valid JSON at line \d+, column \d+|a JSON object)/,
					);
			},
		),
		{ numRuns: 3000 },
	);
});
