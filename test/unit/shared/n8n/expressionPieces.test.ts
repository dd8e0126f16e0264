import { sleep } from 'n8n-workflow';

import {
	findEmptyPiece,
	findLostValue,
	mayLackValue,
	type Surroundings,
} from '../../../../nodes/shared/n8n/expressionPieces';

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
	'{{ blanks }}': ' \n',
	'{{ date }}': new Date(0),
	"{{ '\\}}' }}": 'closing braces',
};
const LONG_PIECE = `{{ ${'x'.repeat(200)} }}`;
const evaluate = (piece: string): unknown => {
	if (!(piece in values)) throw new TypeError(`Not a piece: ${piece}`);
	return values[piece];
};
const AROUND: Surroundings = { evaluate, dataOf: () => JSON.stringify(Object.values(values)) };

test.each([
	['missing', 'undefined'],
	['none', 'null'],
	['noNumber', 'NaN'],
	['object', 'an object'],
	['bare', 'an object'],
	['objects', 'a list of objects'],
	['noDate', 'an invalid date'],
	['blank', 'an empty text'],
	['blanks', 'an empty text'],
])('a piece that gave no value: %s', (name, gave) => {
	const source = `{{ ${name} }}`;
	for (const raw of [`=${source}`, `=a ${source}`, `={{ text }}-${source}`])
		expect(findEmptyPiece(raw, AROUND)).toEqual({ source, gave });
});

test.each([
	'',
	'plain',
	'=',
	'=plain',
	'={{ text }}',
	'=a {{ text }} b {{ list }}',
	'={{ zero }}{{ no }}{{ date }}',
	"=x {{ '\\}}' }}",
	'=x {{ throws }}',
	'=the braces \\{{ stand for themselves',
	'\\{{ missing }}',
])('nothing is wrong with: %s', (raw) => {
	expect(findEmptyPiece(raw, AROUND)).toBeUndefined();
});

test.each([
	['{{ $json.to }}', '{{ $json.to }}'],
	['week {{ $json.to }} x', '{{ $json.to }}'],
	['week {{ $json.to', '{{ $json.to'],
	['\\{{ a }} {{ $json.to }}', '{{ $json.to }}'],
	[`{{ ${'x'.repeat(200)} }}`, `{{ ${'x'.repeat(77)}`],
])('an expression in fixed text: %s', (raw, source) => {
	expect(findEmptyPiece(raw, AROUND)).toEqual({ source });
});

describe('a text', () => {
	const written: Record<string, unknown> = {
		...values,
		"{{ 'Hi ' + $json.name }}": 'Hi undefined',
		"{{ 'order' + $json.id }}": 'orderundefined',
		'{{ $json.line.trim() }}': 'x is undefined: [object Object]',
		"{{ $json.name ?? 'undefined' }}": 'undefined',
		'{{ JSON.stringify([$json.name]) }}': '[null]',
		'{{ DateTime.fromISO($json.d).toISODate() }}': 'Invalid DateTime',
		'{{ $json.word }}': 'nullify undefinedness',
		"{{ 'sum ' + $json.sum }}": 'sum NaN',
		"{{ 'Hi ' + $json.none }}": 'Hi null',
		"{{ 'Hi ' + $json.object }}": 'Hi [object Object]',
		'{{ long }}': `${'a'.repeat(50)} undefined ${'b'.repeat(50)}`,
		[LONG_PIECE]: undefined,
	};
	const of = (data: string | undefined): Surroundings => ({
		evaluate: (piece) => {
			if (!(piece in written)) throw new TypeError(`Not a piece: ${piece}`);
			return written[piece];
		},
		dataOf: () => data,
	});

	test.each([
		['={{ object }}', '{{ object }}', 'an object'],
		['=a {{ objects }} b', '{{ objects }}', 'a list of objects'],
		['=a {{ noDate }}', '{{ noDate }}', 'an invalid date'],
		['=a {{ noNumber }}', '{{ noNumber }}', 'NaN'],
		["={{ 'Hi ' + $json.name }}", "{{ 'Hi ' + $json.name }}", '"Hi undefined"'],
		[
			'=until {{ DateTime.fromISO($json.d).toISODate() }}',
			'{{ DateTime.fromISO($json.d).toISODate() }}',
			'"Invalid DateTime"',
		],
		["={{ 'order' + $json.id }}", "{{ 'order' + $json.id }}", '"orderundefined"'],
		["={{ 'sum ' + $json.sum }}", "{{ 'sum ' + $json.sum }}", '"sum NaN"'],
		["={{ 'Hi ' + $json.none }}", "{{ 'Hi ' + $json.none }}", '"Hi null"'],
		["={{ 'Hi ' + $json.object }}", "{{ 'Hi ' + $json.object }}", '"Hi [object Object]"'],
		// What stands around the word, and no more.
		['={{ long }}', '{{ long }}', `"${'a'.repeat(19)} undefined ${'b'.repeat(29)}"`],
	])('lacks a value: %s', (raw, source, gave) => {
		expect(findLostValue(raw, of('nothing of the kind'))).toEqual({ source, gave });
	});

	test('of a long piece the beginning is shown', () => {
		const source = `{{ ${'x'.repeat(77)}`;
		expect(findLostValue(`=https://a/${LONG_PIECE}`, of(''))).toMatchObject({ source });
		expect(findEmptyPiece(`=${LONG_PIECE}`, of(''))).toMatchObject({ source });
	});

	test.each([
		['=[x](https://example.com/{{ missing }})', 'missing', 'undefined'],
		['=[x]({{ missing }})', 'missing', 'undefined'],
		['=见https://example.com/?id={{ none }}', 'none', 'null'],
		['=https://{{ list }}/{{ missing }}', 'missing', 'undefined'],
		['={"url":"lark://x?y={{ missing }}"}', 'missing', 'undefined'],
	])('lacks a value in a link: %s', (raw, name, gave) => {
		expect(mayLackValue(raw, '')).toBe(true);
		expect(findLostValue(raw, of('nothing of the kind'))).toEqual({
			source: `{{ ${name} }}`,
			gave,
			isInLink: true,
		});
	});

	test.each([
		'=https://example.com/?id={{ blank }}',
		'=https://example.com/?id={{ zero }}&no={{ no }}',
		'=https://example.com {{ missing }}',
		'=https://example.com/x，负责人{{ missing }}',
		'=**https://example.com**{{ missing }}',
		'=[x](https://example.com){{ missing }}',
		'={"text":"https://example.com\\n{{ missing }}"}',
	])('lacks nothing in a link: %s', (raw) => {
		expect(findLostValue(raw, of('nothing of the kind'))).toBeUndefined();
	});

	test.each([
		// Blank, as people expect.
		'=a {{ missing }} b {{ none }}',
		'={{ list }}',
		"={{ $json.name ?? 'undefined' }}",
		'={{ JSON.stringify([$json.name]) }}',
		'={{ $json.word }}',
		'the value of {{ .Labels.name }}',
		'{{name}}',
	])('lacks nothing: %s', (raw) => {
		expect(findLostValue(raw, of('nothing of the kind'))).toBeUndefined();
	});

	test.each(["={{ 'Hi ' + $json.name }}", '={{ $json.line.trim() }}'])(
		'has the words of its data: %s',
		(raw) => {
			expect(findLostValue(raw, of('["x is undefined: [object Object]"]'))).toBeUndefined();
			expect(findLostValue(raw, of(undefined))).toBeUndefined();
		},
	);

	test.each(['Hi {{ $json.name }}', "{{$('Form').item.json.name}}", '{{ $now }}'])(
		'is fixed, with an expression: %s',
		(raw) => {
			expect(findLostValue(raw, of(''))).toEqual({ source: raw.replace('Hi ', '') });
		},
	);

	test('is looked at only where it pays', () => {
		expect(mayLackValue('={{ a }}', 'plain words, nullable and undefinedness')).toBe(false);
		expect(mayLackValue('={{ a }}', 'Hi undefined')).toBe(true);
		expect(mayLackValue('={{ a }}', '工单: [object Object]')).toBe(true);
		expect(mayLackValue('=x_{{ a }}', 'x_null')).toBe(true);
		expect(mayLackValue('plain undefined', 'plain undefined')).toBe(false);
	});
});

test('a key put together without a value', () => {
	const around = { evaluate: () => 'a-undefined', dataOf: () => '' };
	expect(findEmptyPiece("={{ 'a-' + $json.user }}", around)).toEqual({
		source: "{{ 'a-' + $json.user }}",
		gave: '"a-undefined"',
	});
});

// Where each piece looked at all that stands before it, this would take longer than a test may.
test('a long text with many expressions is read in proportion to its length', async () => {
	const text = `={{ $json.a }}${'word '.repeat(18)}`.slice(1).repeat(60_000);
	expect(mayLackValue(`=${text}`, 'x')).toBe(false);
	expect(mayLackValue(`=${text}https://example.com/?id={{ $json.id }}`, 'x')).toBe(true);
	// Lets Jest's limit strike.
	await sleep(0);
});
