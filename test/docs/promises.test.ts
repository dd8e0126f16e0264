/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test reads files; n8n's limits are for what runs inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './documents';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const onOneLine = (text: string) => text.replace(/\s+/g, ' ');

const readme = onOneLine(read('README.md'));
const [held = [], notHeld = []] = read('docs/promises.md')
	.split('## Not held by a test')
	.map(rowsOf);

/** The cells of a table, without its head. */
function rowsOf(page: string): string[][] {
	return page
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.slice(2)
		.map((line) =>
			line
				.slice(2, -2)
				.split(' | ')
				.map((cell) => cell.trim()),
		);
}

test.each(held)('"%s"', (promise, file, name) => {
	expect(readme).toContain(promise);
	const source = read(String(file).replaceAll('`', ''));
	const isNamed = ["'", '"', '`'].some((quote) =>
		source.includes(`${quote}${String(name)}${quote}`),
	);
	expect([name, isNamed]).toEqual([name, true]);
});

test.each(notHeld)('"%s" is said, and held by no test', (sentence) => {
	expect(readme).toContain(sentence);
});

test('whatever the README says of delivery is in one of the tables', () => {
	const known = [...held, ...notHeld].map(([sentence]) => String(sentence));
	const sentences = ['When something goes wrong', 'Many receivers'].flatMap(sentencesUnder);
	expect(sentences.length).toBeGreaterThan(30);
	expect(
		sentences.filter((sentence) => !known.some((promise) => sentence.includes(promise))),
	).toEqual([]);
});

/** Of a section of the README; without its tables. */
function sentencesUnder(heading: string): string[] {
	const section = read('README.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
	const text = section
		.split('\n')
		.filter((line) => !line.startsWith('|'))
		.map((line) => line.replace(/^- /, ''))
		.join(' ');
	return onOneLine(text)
		.trim()
		.split(/(?<=\.|\.\*\*) (?=[A-Z*]|n8n)/)
		.filter((sentence) => !/^\*\*[\w ]+\.\*\*$/.test(sentence));
}
