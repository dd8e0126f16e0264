import { entriesOf } from '../../../../nodes/shared/receivers/entries';

const entries = (text: string) => [...entriesOf(text)];

test.each([',', ';', '、', '，', '；', '\r', '\n', '\r\n', ' , ', ',,'])(
	'%j separates',
	(separator) => {
		expect(entries(`a${separator}b`)).toEqual(['a', 'b']);
		expect(entries(`${separator}a${separator}`)).toEqual(['a']);
	},
);

test.each(['<>', '""', '“”', '()', '[]', '{}', '【】', '「」', '《》'])(
	'nothing inside %s does',
	(pair) => {
		const [opening, closing] = [...pair];
		expect(entries(`x ${opening}a,b;c${closing}, d`)).toEqual([`x ${opening}a,b;c${closing}`, 'd']);
	},
);

test.each(['<', '"', '“', '(', '[', '{', '【', '「', '《', ')', '”'])(
	'%s alone is a character like any other',
	(sign) => {
		expect(entries(`a${sign}b,c`)).toEqual([`a${sign}b`, 'c']);
	},
);

test('what was opened ends at the first that closes it', () => {
	expect(entries('(a,(b),c)')).toEqual(['(a,(b)', 'c)']);
});

test('two that are read at the same time do not disturb each other', () => {
	const one = entriesOf('a,b,c');
	const other = entriesOf('dddd,e');
	expect([one, other, one, other, one].map((list) => list.next().value)).toEqual([
		'a',
		'dddd',
		'b',
		'e',
		'c',
	]);
});
