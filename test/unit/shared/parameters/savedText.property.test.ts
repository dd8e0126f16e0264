import fc from 'fast-check';

import { escapeMarkdown } from '../../../../nodes/shared/messageTypes/interactive/escapeMarkdown';
import { writeMarkdown } from '../../../../nodes/shared/messageTypes/interactive/readMarkdown';
import { piecesOf } from '../../../../nodes/shared/parameters/savedText';
import { anyCharacters } from '../../../support/text';

const word = fc.constantFrom('', ' ', 'a', 'or', '**', 'x y', '中', '<at id=all></at>', '[x](y)');
const words = fc.array(word, { maxLength: 4 }).map((all) => all.join(''));
const filled = fc.array(fc.record({ typed: words, data: words }), { minLength: 1, maxLength: 5 });

test('nothing counts as typed but what was typed, whatever data holds the same words', () => {
	fc.assert(
		fc.property(filled, words, (parts, end) => {
			const template = `=${parts.map(({ typed }) => `${typed}{{ $json.x }}`).join('')}${end}`;
			const text = `${parts.map(({ typed, data }) => typed + data).join('')}${end}`;
			const pieces = piecesOf(text, template);
			expect(pieces.map((piece) => piece.text).join('')).toBe(text);
			const typed = pieces.filter(({ isData }) => !isData).map((piece) => piece.text);
			expect(typed).toEqual([...parts.map((part) => part.typed), end].filter(Boolean));
		}),
		{ numRuns: 2000 },
	);
});

test.each([
	['another text than the template gives', 'x', '=a {{ $json.x }}'],
	['typed words in another order', 'b a', '=a {{ $json.x }} b'],
	['an end that is the start', 'ab', '=ab{{ $json.x }}b'],
	['no expression, but another text', 'x', '=y'],
	['a parameter that is no text', 'x', { a: 1 }],
	['a parameter that is not there', 'x', undefined],
])('where it cannot be told, all is data: %s', (_, text, saved) => {
	expect(piecesOf(text, saved)).toEqual([{ text, isData: true }]);
});

test('brackets behind a backslash begin and end no expression', () => {
	expect(piecesOf('\\{{ a }} **b**', '=\\{{ a }} **{{ $json.x }}**')).toEqual([
		{ text: '\\{{ a }} **', isData: false },
		{ text: 'b', isData: true },
		{ text: '**', isData: false },
	]);
});

test('data alone is escaped as a whole', () => {
	fc.assert(
		fc.property(anyCharacters(), (text) => {
			expect(writeMarkdown([{ text, isData: true }])).toBe(escapeMarkdown(text));
		}),
	);
});
