import fc from 'fast-check';

import { ContentReport } from '../../../../emulator/contentRules/contentReport';
import { checkInteractive } from '../../../../emulator/contentRules/interactive';
import { checkPost } from '../../../../emulator/contentRules/post';
import { defaultWorld } from '../../../../emulator/defaultWorld';
import { ImageStore } from '../../../../emulator/pictures/imageStore';
import { interactive } from '../../../../nodes/shared/messageTypes/interactive';
import { post } from '../../../../nodes/shared/messageTypes/post';
import { asRecord } from '../../../../nodes/shared/result';

type Json = Readonly<Record<string, unknown>>;

/** What Feishu would refuse, by the emulator's rules. */
function refusals(check: typeof checkPost, content: object): string[] {
	const world = defaultWorld();
	// Which templates exist the node cannot see.
	delete world.templates;
	const [app] = world.apps;
	if (!app) throw new TypeError('the world has no app');
	const report = new ContentReport(app, world, new ImageStore());
	check({ ...content }, report);
	return report.problems.map(({ reason }) => reason);
}

/** A copy, so that nothing that compiling changes changes what goes in. */
const compile = {
	card: (cardJson: unknown) => interactive.compile({ cardInput: 'json', cardJson }),
	post: (postJson: unknown) => post.compile({ postInput: 'json', postJson }),
};

const PICTURE = 'img_v2_emulator-demo-sunrise';
const words = fc.constantFrom(
	'x',
	'**Due** on Friday',
	'[a](https://example.com)',
	'<at id=all></at>',
);
const plainText = fc.record({ tag: fc.constantFrom('plain_text', 'lark_md'), content: words });
const img = fc.record({ tag: fc.constant('img'), img_key: fc.constant(PICTURE), alt: plainText });
const button = fc.record({
	tag: fc.constant('button'),
	text: plainText,
	url: fc.constantFrom('https://example.com', 'lark://x'),
	value: fc.constant({ tag: 'markdown', content: 5 }),
});
const { element } = fc.letrec<{ element: Json }>((tie) => ({
	element: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		fc.record({ tag: fc.constant('markdown'), content: words }),
		fc.constant({ tag: 'hr' }),
		img,
		fc.record({ tag: fc.constant('div'), text: plainText, extra: img }),
		fc.record({
			tag: fc.constant('div'),
			fields: fc.array(fc.record({ is_short: fc.boolean(), text: plainText }), { minLength: 1 }),
		}),
		fc.record({ tag: fc.constant('action'), actions: fc.array(button, { minLength: 1 }) }),
		fc.record({ tag: fc.constant('note'), elements: fc.array(fc.oneof(plainText, img)) }),
		fc.record({
			tag: fc.constant('column_set'),
			columns: fc.array(
				fc.record({
					tag: fc.constant('column'),
					elements: fc.array(tie('element'), { maxLength: 2 }),
				}),
				{ maxLength: 2 },
			),
		}),
	),
}));
const elements = fc.array(element, { minLength: 1, maxLength: 4 });
const card: fc.Arbitrary<Json> = fc.oneof(
	fc.record({ header: fc.record({ title: plainText, template: fc.constant('blue') }), elements }),
	fc.record({ elements, config: fc.constant({ enable_forward: true }) }),
	fc.record({ i18n_elements: fc.record({ zh_cn: elements, en_us: elements }) }),
	fc.constant({ type: 'template', data: { template_id: 'AAqEmulatorDemo1' } }),
);
const inLine = fc.oneof(
	fc.record({ tag: fc.constant('text'), text: words, style: fc.constant(['bold']) }),
	fc.record({ tag: fc.constant('a'), text: words, href: fc.constant('https://example.com') }),
	fc.constantFrom<Json>({ tag: 'at', user_id: 'all' }, { tag: 'emotion', emoji_type: 'OK' }),
);
const paragraph = fc.oneof(
	fc.array(inLine, { minLength: 1, maxLength: 3 }),
	fc.constantFrom<Json[]>(
		[{ tag: 'hr' }],
		[{ tag: 'md', text: '**x**' }],
		[{ tag: 'img', image_key: PICTURE }],
		[{ tag: 'code_block', text: 'x', language: 'GO' }],
	),
);
const locale = fc.record({
	title: words,
	content: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
});
const rich: fc.Arbitrary<Json> = fc.record(
	{ zh_cn: locale, en_us: locale },
	{ requiredKeys: ['zh_cn'] },
);

/** In what contents travel, each with the place to be named if it is not taken out. */
const wrappers: ReadonlyArray<
	(content: Json, msgType: string) => [wrapped: unknown, place?: string]
> = [
	(content) => [content],
	(content) => [JSON.stringify(content)],
	(content) => [`\`\`\`json\n${JSON.stringify(content, null, 2)}\n\`\`\``],
	(content) => [JSON.stringify(JSON.stringify(content))],
	(content) => [{ content }],
	(content) => [{ content: JSON.stringify(content) }],
	(content, msg_type) => [
		{ msg_type, content: JSON.stringify(content), receive_id: 'ou_1', uuid: 'x' },
	],
	(content, msg_type) => [JSON.stringify({ msg_type, content, timestamp: '1', sign: 'x' })],
	(content) => [{ output: JSON.stringify(content) }, 'output'],
	(content) => [{ data: [{ message: content }] }, 'data[0].message'],
	(content) => [{ headers: {}, query: {}, params: {}, body: content }, 'body'],
	(content, msg_type) => [{ extra: 1, msg_type, content }, 'content'],
	(content) => [[content]],
];
const ofCards: typeof wrappers = [
	(content, msg_type) => [{ msg_type, card: content }],
	(content, msg_type) => [{ msg_type, card: JSON.stringify(content), email: 'a@example.com' }],
	(content) => [{ name: 'x', dsl: content, variables: [] }],
];
const ofPosts: typeof wrappers = [
	(content) => [{ post: content }],
	(content, msg_type) => [{ msg_type, content: { post: content } }],
];

test.each([
	['card', card, 'interactive', [...wrappers, ...ofCards], (content: Json): object => content],
	['post', rich, 'post', [...wrappers, ...ofPosts], (content: Json): object => ({ post: content })],
] as const)(
	'any wrapper around a %s gives it, or is named',
	(kind, content, msgType, all, onTheWire) => {
		fc.assert(
			fc.property(content, fc.constantFrom(...all), (inner, wrap) => {
				const [wrapped, place] = wrap(structuredClone(inner), msgType);
				const result = compile[kind](wrapped);
				if (result.ok) expect(result.value).toEqual(onTheWire(inner));
				else if (Array.isArray(wrapped)) expect(result.problem.hint).toContain('From a list');
				else expect(result.problem.message.endsWith(`: that stands under ${place}`)).toBe(true);
			}),
			{ numRuns: 1500 },
		);
	},
);

/** One place of a content, by the names that lead to it. */
function placesOf(value: unknown): Array<readonly string[]> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		[name],
		...placesOf(inner).map((path) => [name, ...path]),
	]);
}

function changed(content: Json, path: readonly string[], value: unknown): Json {
	const copy = structuredClone(content);
	const holder = path.slice(0, -1).reduce<Json>((at, name) => asRecord(at[name]), copy);
	const name = path.at(-1) ?? '';
	if (value === undefined) delete (holder as Record<string, unknown>)[name];
	else Object.assign(holder, { [name]: value });
	return copy;
}

const odd = fc.constantFrom<unknown>(
	...[undefined, null, '', ' ', 0, 5, true, [], {}, 'x', ['x'], [[]], { tag: 'text', text: 'x' }],
	...[{ tag: 'button' }, '[{"tag":"hr"}]', 'ftp://a', '| a |\n|---|', '![x](https://a.b/c.png)'],
);

test.each([
	['card', card, checkInteractive],
	['post', rich, checkPost],
] as const)(
	'no %s that is accepted is refused by Feishu, whatever is wrong at one place',
	(kind, content, check) => {
		let accepted = 0;
		let refused = 0;
		fc.assert(
			fc.property(content, fc.nat(), odd, (inner, at, value) => {
				const places = placesOf(inner);
				const path = places[at % places.length] ?? [];
				const before = path.reduce<unknown>((holder, name) => asRecord(holder)[name], inner);
				// A part of a card belongs only where one may stand: elsewhere it is an attribute that nobody knows.
				fc.pre(!('tag' in asRecord(value)) || 'tag' in asRecord(before));
				const result = compile[kind](changed(inner, path, value));
				if (result.ok) {
					accepted++;
					expect(refusals(check, result.value)).toEqual([]);
				} else {
					refused++;
					expect(result.problem.message).toMatch(/^'(?:Card|Rich Text) JSON' /);
				}
			}),
			{ numRuns: 4000 },
		);
		expect(accepted).toBeGreaterThan(500);
		expect(refused).toBeGreaterThan(500);
	},
);
