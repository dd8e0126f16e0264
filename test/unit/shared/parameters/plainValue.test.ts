import { jsonIn } from '../../../../nodes/shared/parameters/plainValue';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each([
	['["a"]', ['a']],
	[`${' '.repeat(2000)}[${'\n'.repeat(2000)}"a"]`, ['a']],
	['{"a":1}', { a: 1 }],
	['[a]', '[a]'],
	['7', '7'],
])('a list or an object is read, anything else stays text: %.20j', (text, expected) => {
	expect(jsonIn(text)).toEqual(expected);
});

test('what is nested more deeply than anybody takes is not parsed', () => {
	expect(jsonIn(nested(999))).toEqual(JSON.parse(nested(999)));
	expect(jsonIn(` ${nested(1000)}`)).toBe(` ${nested(1000)}`);
});
