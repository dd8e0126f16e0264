/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the style sheets */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { colors } from '../../emulator/web/messages/color.js';

const css = (name: string) => readFileSync(join(__dirname, '../../emulator/web', name), 'utf8');
const dark = (sheet: string) => sheet.slice(sheet.indexOf('@media (prefers-color-scheme: dark)'));
const light = (sheet: string) =>
	sheet.slice(0, sheet.indexOf('@media (prefers-color-scheme: dark)'));

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
	const luminance = (hex: string) => {
		const [r = 0, g = 0, b = 0] = [1, 3, 5]
			.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
			.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (bright + 0.05) / (dim + 0.05);
}

const variable = (sheet: string, name: string) =>
	new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(sheet)?.[1] ?? 'missing';

const AA = 4.5;

describe.each([
	['light', light],
	['dark', dark],
])('contrast, %s', (_scheme, part) => {
	const page = part(css('style.css'));
	const cards = part(css('card.css'));

	test.each(colors as string[])('%s: words on their tint and on the card', (color) => {
		const rule = new RegExp(
			`\\.color-${color} \\{\\s*--ink: (#[0-9a-f]{6});\\s*--tint: (#[0-9a-f]{6});\\s*\\}`,
		).exec(cards);
		const [, ink = 'missing', tint = 'missing'] = rule ?? [];
		expect(contrast(ink, tint)).toBeGreaterThanOrEqual(AA);
		expect(contrast(ink, variable(page, 'surface'))).toBeGreaterThanOrEqual(AA);
		// The subtitle of a header.
		expect(contrast(variable(page, 'soft'), tint)).toBeGreaterThanOrEqual(AA);
	});

	test.each([
		['text', ['page', 'surface', 'sunken', 'hover', 'chosen', 'bubble', 'bad-tint', 'warn-tint']],
		['soft', ['page', 'surface', 'sunken', 'hover', 'chosen', 'bubble']],
		['faint', ['page', 'surface', 'sunken', 'hover', 'chosen', 'bubble']],
		['link', ['surface', 'sunken', 'bubble', 'bad-tint', 'page']],
		['accent', ['surface']],
		['on-accent', ['accent']],
		['surface', ['bad']],
		['good', ['good-tint', 'surface']],
		['bad', ['bad-tint', 'surface']],
		['warn', ['warn-tint', 'surface']],
		['bot-tag', ['bot-tag-tint']],
	])('%s on %j', (front, backs) => {
		for (const back of backs) {
			expect([back, contrast(variable(page, front), variable(page, back)) >= AA]).toEqual([
				back,
				true,
			]);
		}
	});
});
