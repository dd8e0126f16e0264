/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test reads files; n8n's limits are for what runs inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './documents';

/** The sections that say how the nodes behave: each of their sentences is in one of the tables. */
const COMPLETE: Record<string, readonly string[] | 'the whole page'> = {
	'delivery.md': 'the whole page',
	'many-receivers.md': ['Pace', 'Several workflows', 'A ticket in progress'],
	'tickets.md': 'the whole page',
	'trigger.md': 'the whole page',
	'send-and-wait.md': 'the whole page',
};

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readPage = (page: string) => read(page === 'README.md' ? page : join('docs', page));

/** On one line, and links without their addresses. */
const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');

const [held = [], notHeld = []] = read('docs/promises.md')
	.split('## Not held by a test')
	.map(rowsOf);

/** The cells of a table, without its head. */
function rowsOf(text: string): string[][] {
	return text
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

const stands = (sentence = '', page = '') => plain(readPage(page)).includes(plain(sentence));

test.each(held)('"%s" stands in %s, and has its test', (promise, page, file, name) => {
	expect(stands(promise, page)).toBe(true);
	const source = read(String(file).replaceAll('`', ''));
	const isNamed = ["'", '"', '`'].some((quote) =>
		source.includes(`${quote}${String(name)}${quote}`),
	);
	expect([name, isNamed]).toEqual([name, true]);
});

test.each(notHeld)('"%s" stands in %s, and says where it comes from', (sentence, page, origin) => {
	expect(stands(sentence, page)).toBe(true);
	expect(origin).toBeTruthy();
});

test.each(Object.entries(COMPLETE))(
	'whatever %s says of how the nodes behave is in one of the tables',
	(page, headings) => {
		const known = [...held, ...notHeld]
			.filter(([, itsPage]) => itsPage === page)
			.map(([sentence]) => plain(String(sentence)));
		const sections =
			headings === 'the whole page' ? [readPage(page)] : headings.map(sectionOf(page));
		const sentences = sections.map(sentencesOf);
		expect(sentences.map(({ length }) => length > 0)).toEqual(sections.map(() => true));
		expect(
			sentences.flat().filter((sentence) => !known.some((promise) => sentence.includes(promise))),
		).toEqual([]);
	},
);

function sectionOf(page: string) {
	return (heading: string) => readPage(page).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** Without tables, headings, those in bold, and the link to the other language. */
function sentencesOf(section: string): string[] {
	return section
		.replace(/^(\||#|!|\[简体中文\]).*$/gm, '')
		.replace(/^(- |\d+\. )/gm, '\n$1')
		.split(/\n\s*\n/)
		.map((paragraph) => plain(paragraph.replace(/^\s*(- |\d+\. )/, '')).trim())
		.flatMap((paragraph) => paragraph.split(/(?<=[.?]|\.\*\*) (?=[A-Z*`"]|n8n)(?<!e\.g\. )/))
		.filter((sentence) => /[a-z]/.test(sentence) && !/^\*\*[^*]+\.\*\*$/.test(sentence));
}
