/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test reads files; n8n's limits are for what runs inside n8n */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { documents, readDocument, root } from './documents';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The Chinese page for an English one. */
const CHINESE = new Map([
	['README.md', 'README_zh-CN.md'],
	['docs/README.md', 'docs/zh/README.md'],
	['examples/README.md', 'docs/zh/examples.md'],
	...documents
		.filter((path) => /^docs\/zh\/(?!README|examples)/.test(path))
		.map((path) => [path.replace('/zh/', '/'), path] as const),
]);
const pairs = [...CHINESE];
/** The pages of contents differ: the Chinese one says what there is in English only. */
const translations = pairs.filter(([english]) => english !== 'docs/README.md');

/** Whoever clones the repository gets every picture of its history. */
const MOST_BYTES_OF_PICTURES = 2_200_000;

const linksOf = (path: string) =>
	readDocument(path)
		.links.filter((link) => !/^(https?:|mailto:|#)/.test(link))
		.map((link) => normalize(join(dirname(path), decodeURIComponent(link).split('#')[0]!)));

/** What must not differ between two languages. */
function factsOf(path: string) {
	const text = read(path);
	const rows = text.split('\n').map((line) => line.startsWith('|'));
	return {
		headings: [...text.matchAll(/^(#+) /gm)].map(([, level]) => level),
		rowsOfTables: rows.filter(Boolean).length,
		steps: [...text.matchAll(/^(?:- |\d+\. )/gm)].length,
		pictures: readDocument(path)
			.links.filter((link) => link.endsWith('.webp'))
			.map((link) => normalize(join(dirname(path), link)).replace('/zh/', '/')),
		commands: [...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) =>
			block?.replace(/ +#.*$/gm, ''),
		),
		// Names of fields, scopes and commands are the same in every language.
		names: unique(readDocument(path).code.filter((name) => !/\p{Script=Han}/u.test(name))),
		// Codes and limits. Small numbers may be words.
		numbers: unique(
			[...text.replace(/\]\([^)]*\)/g, ']').matchAll(/(?<![\w.,:])\d[\d,]*\d\d(?!\w)/g)].map(
				([number]) => number.replaceAll(',', ''),
			),
		),
	};
}

const unique = (values: readonly string[]) => [...new Set(values)].sort();

test.each(pairs)('%s and %s link to each other in the beginning', (english, chinese) => {
	const [toChinese, toEnglish] = [linksOf(english)[0], linksOf(chinese)[0]];
	expect([toChinese, toEnglish]).toEqual([chinese, english]);
});

test.each(translations)('%s and %s hold the same facts', (english, chinese) => {
	expect(factsOf(chinese)).toEqual(factsOf(english));
});

/** Relative to their folder. Those in zh/ have Chinese words in them; beside each there is the same in English. */
const pictures = readdirSync(join(root, 'docs/pictures'), { recursive: true, encoding: 'utf8' })
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => path.endsWith('.webp'));

test('each language shows the pictures with its own words', () => {
	const wrong = translations.flatMap(([english, chinese]) => [
		...linksOf(english).filter((link) => link.startsWith('docs/pictures/zh/')),
		...linksOf(chinese).filter((link) => pictures.includes(link.replace('docs/pictures/', 'zh/'))),
	]);
	expect(wrong).toEqual([]);
});

test('every picture is shown somewhere, and all of them together are small', () => {
	const shown = new Set(documents.flatMap(linksOf));
	expect(pictures.filter((picture) => !shown.has(`docs/pictures/${picture}`))).toEqual([]);
	const bytes = pictures.map((picture) => statSync(join(root, 'docs/pictures', picture)).size);
	expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_BYTES_OF_PICTURES);
});

test.each(pairs)('who reads %s in Chinese (%s) stays there', (_, chinese) => {
	expect(
		linksOf(chinese)
			.slice(1)
			.filter((target) => CHINESE.has(target)),
	).toEqual([]);
});

test('the pages of contents name every page', () => {
	const pages = documents.filter((path) => /^docs\/(?!README)[\w-]+\.md$/.test(path));
	expect(pages.filter((page) => !linksOf('docs/README.md').includes(page))).toEqual([]);
	const inChinese = pages.map((page) => CHINESE.get(page) ?? page);
	expect(inChinese.filter((page) => !linksOf('docs/zh/README.md').includes(page))).toEqual([]);
});

test.each(['README.md', 'README_zh-CN.md'])('%s is short', (path) => {
	expect(read(path).split('\n').length).toBeLessThanOrEqual(150);
});

test('lines of the README fit into a window', () => {
	const text = read('README.md').split('\n');
	expect(text.filter((line) => line.length > 130 && !line.startsWith('|'))).toEqual([]);
});

test.each(['README.md', 'README_zh-CN.md'])('%s has the two commands for a clone', (path) => {
	const commands = readDocument(path).commands.split('\n');
	for (const command of ['npm ci && npm run demo', 'npm ci && npm test'])
		expect(commands.filter((line) => line.startsWith(`${command} `))).toHaveLength(1);
});
