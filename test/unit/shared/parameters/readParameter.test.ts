import {
	isJsonObject,
	readChoice,
	readNumber,
	readRequiredText,
	readSwitch,
	readText,
} from '../../../../nodes/shared/parameters/readParameter';

const refused = (message: string, hint: string) => ({
	ok: false,
	problem: { field: 'x', message, hint },
});
const ok = (value: unknown) => ({ ok: true, value });

/** As n8n's $now is, of which only this much is read. */
const luxon = (iso: string | null) => ({
	isLuxonDateTime: true,
	iso,
	toISO() {
		return this.iso;
	},
});

test.each<[unknown, string]>([
	[' a ', ' a '],
	['', ''],
	[null, ''],
	[undefined, ''],
	[0, '0'],
	[1.5, '1.5'],
	[-Infinity, '-Infinity'],
	[false, 'false'],
	[12n, '12'],
	[new Date('2026-10-09T10:00:00Z'), '2026-10-09T10:00:00.000Z'],
	[luxon('2026-10-09T18:00:00.000+08:00'), '2026-10-09T18:00:00.000+08:00'],
])('text of %p', (x, text) => {
	expect(readText({ x }, 'x', 'X')).toEqual(ok(text));
});

test.each<[unknown, string]>([
	[['a', 'b', 3, true], 'a, b, 3, true'],
	[['a', null, '', 'b'], 'a, b'],
	[[], ''],
	[
		[
			{ text: '打印机', type: 'text' },
			{ text: '坏了', type: 'text' },
		],
		'打印机坏了',
	],
	[
		[
			{ text: 'Hi ', type: 'text' },
			{ text: '@赵敏', type: 'mention', token: 'ou_1' },
		],
		'Hi @赵敏',
	],
	[[{ text: 'a title', link: 'https://example.com', type: 'url' }], 'a title'],
	[{ type: 1, value: [{ text: 'x', type: 'text' }] }, 'x'],
	[{ type: 2, value: [3] }, '3'],
	[[{ type: 'text', text: { content: 'x' }, plain_text: 'x' }], 'x'],
])('text of a table: %j', (x, text) => {
	expect(readText({ x }, 'x', 'X')).toEqual(ok(text));
});

const NOT_TEXT =
	'Let the expression pick one value, e.g. {{ $json.name }}, or write the object out with {{ JSON.stringify($json) }}.';
const CHECK = 'Check what the expression returns for this item.';

test.each<[unknown, string, string]>([
	[['a', { b: 1 }], "'X' is a list of objects, not text", NOT_TEXT],
	[[{ id: 'ou_1', name: '赵敏' }], "'X' is a list of objects, not text", NOT_TEXT],
	[['a', NaN], "'X' is a list of objects, not text", NOT_TEXT],
	[{ a: 1 }, "'X' is an object, not text", NOT_TEXT],
	[() => 'a', "'X' is an object, not text", NOT_TEXT],
	[Symbol('a'), "'X' is an object, not text", NOT_TEXT],
	[{ isLuxonDateTime: 'yes', toISO: () => 'a' }, "'X' is an object, not text", NOT_TEXT],
	[{ isLuxonDateTime: true, toISO: 'a' }, "'X' is an object, not text", NOT_TEXT],
	[NaN, "'X' is not a valid number", CHECK],
	[new Date(NaN), "'X' is not a valid date", CHECK],
	[luxon(null), "'X' is not a valid date", CHECK],
])('no text: %p', (x, message, hint) => {
	expect(readText({ x }, 'x', 'X')).toEqual(refused(message, hint));
	expect(readRequiredText({ x }, 'x', 'X')).toEqual(refused(message, hint));
});

test('text that is needed keeps its spaces, or loses the outer ones', () => {
	expect(readRequiredText({ x: ' a b\n' }, 'x', 'X')).toEqual(ok(' a b\n'));
	expect(readRequiredText({ x: ' a b\n' }, 'x', 'X', true)).toEqual(ok('a b'));
});

test.each(['', ' \n', null, undefined])('text that is needed is missing: %p', (x) => {
	expect(readRequiredText({ x }, 'x', 'X')).toEqual(
		refused(
			"'X' is empty",
			'Fill it in. If an expression fills it, check that this item has the value.',
		),
	);
});

test.each<[unknown, number]>([
	[1, 1],
	[10, 10],
	[2.5, 2.5],
	[' 7 ', 7],
	['1e1', 10],
	[null, 3],
	[undefined, 3],
])('number of %p', (x, number) => {
	expect(readNumber({ x }, 'x', 'X', 3, { min: 1, max: 10 })).toEqual(ok(number));
});

test.each<[unknown]>([[0.99], [10.01], [''], [' '], ['many'], [NaN], [true], [[5]], [{}], [5n]])(
	'no number from 1 to 10: %p',
	(x) => {
		expect(readNumber({ x }, 'x', 'X', 3, { min: 1, max: 10 })).toEqual(
			refused("'X' is not a number from 1 to 10", 'Enter a number, e.g. 3, or remove the option.'),
		);
	},
);

test('a blank text is not taken for 0', () => {
	expect(readNumber({ x: ' ' }, 'x', 'X', 3, { min: 0, max: 10 })).toEqual(
		refused("'X' is not a number from 0 to 10", 'Enter a number, e.g. 3, or remove the option.'),
	);
});

test('a whole number', () => {
	const whole = { min: 1, max: 10, whole: true };
	expect(readNumber({ x: '4' }, 'x', 'X', 3, whole)).toEqual(ok(4));
	expect(readNumber({ x: 4.5 }, 'x', 'X', 3, whole)).toEqual(
		refused(
			"'X' is not a whole number from 1 to 10",
			'Enter a number, e.g. 3, or remove the option.',
		),
	);
});

const CHOICES = [
	{ name: 'Private Chat', value: 'user' },
	{ name: 'User', value: 'lineThrough' },
];

test.each([
	['user', 'user'],
	['lineThrough', 'lineThrough'],
	['USER', 'user'],
	['Private Chat', 'user'],
	[' private_chat ', 'user'],
	['Line Through', 'lineThrough'],
])('one of a few values, by what is saved or shown: %s', (x, value) => {
	expect(readChoice({ x }, 'x', 'X', CHOICES)).toEqual(ok(value));
});

test.each([
	['c', ' It is "c".'],
	['', ' It is "".'],
	[1, ' It is "1".'],
	[['user'], ''],
	[undefined, ''],
])('no choice: %j', (x, shown) => {
	expect(readChoice({ x }, 'x', 'X', CHOICES)).toEqual(
		refused("'X' has a value that does not exist", `Choose one of Private Chat, User.${shown}`),
	);
});

test.each<[unknown, boolean, boolean]>([
	[true, false, true],
	['true', false, true],
	[false, true, false],
	['false', true, false],
	['TRUE', false, true],
	['FALSE', true, false],
	[1, false, true],
	['0', true, false],
	['Yes', false, true],
	['no ', true, false],
	['是', false, true],
	['否', true, false],
	[null, true, true],
	[undefined, false, false],
])('switch of %p, %p where nothing is set', (x, fallback, value) => {
	expect(readSwitch({ x }, 'x', 'X', fallback)).toEqual(ok(value));
});

test.each<[unknown, string]>([
	[2, ' It is "2".'],
	['', ' It is "".'],
	['maybe', ' It is "maybe".'],
	[[], ''],
])('no switch: %p', (x, shown) => {
	expect(readSwitch({ x }, 'x', 'X', true)).toEqual(
		refused(
			"'X' is neither true nor false",
			`Let the expression return true or false, e.g. {{ $json.count > 0 }}.${shown}`,
		),
	);
});

test.each<[unknown, boolean]>([
	[{}, true],
	[[], false],
	[null, false],
	['{}', false],
	[undefined, false],
])('a JSON object: %p is %p', (value, is) => {
	expect(isJsonObject(value)).toBe(is);
});
