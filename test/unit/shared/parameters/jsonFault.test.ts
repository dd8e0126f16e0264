import fc from 'fast-check';

import { findJsonFault } from '../../../../nodes/shared/parameters/jsonFault';

function isJson(source: string): boolean {
	try {
		JSON.parse(source);
		return true;
	} catch {
		return false;
	}
}

test.each([
	['', { line: 1, column: 1, found: undefined, expected: 'a value', nearString: false }],
	[
		'{"a": 1,}',
		{ line: 1, column: 9, found: '}', expected: 'a name in double quotes', nearString: false },
	],
	[
		'[1, 2',
		{
			line: 1,
			column: 6,
			found: undefined,
			expected: 'a comma or the closing bracket',
			nearString: false,
		},
	],
	[
		'{\n  "a": "say "hi""\n}',
		{
			line: 2,
			column: 14,
			found: 'h',
			expected: 'a comma or the closing bracket',
			nearString: true,
		},
	],
	[
		'{"a": "line\nbreak"}',
		{
			line: 1,
			column: 12,
			found: '\n',
			expected: 'the closing quotation mark of the text',
			nearString: true,
		},
	],
	[
		'{“a”: 1}',
		{ line: 1, column: 2, found: '“', expected: 'a name in double quotes or }', nearString: false },
	],
	['{"a" 1}', { line: 1, column: 6, found: '1', expected: 'a colon', nearString: false }],
	['{"a": tru}', { line: 1, column: 7, found: 't', expected: 'a value', nearString: false }],
	['{} x', { line: 1, column: 4, found: 'x', expected: 'the end', nearString: false }],
	[
		'["\\x"]',
		{
			line: 1,
			column: 3,
			found: '\\',
			expected: 'the closing quotation mark of the text',
			nearString: true,
		},
	],
	['1 2', { line: 1, column: 3, found: '2', expected: 'the end', nearString: false }],
	['[x', { line: 1, column: 2, found: 'x', expected: 'a value or ]', nearString: false }],
	[
		'{1: 2}',
		{ line: 1, column: 2, found: '1', expected: 'a name in double quotes or }', nearString: false },
	],
	[
		'{"a": 1, 2: 3}',
		{ line: 1, column: 10, found: '2', expected: 'a name in double quotes', nearString: false },
	],
	[
		'{"a',
		{
			line: 1,
			column: 4,
			found: undefined,
			expected: 'the closing quotation mark of the text',
			nearString: true,
		},
	],
	[
		'"a',
		{
			line: 1,
			column: 3,
			found: undefined,
			expected: 'the closing quotation mark of the text',
			nearString: true,
		},
	],
	[
		'"\\u12"',
		{
			line: 1,
			column: 2,
			found: '\\',
			expected: 'the closing quotation mark of the text',
			nearString: true,
		},
	],
	[
		'[01]',
		{
			line: 1,
			column: 3,
			found: '1',
			expected: 'a comma or the closing bracket',
			nearString: false,
		},
	],
])('%j', (source, fault) => {
	expect(findJsonFault(source)).toEqual(fault);
});

test.each([
	'0',
	'-1.5',
	'1e5',
	'0.5E+3',
	'2e-1',
	'null',
	'"\\u00e9\\n"',
	' [ ] ',
	'{"a":{"b":[true,false]}}',
])('no fault: %s', (source) => {
	expect(findJsonFault(source)).toBeUndefined();
});

test('finds a fault exactly where JSON.parse finds none to parse', () => {
	const tokens = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		',',
		':',
		'"',
		'"a"',
		' ',
		'\n',
		'\\',
		'\\u12',
		'1',
		'-',
		'0.5',
		'e3',
		'true',
		'null',
		'x',
		'\u2028',
	);
	const soup = fc.array(tokens, { maxLength: 12 }).map((parts) => parts.join(''));
	const cut = fc
		.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
		.map(([json, at, insert]) => {
			const i = at % (json.length + 1);
			return json.slice(0, i) + insert + json.slice(i + 1);
		});
	fc.assert(
		fc.property(fc.oneof(soup, cut, fc.json()), (source) => {
			expect(findJsonFault(source) === undefined).toBe(isJson(source));
		}),
		{ numRuns: 5000 },
	);
});

test('deep nesting and long texts do not exhaust it', () => {
	expect(findJsonFault('['.repeat(200_000))).toMatchObject({ column: 200_001 });
	expect(findJsonFault(`["${'x'.repeat(5_000_000)}`)).toMatchObject({
		column: 5_000_003,
		nearString: true,
	});
});
