import fc from 'fast-check';

import {
	visible,
	visibleLines,
} from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/visible';
import { anyCharacters } from '../../../../support/text';

const of = (codePoint: number) => String.fromCodePoint(codePoint);
const mark = (codePoint: number) => `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;

/** What a mark says, read back. Independent of how marks are made. */
const read = (text: string) =>
	text.replace(/\[U\+([0-9A-F]{4,6})(?:×(\d+))?\]/g, (_, code: string, times = '1') =>
		of(parseInt(code, 16)).repeat(Number(times)),
	);

/** Where texts go wrong: blanks, line breaks, what is invisible, and what looks like a mark. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				' ',
				'  ',
				'\n',
				'\r\n',
				'\t',
				'a',
				'é',
				'e\u0301',
				'[',
				'[U+',
				'[U+0020]',
				'×2]',
				'\u200b',
				'\u202e',
				'\ufe0f',
				'\u{e0100}',
				'\ud800',
				'👩',
				'\u3164',
				'| ',
				': ',
			),
			anyCharacters(),
		),
	)
	.map((parts) => parts.join(''));

test.each([
	// https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt: first and last of each range of Default_Ignorable_Code_Point
	[
		[
			0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x180f, 0x200b, 0x200c,
			0x200d, 0x200f, 0x202a, 0x202e, 0x2060, 0x206f, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0,
			0xfff0, 0xfff8, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0001, 0xe0020, 0xe007f,
			0xe0100, 0xe01ef, 0xe0fff,
		],
	],
	// .../PropList.txt: Bidi_Control and White_Space, but the space
	[
		[
			0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
			0x9, 0xa, 0xb, 0xc, 0xd, 0x85, 0xa0, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f,
			0x3000,
		],
	],
	// Control, private, unassigned; blank glyphs; half surrogates.
	[
		[
			0x0, 0x1b, 0x7f, 0x9f, 0xe000, 0xf8ff, 0x10fffd, 0xffff, 0x2800, 0xfffc, 0x13441, 0x13442,
			0x16fe4, 0x1d159, 0xd800, 0xdfff,
		],
	],
])('what cannot be seen is marked', (codePoints) => {
	for (const codePoint of codePoints) {
		expect(visible(`a${of(codePoint)}b`)).toBe(`a${mark(codePoint)}b`);
		expect(visible(of(codePoint).repeat(400))).toBe(`${mark(codePoint).slice(0, -1)}×400]`);
	}
});

test.each([
	['a single space between words stays', 'two words', 'two words'],
	['several do not', 'x   y', 'x[U+0020×3]y'],
	['nor does one at the start or end', ' x ', '[U+0020]x[U+0020]'],
	[
		'text in any language stays',
		'晓雨 Zoë e\u0301 हिन्दी ไทย ✅ 😀 #1: "a" <b> & [x](y)',
		'晓雨 Zoë e\u0301 हिन्दी ไทย ✅ 😀 #1: "a" <b> & [x](y)',
	],
	[
		'marks that pile up, or have nothing to stand on, do not',
		'\u0301x\u0301\u0302\u0303\u0304\u0305\u0305y',
		'[U+0301]x\u0301\u0302\u0303\u0304[U+0305×2]y',
	],
	[
		'nor what looks like one of these marks',
		'[U+0020] [x] [[U+1',
		'[U+005B]U+0020] [x] [[U+005B]U+1',
	],
	['a joiner is one of them', '👩\u200d💻', '👩[U+200D]💻'],
])('%s', (_name, text, shown) => {
	expect(visible(text)).toBe(shown);
});

test('a text can be read back from what is shown, so no two texts are shown alike', () => {
	fc.assert(fc.property(hostile, (text) => expect(read(visible(text))).toBe(text)));
	fc.assert(
		fc.property(hostile, (text) =>
			expect(read(visibleLines(text).replace(/\n(\[U\+000A×\d+\])\n/g, '$1'))).toBe(text),
		),
	);
});

test('nothing shown is invisible, and no line begins or ends with a blank', () => {
	fc.assert(
		fc.property(hostile, (text) => {
			expect(visible(text)).toMatch(
				/^(?:[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]|(?<=\S) (?=\S))*$/u,
			);
			expect(visibleLines(text)).not.toMatch(/\n{3}/);
		}),
	);
});

test('long texts of one kind take no long time', () => {
	for (const part of [' ', 'a ', '\u200b', '\u0301', '[U+', '[', '\n', ' \u200b', '\ud800'])
		expect(visibleLines(part.repeat(200_000)).length).toBeGreaterThan(0);
});
