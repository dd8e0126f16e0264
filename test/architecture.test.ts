/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source files */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

import { messageTypes } from '../nodes/shared/messageTypes';

const ROOT = join(__dirname, '..');
const NODE = 'nodes/SendBotMessage';

interface Import {
	/** Relative to the root, without extension; or the package's name. */
	readonly target: string;
	readonly typeOnly: boolean;
}

interface Rule {
	/** Files it binds, as the start of their path. */
	readonly of: string;
	/** What they may import, as the start of its path; `type:` allows types only. */
	readonly may: readonly string[];
	readonly because: string;
}

const N8N = 'n8n-workflow';
const TYPES_OF_N8N = `type:${N8N}`;

/** A file of the node, with `type:` kept in front. */
const inNode = (name: string) => (name.startsWith('type:') ? `type:${NODE}/${name.slice(5)}` : `${NODE}/${name}`);

const rules: readonly Rule[] = [
	{ of: `${NODE}/result`, may: [], because: 'everything stands on it' },
	{ of: `${NODE}/signals`, may: [], because: 'whatever waits or sends may join what ends it' },
	{ of: `${NODE}/parameters/`, may: [`${NODE}/parameters/`, `${NODE}/result`, TYPES_OF_N8N], because: 'reading parameters needs neither n8n nor Feishu' },
	...['jsonPosition', 'length', 'link'].map((name) => ({ of: inNode(`parameters/${name}`), may: [], because: 'it is about text alone' })),
	{ of: `${NODE}/feishu/`, may: [`${NODE}/feishu/`, `${NODE}/result`], because: "what Feishu's HTTP means is plain data in, plain data out; it must not depend on n8n" },
	{ of: `${NODE}/messageTypes/`, may: [`${NODE}/messageTypes/`, `${NODE}/parameters/`, `${NODE}/result`, TYPES_OF_N8N], because: 'compiling is pure: no n8n values, no network' },
	{ of: `${NODE}/delivery/`, may: [`${NODE}/delivery/`, `${NODE}/feishu/`], because: 'when and how often to send depends neither on n8n nor on what is sent' },
	{ of: `${NODE}/receivers/`, may: ['receivers/', 'parameters/', 'result', 'type:feishu/'].map(inNode).concat(TYPES_OF_N8N), because: 'reading receivers is pure' },
	{ of: `${NODE}/options`, may: ['parameters/', 'result', 'type:feishu/'].map(inNode).concat(TYPES_OF_N8N), because: 'options are read like any other parameter' },
	{ of: `${NODE}/content`, may: ['messageTypes', 'result', 'type:parameters/'].map(inNode), because: 'what is sent is told without n8n' },
	{ of: `${NODE}/operation`, may: [N8N], because: 'it is two fields of the panel' },
	{ of: `${NODE}/fields`, may: ['messageTypes', 'operation', 'options', 'receivers/fields', 'sendAndWait/fields', 'type:content', 'type:parameters/'].map(inNode).concat(TYPES_OF_N8N), because: 'the panel is derived from the message types and ways of answering' },
	{ of: `${NODE}/output/describeFailure`, may: ['feishu/errorCodes', 'type:'].map(inNode), because: 'what is told of a failure is told without n8n' },
	{ of: `${NODE}/output/nodeError`, may: ['output/', 'run/outcome', 'type:'].map(inNode).concat(N8N), because: 'it is the only builder of n8n errors and sends nothing' },
	{ of: `${NODE}/output/outputItem`, may: ['output/', 'run/outcome', 'type:'].map(inNode).concat(TYPES_OF_N8N), because: 'what comes out is made of outcomes alone' },
	{ of: `${NODE}/run/outcome`, may: ['type:'].map(inNode), because: 'it only says what can become of an item' },
	{ of: `${NODE}/run/prepareItem`, may: ['content', 'feishu/', 'options', 'parameters/', 'receivers/readReceivers', 'result', 'type:messageTypes/', 'type:receivers/'].map(inNode), because: 'preparing is pure: no n8n, no network' },
	{ of: `${NODE}/run/prepareAll`, may: ['fields', 'run/prepareItem', 'type:'].map(inNode).concat(N8N), because: 'it reads parameters and sends nothing' },
	{ of: `${NODE}/run/pictures`, may: ['delivery/', 'feishu/', 'result', 'type:'].map(inNode).concat(TYPES_OF_N8N), because: "it is the only reader of n8n's binary data" },
	{ of: `${NODE}/run/sendItem`, may: ['delivery/', 'feishu/', 'run/outcome', 'type:'].map(inNode), because: 'failures are values here; n8n errors are built later' },
	{ of: `${NODE}/run/sendAll`, may: ['delivery/', 'run/outcome', 'run/sendItem', 'type:'].map(inNode), because: 'failures are values here; n8n errors are built later' },
	{ of: `${NODE}/run/sharedState`, may: ['delivery/pace', 'type:'].map(inNode), because: 'it is the one place that outlives a run' },
	{ of: `${NODE}/run/transport`, may: ['feishu/', 'result', 'run/sharedState', 'type:delivery/'].map(inNode).concat(TYPES_OF_N8N), because: 'it carries requests and knows nothing of messages or of how failures are told' },
	{ of: `${NODE}/run/clock`, may: ['type:delivery/'].map(inNode).concat(N8N), because: 'it is the only caller of sleep for waiting' },
	{ of: `${NODE}/run/deduplication`, may: ['delivery/claims', 'run/sharedState', 'type:'].map(inNode).concat(N8N), because: "it is the only user of n8n's deduplication store" },
	{ of: `${NODE}/run/resolveReceivers`, may: ['receivers/idTypes', 'delivery/', 'feishu/', 'type:'].map(inNode), because: 'failures are values here; n8n errors are built later' },
	{ of: `${NODE}/run/runItems`, may: ['options', 'run/', 'type:'].map(inNode).concat(TYPES_OF_N8N), because: 'it ties sending to n8n and decides nothing about it' },
	...['question', 'messageHtml', 'words'].map((name) => ({ of: inNode(`sendAndWait/${name}.ts`), may: [], because: 'it is plain data and text' })),
	{ of: `${NODE}/sendAndWait/page`, may: ['sendAndWait/messageHtml', 'type:sendAndWait/'].map(inNode), because: 'the page is made of the question alone' },
	{ of: `${NODE}/sendAndWait/respond`, may: ['sendAndWait/page', 'sendAndWait/words', 'type:sendAndWait/'].map(inNode), because: 'what a visit means is decided without n8n' },
	...['responseTypes/', 'waitLimit', 'readQuestion', 'fields'].map((name) => ({
		of: inNode(`sendAndWait/${name}`),
		may: ['sendAndWait/responseTypes', 'sendAndWait/waitLimit', 'messageTypes/interactive/header', 'messageTypes/messageType', 'parameters/', 'result', 'type:sendAndWait/question'].map(inNode).concat(TYPES_OF_N8N),
		because: 'reading parameters needs no n8n values',
	})),
	{ of: `${NODE}/sendAndWait/questionCard`, may: ['messageTypes/interactive/', 'result', 'type:parameters/', 'type:sendAndWait/question'].map(inNode), because: 'compiling is pure, and the blocks are those of the card builder' },
	...['drawCall', 'modelWrites', 'questionAbout', 'readCall', 'step', 'visible'].map((name) => ({
		of: inNode(`sendAndWait/toolReview/${name}`),
		may: ['messageTypes/interactive/escapeMarkdown', 'parameters/', 'result', 'sendAndWait/toolReview/'].map(inNode),
		because: 'what is asked about a call is decided without n8n',
	})),
	{ of: `${NODE}/sendAndWait/toolReview/review`, may: ['sendAndWait/toolReview/', 'type:'].map(inNode).concat(TYPES_OF_N8N), because: 'it only hands over what n8n says about a call' },
	{ of: `${NODE}/sendAndWait/askedQuestion`, may: [`type:${NODE}/sendAndWait/question`, TYPES_OF_N8N], because: 'it is the one place that keeps a question' },
	{ of: `${NODE}/sendAndWait/ask.ts`, may: ['sendAndWait/', 'messageTypes/interactive', 'options', 'receivers/fields', 'result', 'type:'].map(inNode).concat(N8N), because: 'it ties the question to n8n and sends nothing itself' },
	{ of: `${NODE}/sendAndWait/webhook`, may: ['sendAndWait/askedQuestion', 'sendAndWait/respond'].map(inNode).concat(TYPES_OF_N8N), because: 'it ties the page to n8n and decides nothing' },
	{ of: `${NODE}/SendBotMessage.node`, may: ['content', 'fields', 'output/', 'run/prepareAll', 'run/runItems', 'sendAndWait/ask', 'sendAndWait/webhook'].map(inNode).concat(N8N), because: 'the node file only ties the parts together' },
	{ of: 'credentials/', may: [`${NODE}/feishu/`, `${NODE}/signals`, `type:${NODE}/result`, N8N], because: 'docs/decisions/0001-credential-renews-tokens.md: what the credential and the node both know about Feishu is written once' },
	{ of: 'emulator/', may: ['emulator/', 'package:'], because: 'it is the independent oracle: knowledge repeated there is on purpose' },
	{ of: 'test/support/n8nEngine/', may: ['test/support/n8nEngine/', 'package:'], because: 'it runs any package from its folder, as n8n does' },
];

const files = ['nodes', 'credentials', 'emulator', 'engine'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file))
		.sort(),
);

function importsOf(file: string): Import[] {
	const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const found: Import[] = [];
	const add = (specifier: string, typeOnly: boolean) => {
		const target = specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier;
		found.push({ target, typeOnly });
	};
	const visit = (node: ts.Node): void => {
		if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
			add(node.moduleSpecifier.text, isTypeOnly(node));
		} else if (ts.isCallExpression(node) && /^(require|import)$/.test(node.expression.getText(source)) && node.arguments[0]) {
			add(node.arguments[0].getText(source).slice(1, -1), false);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const clause = node.importClause;
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

function isAllowed({ target, typeOnly }: Import, may: readonly string[]): boolean {
	return may.some((allowed) => {
		if (allowed === 'package:') return !/^(nodes|credentials|emulator|engine|test|demo|scripts)\//.test(target);
		return allowed.startsWith('type:') ? typeOnly && target.startsWith(allowed.slice(5)) : target.startsWith(allowed);
	});
}

describe.each(rules)('$of, because $because', ({ of, may }) => {
	const bound = files.filter((file) => file.startsWith(of));

	test('binds a file', () => {
		expect(bound).not.toEqual([]);
	});

	test.each(bound)('%s', (file) => {
		expect(importsOf(file).filter((imported) => !isAllowed(imported, may))).toEqual([]);
	});
});

test('every published file is under a rule', () => {
	const published = files.filter((file) => /^(nodes|credentials)\//.test(file));
	expect(published.filter((file) => !rules.some(({ of }) => file.startsWith(of)))).toEqual([]);
});

test('published files import nothing at run time but n8n-workflow and their own relatives', () => {
	const foreign = files
		.filter((file) => /^(nodes|credentials)\//.test(file))
		.flatMap((file) => importsOf(file).filter(({ typeOnly }) => !typeOnly).map(({ target }) => `${file}: ${target}`))
		.filter((line) => !/: (nodes\/|credentials\/|n8n-workflow$)/.test(line));
	expect(foreign).toEqual([]);
});

test('there are no cycles', () => {
	const graph = new Map(files.map((file) => [file, importsOf(file).map(({ target }) => resolveFile(target)).filter((target) => target !== undefined)]));
	const cycles: string[] = [];
	const done = new Set<string>();
	const walk = (file: string, path: readonly string[]): void => {
		if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
		else if (!done.has(file)) for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
		done.add(file);
	};
	for (const file of files) walk(file, []);
	expect(cycles).toEqual([]);
});

function resolveFile(target: string): string | undefined {
	return [`${target}.ts`, `${target}/index.ts`].find((file) => files.includes(file));
}

test('published files indent with tabs: gulpfile.js relies on it', () => {
	const published = files.filter((file) => /^(nodes|credentials)\//.test(file));
	expect(published.filter((file) => /^ {4}/m.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('every message type is in the list', () => {
	const written = readdirSync(join(ROOT, NODE, 'messageTypes'))
		.filter((file) => file.endsWith('.ts'))
		.map((file) => file.replace('.ts', ''))
		.filter((name) => name !== 'index' && name !== 'messageType');
	expect(messageTypes.map(({ msgType }) => msgType).sort()).toEqual(written.sort());
});
