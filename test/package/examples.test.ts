/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { defaultWorld } from '../../emulator/server';
import { FeishuHelpdesk } from '../../nodes/FeishuHelpdesk/FeishuHelpdesk.node';
import { FeishuHelpdeskTrigger } from '../../nodes/FeishuHelpdesk/FeishuHelpdeskTrigger.node';
import { SendBotMessage } from '../../nodes/SendBotMessage/SendBotMessage.node';

interface Example {
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings: { timezone?: string };
}

const FOLDER = join(__dirname, '../../examples');
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
/** By the type of the node, without the package and without what n8n appends. */
const descriptions: Record<string, INodeTypeDescription> = {
	sendBotMessage: new SendBotMessage().description,
	feishuHelpdesk: new FeishuHelpdesk().description,
	feishuHelpdeskTrigger: new FeishuHelpdeskTrigger().description,
};
const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');

describe.each(files)('%s', (file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const { name, nodes, connections, settings } = JSON.parse(text) as Example;
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-feishu-helpdesk.'));

	test('is explained on the canvas and in the README, with a picture', () => {
		expect(name).toMatch(/^Feishu Helpdesk: /);
		expect(notes.length).toBeGreaterThanOrEqual(2);
		expect(notes.map(({ parameters }) => String(parameters.content)).join()).toContain(
			'**To make it yours:**',
		);
		expect(readme).toContain(`(${file})`);
		const picture = `../docs/pictures/${file.replace('.json', '.webp')}`;
		expect(readme).toContain(`(${picture})`);
		expect(existsSync(join(FOLDER, picture))).toBe(true);
	});

	test('notes neither overlap nor cut a node', () => {
		const boxes = notes.map(({ position: [x, y], parameters }) => ({
			left: x,
			top: y,
			right: x + Number(parameters.width),
			bottom: y + Number(parameters.height),
		}));
		const overlapping = boxes.filter((a, index) =>
			boxes.some(
				(b, other) =>
					other > index &&
					a.left < b.right &&
					b.left < a.right &&
					a.top < b.bottom &&
					b.top < a.bottom,
			),
		);
		expect(overlapping).toEqual([]);
		// A node is 96 wide, and with its two lines of text 144 high.
		const cut = nodes.filter(
			({ type, position: [x, y] }) =>
				type !== STICKY_NOTE &&
				boxes.some((box) => {
					const isOutside =
						x >= box.right || x + 96 <= box.left || y >= box.bottom || y + 144 <= box.top;
					const isInside =
						x >= box.left && x + 96 <= box.right && y >= box.top && y + 144 <= box.bottom;
					return !isOutside && !isInside;
				}),
		);
		expect(cut.map((node) => node.name)).toEqual([]);
	});

	test("our nodes have only fields that the panel shows, and n8n's own check finds nothing missing", () => {
		expect(ours).not.toEqual([]);
		for (const node of ours) {
			// Added by n8n to every node that is used as a tool.
			const { descriptionType, toolDescription, ...parameters } = node.parameters;
			const isReview = node.type.endsWith('HitlTool');
			if (node.type.endsWith('Tool') && !isReview)
				expect([descriptionType, toolDescription]).toEqual(['manual', expect.any(String)]);
			else expect([descriptionType, toolDescription]).toEqual([undefined, undefined]);
			// The review step has no choice of operation.
			if (isReview) parameters.operation = 'sendAndWait';
			const description =
				descriptions[node.type.replace(/^.*\.|(?:Hitl)?Tool$/g, '')] ??
				descriptions.sendBotMessage!;
			const known = NodeHelpers.getNodeParameters(
				description.properties,
				parameters,
				true,
				false,
				node,
				description,
			);
			expect(known).toMatchObject(parameters);
			expect(
				NodeHelpers.getNodeParametersIssues(
					description.properties,
					{ ...node, parameters: known ?? {} },
					description,
				),
			).toBeNull();
		}
	});

	test('what expressions put into Markdown is escaped: whoever fills in a form must not mention everyone or add links', () => {
		expect(
			ours.flatMap(({ name: node, parameters }) =>
				unescapedMarkdown(parameters).map((field) => `${node}: ${field}`),
			),
		).toEqual([]);
	});

	test('a schedule names its time zone', () => {
		if (!nodes.some(({ type }) => type.endsWith('.scheduleTrigger'))) return;
		expect(settings.timezone).toBe('Asia/Shanghai');
		expect(notes.map(({ parameters }) => String(parameters.content)).join()).toMatch(
			/Timezone, here Asia\/Shanghai/,
		);
	});

	test('connections lead from node to node, and every node is connected', () => {
		const names = nodes.filter(({ type }) => type !== STICKY_NOTE).map((node) => node.name);
		const targets = Object.values(connections)
			.flatMap((byType) => Object.values(byType).flat(2))
			.map((connection) => connection?.node);
		expect(
			[...Object.keys(connections), ...targets].filter((node) => !names.includes(String(node))),
		).toEqual([]);
		expect(names.filter((node) => !(node in connections) && !targets.includes(node))).toEqual([]);
	});

	test('holds no secret: credentials are names, to be matched by the editor', () => {
		const { apps, helpdesks } = defaultWorld();
		for (const secret of [
			...apps.map(({ appSecret }) => appSecret),
			...helpdesks.map(({ helpdeskToken }) => helpdeskToken),
		])
			expect(text).not.toContain(secret);
		expect(text).not.toMatch(
			/\b(ht|sk|t)-[\w-]{8,}|[Bb]earer |"(password|apiKey|appSecret|helpdeskToken)"/,
		);
		for (const { credentials = {} } of nodes)
			for (const credential of Object.values(credentials))
				expect(Object.keys(credential)).toEqual(['id', 'name']);
	});
});

/** Fields whose expressions Feishu reads as Markdown. */
function unescapedMarkdown(parameters: IDataObject): string[] {
	const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');
	const { cardBlocks, postElements, options, message, cardJson, postJson } = parameters as Record<
		string,
		{ [list: string]: IDataObject[] } | undefined
	>;
	const { postTranslations, markdownFromExpressions } = (options ?? {}) as {
		postTranslations?: { translation: Array<{ elements: typeof postElements }> };
		markdownFromExpressions?: boolean;
	};
	const contents = [
		postElements,
		...(postTranslations?.translation ?? []).map(({ elements }) => elements),
	];
	const inCards = [
		message,
		...(cardBlocks?.block ?? []).flatMap(({ text, value }) => [text, value]),
	];
	const raw = [
		...(markdownFromExpressions ? inCards : []),
		// None of these can be escaped.
		...contents.flatMap((content) => content?.element ?? []).map(({ markdown }) => markdown),
		cardJson,
		postJson,
	];
	return raw.filter(isExpression).map(String);
}

const options = { markdownFromExpressions: true };
test.each<[string, IDataObject]>([
	[
		'text of a card',
		{ options, cardBlocks: { block: [{ type: 'markdown', text: '={{ $json.x }}' }] } },
	],
	[
		'field of a card',
		{ options, cardBlocks: { block: [{ type: 'field', value: '={{ $json.x }}' }] } },
	],
	['rich text', { postElements: { element: [{ type: 'markdown', markdown: '={{ $json.x }}' }] } }],
	[
		'translation',
		{
			options: {
				postTranslations: {
					translation: [
						{ elements: { element: [{ type: 'markdown', markdown: '={{ $json.x }}' }] } },
					],
				},
			},
		},
	],
	['card JSON', { cardJson: '={{ $json.x }}' }],
	['question', { options, message: '={{ $json.x }}' }],
])('raw Markdown would be found in a %s', (_, parameters) => {
	expect(unescapedMarkdown(parameters)).toEqual(['={{ $json.x }}']);
});
