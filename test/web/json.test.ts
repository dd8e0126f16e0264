import fc from 'fast-check';

import { jsonText, printJson } from '../../emulator/web/json.js';
import { h, textOf } from '../../emulator/web/tree.js';
import { markup } from './markup';

const printed = (value: unknown) => textOf(h('pre', {}, ...printJson(value)));

describe('JSON for reading', () => {
	test('indents and names what is what', () => {
		expect(markup(h('pre', {}, ...printJson({ a: ['x', 1, null], b: {}, c: [] })))).toBe(
			'<pre>{\n  <span class="json-key">&quot;a&quot;</span>: [\n    <span class="json-string">&quot;x&quot;</span>,\n    <span class="json-literal">1</span>,\n    <span class="json-literal">null</span>\n  ],\n  <span class="json-key">&quot;b&quot;</span>: {},\n  <span class="json-key">&quot;c&quot;</span>: []\n}</pre>',
		);
	});

	test('spells out what would hide or turn the text', () => {
		expect(printed('a\u202eb\u200bc\ufeffd\u2028')).toBe('"a\\u202eb\\u200bc\\ufeffd\\u2028"');
	});

	test('parses back to the same value', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
				expect(JSON.parse(printed(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});

	test('a hundred thousand numbers make few elements', () => {
		expect(printJson(Array.from({ length: 100_000 }, (_, at) => at)).length).toBeLessThan(20_000);
	});

	test('what cannot be copied says so', () => {
		const loop: unknown[] = [];
		loop.push(loop);
		expect(jsonText(loop)).toBe('nested too deeply to print');
	});
});
