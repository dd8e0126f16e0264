/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals --
   a test reads files; n8n's limits are for what runs inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';

export const root = resolve(__dirname, '../..');

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.git', 'e2e-artifacts']);

const files = findFiles('').sort();

/** Every page for readers, relative to the root. */
export const documents = files.filter((file) => file.endsWith('.md'));

/** Every file that may name a page in a comment or a message. */
export const sources = files.filter((file) => /\.([cm]?[jt]s|ya?ml)$/.test(file));

function findFiles(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : findFiles(path);
		return [path];
	});
}

export interface Document {
	/** Where links and pictures lead, as written. */
	readonly links: readonly string[];
	/** What is set in backticks. */
	readonly code: readonly string[];
	/** Blocks of code and what is set in backticks, one text. */
	readonly commands: string;
	/** What `#` links can name, as GitHub makes it of the headings. */
	readonly anchors: readonly string[];
}

export function readDocument(path: string): Document {
	const tokens = new MarkdownIt({ html: true }).parse(readFileSync(join(root, path), 'utf8'), {});
	const inline = tokens.flatMap(({ children }) => children ?? []);
	const code = inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content);
	const blocks = tokens
		.filter(({ type }) => type === 'fence' || type === 'code_block')
		.map(({ content }) => content);
	return {
		links: inline
			.map((token) => token.attrGet('href') ?? token.attrGet('src'))
			.filter((link) => typeof link === 'string'),
		code,
		commands: [...code, ...blocks].join('\n'),
		anchors: tokens
			.filter((_, index) => tokens[index - 1]?.type === 'heading_open')
			.map(({ content }) => toAnchor(content)),
	};
}

function toAnchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
		.replace(/\s/g, '-');
}
