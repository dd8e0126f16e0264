/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source files */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// Its own process does the work: inside Jest the same takes 50 times as long.
import { checkSync } from 'recheck';
import ts from 'typescript';

import { FeishuHelpdeskApi } from '../credentials/FeishuHelpdeskApi.credentials';
import { FeishuHelpdesk } from '../nodes/FeishuHelpdesk/FeishuHelpdesk.node';
import { SendBotMessage } from '../nodes/SendBotMessage/SendBotMessage.node';

// Some proofs take seconds.
jest.setTimeout(180_000);

const ROOT = join(__dirname, '..');

interface Found {
	readonly place: string;
	readonly source: string;
	readonly flags: string;
}

/** Every regular expression that is written in a script; one that is put together at run time is an error. */
function expressionsIn(place: string, script: string): Found[] {
	const file = ts.createSourceFile(place, script, ts.ScriptTarget.Latest, true);
	const found: Found[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
		}
		if (ts.isIdentifier(node) && node.text === 'RegExp' && !ts.isTypeReferenceNode(node.parent))
			throw new TypeError(
				`${place} makes a regular expression at run time, which nothing here can check`,
			);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

/** Scripts that n8n runs for a field of the panel, e.g. `={{ … }}`. */
function expressionsOfPanel(value: unknown): Found[] {
	if (typeof value === 'object' && value !== null)
		return Object.values(value).flatMap(expressionsOfPanel);
	if (typeof value !== 'string' || !value.startsWith('=')) return [];
	return [...value.matchAll(/\{\{([^]*?)\}\}/g)].flatMap(([, script = '']) =>
		expressionsIn(`the panel: ${script.trim().slice(0, 40)}`, script),
	);
}

const published = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
const all = [
	...published.flatMap((file) => expressionsIn(file, readFileSync(join(ROOT, file), 'utf8'))),
	...[
		new SendBotMessage().description,
		new FeishuHelpdesk().description,
		new FeishuHelpdeskApi(),
	].flatMap(expressionsOfPanel),
];
const different = [
	...new Map(all.map((found) => [`${found.source}/${found.flags}`, found])).values(),
].sort((a, b) => a.place.localeCompare(b.place));

/** By its automaton, which proves it; trying texts out could miss some. `unknown` where there is no proof. */
function verdictOf({ source, flags }: Found): string {
	return checkSync(source, flags, { checker: 'automaton', timeout: 150_000 }).status;
}

test.each(different)('$place: /$source/ takes linear time', (found) => {
	expect(verdictOf(found)).toBe('safe');
});

test('those of the source files and of the panel are found', () => {
	expect(different.length).toBeGreaterThan(40);
	expect(all.some(({ place }) => place.startsWith('the panel'))).toBe(true);
	expect(expressionsIn('x.ts', 'const x = y.replace(/a+$/gm, (z) => z / 2 / 3);')).toEqual([
		{ place: 'x.ts', source: 'a+$', flags: 'gm' },
	]);
	expect(() => expressionsIn('x.ts', 'const x: RegExp = new RegExp(y);')).toThrow('at run time');
});

/** The check notices what was once in the package, and the best known examples. */
test.each<[string, RegExp]>([
	['slashes at the end', /\/+$/],
	['a rest that may hold a line break', /\/open-apis(\/.*)?$/],
	['a repeat in a repeat', /^(a+)+$/],
	['blanks at both ends', /^\s+|\s+$/g],
])('vulnerable: %s', (_name, { source, flags }) => {
	expect(verdictOf({ place: '', source, flags })).toBe('vulnerable');
});

test('without proof: digits in a look-behind', () => {
	expect(verdictOf({ place: '', source: '[*_]|(?<=^ *\\d+)\\.(?!\\S)', flags: 'gm' })).toBe(
		'unknown',
	);
});

/** For the automaton a repeat with a bound is a constant, but one that each place in a text may cost. */
test('no repeat has a high bound', () => {
	const bounds = different.flatMap(({ source }) =>
		[...source.matchAll(/\{\d*,?(\d+)\}/g)].map(([, most]) => Number(most)),
	);
	expect(bounds.length).toBeGreaterThan(5);
	expect(Math.max(...bounds)).toBeLessThanOrEqual(20);
});
