import fc from 'fast-check';

import { ContentReport } from '../../../../emulator/contentRules/contentReport';
import { checkInteractive } from '../../../../emulator/contentRules/interactive';
import { defaultWorld } from '../../../../emulator/defaultWorld';
import { ImageStore } from '../../../../emulator/pictures/imageStore';
import { contentJson } from '../../../../nodes/shared/messageTypes/contentJson';
import { by } from '../../../support/receiver';
import { interactive } from '../../../../nodes/shared/messageTypes/interactive';
import { blockTypes } from '../../../../nodes/shared/messageTypes/interactive/blocks';
import { findMarkdownFault, ofCards } from '../../../../nodes/shared/parameters/markdownFault';
import { success } from '../../../../nodes/shared/result';
import { anyCharacters } from '../../../support/text';

// The emulator's page is plain JavaScript without declarations.
const { card } = jest.requireActual<{ card: (content: unknown, context: object) => unknown }>(
	'../../../../emulator/web/messages/card/card.js',
);
const { textOf } = jest.requireActual<{ textOf: (tree: unknown) => string }>(
	'../../../../emulator/web/tree.js',
);

interface Card {
	config?: object;
	header?: object;
	elements: Array<Record<string, unknown>>;
}

const PICTURE = 'img_v2_emulator-demo-sunrise';
/** Whom every mention is of: the emulator refuses a card that mentions nobody. */
const SOMEBODY = defaultWorld().people.map(({ unionId }) => unionId)[0] as string;
const names = [...interactive.fields.map(({ name }) => name), 'options'];

function compile(parameters: object) {
	const result = interactive.compile({ cardInput: 'builder', ...parameters });
	return result.ok
		? success(
				JSON.parse(
					contentJson(result.value, { keyOf: () => PICTURE, idOf: () => SOMEBODY }),
				) as object,
			)
		: result;
}

function compiled(parameters: object): Card {
	const result = compile(parameters);
	if (!result.ok) throw new TypeError(result.problem.message);
	return result.value as Card;
}

/** What Feishu would refuse, by the emulator's rules. */
function refusals(content: object): string[] {
	const world = defaultWorld();
	const [app] = world.apps;
	if (!app) throw new TypeError('the world has no app');
	const report = new ContentReport(app, world, new ImageStore());
	checkInteractive({ ...content }, report);
	return report.problems.map(({ reason }) => reason);
}

/** Any string JavaScript can hold, lone surrogates included. */
const anyText = fc.oneof(
	fc.string(),
	anyCharacters(),
	fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

/** Text that means something to Markdown, to a card or to a browser. */
const MARKUP = [
	'**',
	'__',
	'*',
	'~~',
	'`',
	'```',
	'- ',
	'1. ',
	'12. x',
	'---',
	'\n',
	'    ',
	'# ',
	'> ',
	'[a](https://example.com)',
	'![a](img_v2_1)',
	'<at id=all></at>',
	"<font color='red'>",
	'</font>',
	"<text_tag color='red'>x</text_tag>",
	'<a href=x></a>',
	'<br>',
	':OK:',
	'&',
	'&#42;',
	'&amp;',
	'$url',
	'\\*',
	'|',
	'+',
	'"',
	"'",
	'()',
	'🎉',
	'中文',
];
const anyMarkup = fc
	.array(fc.oneof(fc.constantFrom(...MARKUP), fc.string()), { maxLength: 8 })
	.map((parts) => parts.join(''));

/** What an expression may give where text is expected. */
const anyValue = fc.oneof(
	anyText,
	fc.constantFrom('x', '第一 "行"\n🎉', '', ' ', null, undefined),
	fc.integer(),
	fc.double({ noNaN: true }),
	fc.boolean(),
	fc.date({ noInvalidDate: true }),
);
const anyUrl = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc.constantFrom('lark://x', 'mailto:a@example.com', 'javascript:alert(1)', 'example.com', ''),
);
const anySwitch = fc.constantFrom<unknown>(true, false, 'true', 'false', null, undefined);

const block = fc.oneof(
	fc.record({ type: fc.constant('markdown'), text: anyValue }),
	fc.record({
		type: fc.constant('field'),
		name: anyValue,
		value: anyValue,
	}),
	fc.record({
		type: fc.constant('picture'),
		pictureSource: fc.constantFrom('imageKey', 'binary'),
		imageKey: fc.constantFrom(PICTURE, ''),
		binaryField: fc.constantFrom('data', ' file ', ''),
		altText: anyValue,
	}),
	fc.record({ type: fc.constant('divider') }),
	fc.record({
		type: fc.constant('button'),
		text: anyValue,
		url: anyUrl,
		style: fc.constantFrom('default', 'primary', 'danger', undefined),
	}),
	fc.record({ type: fc.constant('note'), text: anyValue }),
	fc.record({
		type: fc.constant('mention'),
		who: fc.constantFrom('person', 'receiver', 'everyone', 'nobody'),
		person: fc.constantFrom<unknown>(
			...[by('id', 'ou_1'), by('list', 'ou_1, ou_2'), 'a@example.com', by('mobile', 13800138000)],
			...[by('user_id', 'all'), by('id', '<at>'), by('email', ''), 10086],
		),
		text: anyValue,
	}),
);
const form = fc.record({
	cardTitle: anyValue,
	cardBlocks: fc.record({ block: fc.array(block, { maxLength: 6 }) }),
	options: fc.record(
		{
			cardSubtitle: anyValue,
			cardColor: fc.constantFrom('blue', 'default', 'wathet', null, 'pink'),
			preventForwarding: anySwitch,
			cardWidth: fc.constantFrom('compact', 'default', 'fill', undefined),
		},
		{ requiredKeys: [] },
	),
});

function expectRefusal(result: ReturnType<typeof compile>): void {
	if (result.ok) throw new TypeError('it is not refused');
	expect(names).toContain(result.problem.field);
	expect(result.problem.message).toMatch(/^'[^']+'/);
	expect(result.problem.hint).toMatch(/\S/);
}

test('what the form gives is a card that Feishu takes, or is refused with a field that exists', () => {
	let tried = 0;
	let accepted = 0;
	fc.assert(
		fc.property(form, (parameters) => {
			tried++;
			const result = compile(parameters);
			if (!result.ok) return expectRefusal(result);
			accepted++;
			expect(refusals(result.value)).toEqual([]);
			expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
			const { elements } = result.value as Card;
			const blocks = parameters.cardBlocks.block;
			const runs = blocks.filter(
				({ type }, index) =>
					!['field', 'button'].includes(type) || blocks[index - 1]?.type !== type,
			);
			expect(elements).toHaveLength(runs.length);
			const parts = elements.flatMap(
				({ fields, actions }) => (fields ?? actions ?? [0]) as unknown[],
			);
			expect(parts).toHaveLength(blocks.length);
		}),
		{ numRuns: 1500 },
	);
	expect(accepted / tried).toBeGreaterThan(0.13);
});

test('nothing that stands in the list of blocks makes it throw', () => {
	const types = fc.constantFrom(...blockTypes.map(({ value }) => value));
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withMap: true,
		withNullPrototype: true,
		withObjectString: true,
	});
	const fields = [...new Set(blockTypes.flatMap((type) => type.fields.map(({ name }) => name)))];
	const anyBlock = fc.record(
		{
			type: fc.oneof(types, anything),
			...Object.fromEntries(fields.map((name) => [name, fc.oneof(anything, anyUrl)])),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(
			fc.oneof(
				anything,
				fc.record({ block: fc.oneof(anything, fc.array(fc.oneof(anyBlock, anything))) }),
			),
			anything,
			(cardBlocks, options) => {
				const result = compile({ cardTitle: 'x', cardBlocks, options });
				if (result.ok) expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
				else expectRefusal(result);
			},
		),
		{ numRuns: 1500 },
	);
});

/** The page leaves out blank lines around a text. */
const hasBlankEdge = (text: string) =>
	[text.split('\n').at(0), text.split('\n').at(-1)].some((line) => line?.trim() === '');
const shown = (content: Card) => textOf(card(content, { mentions: {} }));

test('text from an expression is shown exactly as it is', () => {
	fc.assert(
		fc.property(
			fc.oneof(anyMarkup, anyText).filter((text) => !hasBlankEdge(text)),
			(text) => {
				expect(
					shown(
						compiled({
							cardBlocks: { block: [{ type: 'markdown', text }] },
							saved: { cardBlocks: { block: [{ text: '={{ $json.text }}' }] } },
						}),
					),
				).toBe(text);
			},
		),
		{ numRuns: 1500 },
	);
});

test('names of fields, and values from expressions, are shown exactly as they are, side by side', () => {
	const texts = fc.oneof(anyMarkup, anyText).filter((text) => text.trim() !== '');
	fc.assert(
		fc.property(
			fc.array(fc.record({ name: texts, value: texts }), { minLength: 1, maxLength: 4 }),
			(pairs) => {
				const content = compiled({
					cardBlocks: { block: pairs.map((pair) => ({ type: 'field', ...pair })) },
					saved: { cardBlocks: { block: pairs.map(() => ({ value: '={{ $json.value }}' })) } },
				});
				expect(content.elements).toHaveLength(1);
				expect(shown(content)).toBe(
					pairs.map(({ name, value }) => `${name.trim()}\n${value}`).join(''),
				);
			},
		),
		{ numRuns: 1000 },
	);
});

test('what is typed arrives in the card unchanged', () => {
	fc.assert(
		fc.property(
			fc.oneof(anyMarkup, anyText).filter((text) => text.trim() !== ''),
			(text) => {
				// Links have tests of their own.
				fc.pre(findMarkdownFault(text, ofCards) === undefined);
				const blocks = [
					{ type: 'markdown', text },
					{ type: 'note', text },
					{ type: 'button', text, url: 'https://example.com' },
				];
				expect(
					compiled({
						cardTitle: text,
						cardBlocks: { block: blocks },
						options: { cardSubtitle: text },
					}),
				).toEqual({
					header: {
						template: 'blue',
						title: { tag: 'plain_text', content: text },
						subtitle: { tag: 'plain_text', content: text },
					},
					elements: [
						{ tag: 'markdown', content: text },
						{ tag: 'note', elements: [{ tag: 'plain_text', content: text }] },
						{
							tag: 'action',
							actions: [
								{
									tag: 'button',
									text: { tag: 'plain_text', content: text },
									type: 'default',
									url: 'https://example.com',
								},
							],
						},
					],
				});
			},
		),
		{ numRuns: 500 },
	);
});

test('fields of blocks that share a name share the default, as n8n gives a new block all of them at once', () => {
	const defaults = new Map(
		blockTypes.flatMap(({ fields }) => fields.map((field) => [field.name, field.default])),
	);
	for (const { name, default: value } of blockTypes.flatMap(({ fields }) => fields))
		expect([name, value]).toEqual([name, defaults.get(name)]);
});
