import { findEmptyPiece } from '../../../../nodes/shared/n8n/expressionPieces';

const values: Record<string, unknown> = {
	'{{ missing }}': undefined,
	'{{ none }}': null,
	'{{ noNumber }}': Number.NaN,
	'{{ object }}': { a: 1 },
	'{{ bare }}': Object.create(null) as unknown,
	'{{ objects }}': ['a', { b: 1 }],
	'{{ noDate }}': new Date(Number.NaN),
	'{{ text }}': 'undefined, null and {{ missing }}: [object Object]',
	'{{ list }}': ['a', 1],
	'{{ zero }}': 0,
	'{{ no }}': false,
	'{{ blank }}': '',
	'{{ date }}': new Date(0),
	"{{ '\\}}' }}": 'closing braces',
};
const evaluate = (piece: string): unknown => {
	if (!(piece in values)) throw new TypeError(`Not a piece: ${piece}`);
	return values[piece];
};

test.each([
	['missing', 'undefined'],
	['none', 'null'],
	['noNumber', 'NaN'],
	['object', 'an object'],
	['bare', 'an object'],
	['objects', 'a list of objects'],
	['noDate', 'an invalid date'],
])('a piece that gave no value: %s', (name, gave) => {
	const source = `{{ ${name} }}`;
	for (const raw of [`=${source}`, `=a ${source}`, `={{ text }}-${source}`])
		expect(findEmptyPiece(raw, evaluate)).toEqual({ source, gave });
});

test.each([
	'',
	'plain',
	'=',
	'=plain',
	'={{ text }}',
	'=a {{ text }} b {{ list }}',
	'={{ zero }}{{ no }}{{ blank }}{{ date }}',
	"=x {{ '\\}}' }}",
	'=x {{ throws }}',
	'=the braces \\{{ stand for themselves',
])('nothing is wrong with: %s', (raw) => {
	expect(findEmptyPiece(raw, evaluate)).toBeUndefined();
});

test.each([
	['{{ $json.to }}', '{{ $json.to }}'],
	['week {{ $json.to }} x', '{{ $json.to }}'],
	['week {{ $json.to', '{{ $json.to'],
	[`{{ ${'x'.repeat(200)} }}`, `{{ ${'x'.repeat(77)}`],
])('an expression in fixed text: %s', (raw, source) => {
	expect(findEmptyPiece(raw, evaluate)).toEqual({ source });
});
