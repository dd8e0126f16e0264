/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test reads files; n8n's limits are for what runs inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { errorCodesPage } from '../../scripts/docs';
import { messagesPage } from '../../scripts/messages';
import { documents, readDocument, root, sources } from './documents';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

/** `folder/file.ts`, `folder/`, `file.ts`; no address, no pattern, no package. */
const PATH =
	/^(?![@/~.]|https?:)(([\w.-]+\/)+([\w-]+\.\w[\w.]*)?|[\w-]+(\.\w+)*\.(ts|cjs|mjs|json|md|svg|yml))$/;

/** `folder/folder`, if the first is one of ours; others may be types such as application/json. */
const isFolder = (text: string) =>
	/^\w[\w-]*(\/[\w.-]+)+$/.test(text) && existsSync(join(root, dirname(text).split('/')[0]!));

/** Not in the repository, and named as such. */
const ELSEWHERE = [
	/(^|\/)dist\//,
	/^node_modules\//,
	/^\.cache\//,
	/^e2e-artifacts\//,
	/^scripts\/lint\/node_modules\//,
];

describe.each(documents)('%s', (path) => {
	const document = readDocument(path);

	test('links lead somewhere', () => {
		const broken = document.links
			.filter((link) => !/^(https?:|mailto:)/.test(link))
			.filter((link) => !leadsSomewhere(path, link));
		expect(broken).toEqual([]);
	});

	test('files that are named exist', () => {
		const named = document.code.filter(
			(text) => (PATH.test(text) || isFolder(text)) && !ELSEWHERE.some((place) => place.test(text)),
		);
		expect(
			named.filter(
				(file) => !candidates(path, file).some((candidate) => existsSync(join(root, candidate))),
			),
		).toEqual([]);
	});

	test('commands are scripts of package.json', () => {
		const named = [...document.commands.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(
			([command, name]) => ({ command, name: name! }),
		);
		const missing = named.filter(
			({ command, name }) =>
				(command.startsWith('npm run ') || name === 'test') && !(name in scripts),
		);
		expect(missing).toEqual([]);
	});
});

function leadsSomewhere(from: string, link: string): boolean {
	const [file = '', anchor] = decodeURIComponent(link).split('#');
	const target = file === '' ? from : normalize(join(dirname(from), file));
	if (!existsSync(join(root, target))) return false;
	return (
		anchor === undefined || !target.endsWith('.md') || readDocument(target).anchors.includes(anchor)
	);
}

/** A page names files from the root, or from where it stands; a decision may leave out the node's folder. */
function candidates(from: string, file: string): string[] {
	return [
		file,
		join(dirname(from), file),
		...[
			'nodes/FeishuHelpdesk',
			'nodes/SendBotMessage',
			'nodes/SendBotMessage/operations',
			'nodes/shared',
		].map((room) => join(room, file)),
	];
}

test('pages that sources name exist', () => {
	const named = sources.flatMap((source) =>
		[...readFileSync(join(root, source), 'utf8').matchAll(/(?<![\w/.-])docs\/[\w./-]+\.md/g)].map(
			([page]) => ({ source, page }),
		),
	);
	expect(named.length).toBeGreaterThan(0);
	expect(named.filter(({ page }) => !existsSync(join(root, page)))).toEqual([]);
});

test('workflows run scripts of package.json', () => {
	const workflows = sources.filter((source) => source.startsWith('.github/workflows/'));
	const named = workflows.flatMap((workflow) =>
		[...readFileSync(join(root, workflow), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(
			([, script]) => ({ workflow, script: script! }),
		),
	);
	expect(named.length).toBeGreaterThan(0);
	expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
});

test('docs/messages.md is what npm run docs makes', () => {
	expect(readFileSync(join(root, 'docs/messages.md'), 'utf8')).toBe(messagesPage());
});

test('docs/error-codes.md is what npm run docs makes', () => {
	expect(readFileSync(join(root, 'docs/error-codes.md'), 'utf8')).toBe(errorCodesPage());
});

test('decisions have a number each', () => {
	const numbers = readdirSync(join(root, 'docs/decisions')).map((file) => file.slice(0, 4));
	expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
});
