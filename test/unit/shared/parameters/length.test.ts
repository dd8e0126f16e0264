import fc from 'fast-check';

import { isLonger } from '../../../../nodes/shared/parameters/length';

test('nothing counts for more than its length as JSON, and text for all of it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(isLonger(value, JSON.stringify(value).length)).toBe(false);
		}),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (entries) => {
			const value = { list: entries.map(([name, text]) => ({ [name]: text })) };
			const letters = entries.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
			expect(isLonger(value, letters)).toBe(true);
		}),
	);
});

test.each<[string, unknown, number, boolean]>([
	['text that fits', 'abc', 3, false],
	['text that is too long', 'abcd', 3, true],
	['a list that just fits', [1, 2], 5, false],
	['a list that does not', [1, 2], 4, true],
	['a list with gaps', new Array(1_000_000), 1_000, true],
	['an object that just fits', { ab: 'c' }, 5, false],
	['an object that does not', { ab: 'c' }, 4, true],
	['a date', new Date(0), 1, false],
	['nothing', undefined, 1, false],
	['null', null, 1, false],
])('%s', (_name, value, most, longer) => {
	expect(isLonger(value, most)).toBe(longer);
});

test('what JSON cannot carry is left to others', () => {
	const circle: Record<string, unknown> = { name: 'x' };
	circle.self = [circle];
	const nested = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;
	const throwing = {
		get name(): string {
			throw new TypeError('not here');
		},
	};
	for (const value of [circle, nested, throwing, { big: 1n }])
		expect(isLonger(value, 10_000)).toBe(false);
});

test('what stands in two places counts twice', () => {
	const shared = 'x'.repeat(60);
	const part = { shared };
	expect(isLonger([part, part], 120)).toBe(true);
});
