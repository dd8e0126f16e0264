import fc from 'fast-check';

import { ContentReport } from '../../../../emulator/contentRules/contentReport';
import { checkPost } from '../../../../emulator/contentRules/post';
import { defaultWorld } from '../../../../emulator/defaultWorld';
import { ImageStore } from '../../../../emulator/pictures/imageStore';
import { contentJson } from '../../../../nodes/shared/messageTypes/contentJson';
import { by } from '../../../support/receiver';
import { standIns } from '../../../support/standIns';
import { post } from '../../../../nodes/shared/messageTypes/post';
import { elementTypes } from '../../../../nodes/shared/messageTypes/post/elements';
import { success } from '../../../../nodes/shared/result';
import { anyCharacters } from '../../../support/text';

type Tag = { tag: string; text?: string; href?: string; image_key?: string };
type Post = { post: Record<string, { title: string; content: Tag[][] }> };

const PICTURE = 'img_v2_emulator-demo-sunrise';
const names = post.fields.map(({ name }) => name);

function compile(parameters: object) {
	const result = post.compile({
		postInput: 'builder',
		postTitle: '',
		...parameters,
	});
	return result.ok
		? success(
				JSON.parse(contentJson(result.value, { ...standIns, keyOf: () => PICTURE })) as object,
			)
		: result;
}

/** The paragraphs, or undefined when the input is refused. */
function paragraphsOf(element: unknown[]): Tag[][] | undefined {
	const result = compile({ postElements: { element } });
	return result.ok ? (result.value as Post).post.zh_cn?.content : undefined;
}

/** What Feishu would refuse, by the emulator's rules. */
function refusals(content: object): string[] {
	const world = defaultWorld();
	const [app] = world.apps;
	if (!app) throw new TypeError('the world has no app');
	const report = new ContentReport(app, world, new ImageStore());
	checkPost({ ...content }, report);
	return report.problems.map(({ reason }) => reason);
}

/** Any string JavaScript can hold, lone surrogates included, and often several lines. */
const anyText = fc
	.array(
		fc.oneof(
			fc.string(),
			anyCharacters(),
			fc.constantFrom('\n', '\r\n', '\r', ' ', '第一 "行" 🎉', '<b>', '&amp;', '{{', '\ud800'),
		),
		{ maxLength: 6 },
	)
	.map((parts) => parts.join(''));

/** What an expression may give where text is expected, and now and then something that is no text at all. */
const anyValue = fc.oneof(
	{ weight: 8, arbitrary: anyText },
	{
		weight: 4,
		arbitrary: fc.oneof(
			fc.integer(),
			fc.boolean(),
			fc.date({ noInvalidDate: true }),
			fc.constantFrom('x', '', null, undefined),
		),
	},
	{ weight: 1, arbitrary: fc.anything() },
);
const anyStyle = fc.oneof(
	fc.subarray(['bold', 'italic', 'lineThrough', 'underline']),
	fc.constantFrom<unknown>('bold,italic', null, undefined, ['blink']),
);
const anySwitch = fc.constantFrom<unknown>(true, false, 'true', 'false', null, undefined);
const anyId = fc.oneof(
	fc.stringMatching(/^o[un]_[a-z0-9]{4,8}$/),
	fc.constantFrom('all', '', 'ou_1"', '<at>', 'ou_1 ou_2', 10086),
);
const anyUrl = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc.constantFrom(
		'lark://client/x',
		'mailto:a@example.com',
		'javascript:alert(1)',
		'example.com',
		'https://',
		'https://exa mple.com',
		'',
		' https://example.com\n',
	),
);

const words = { style: anyStyle, newParagraph: anySwitch };
const textElement = fc.record({ type: fc.constant('text'), text: anyValue, ...words });
const elementOf: Record<string, fc.Arbitrary<object>> = {
	text: textElement,
	link: fc.record({ type: fc.constant('link'), text: anyValue, href: anyUrl, ...words }),
	mention: fc.record({
		type: fc.constant('mention'),
		who: fc.constantFrom('person', 'receiver', 'everyone'),
		person: fc.oneof(
			anyId,
			anyId.map((id) => by('id', id)),
			anyId.map((id) => by('user_id', id)),
		),
		...words,
	}),
	picture: fc.record({
		type: fc.constant('picture'),
		pictureSource: fc.constantFrom('imageKey', 'binary'),
		imageKey: fc.constantFrom(PICTURE, '', 'https://example.com/a.png'),
		binaryField: fc.constantFrom('data', ' file ', ''),
	}),
	emoji: fc.record({
		type: fc.constant('emoji'),
		emojiType: fc.constantFrom('SMILE', 'OK', '', '🎉', 'Two words'),
		newParagraph: anySwitch,
	}),
	codeBlock: fc.record({
		type: fc.constant('codeBlock'),
		language: fc.constantFrom('plainText', 'GO', 'python', 'COBOL'),
		code: anyValue,
	}),
	divider: fc.record({ type: fc.constant('divider') }),
	markdown: fc.record({ type: fc.constant('markdown'), markdown: anyValue }),
};
const anyElement = fc.oneof(...Object.values(elementOf));
const anyElements = fc.oneof(
	{ weight: 9, arbitrary: fc.record({ element: fc.array(anyElement, { maxLength: 6 }) }) },
	{
		weight: 1,
		arbitrary: fc.oneof(
			fc.anything(),
			fc.record({ element: fc.array(fc.anything(), { maxLength: 2 }) }),
		),
	},
);
const anyLocale = fc.constantFrom('zh_cn', 'en_us', 'ja_jp', 'fr_fr');
const anyPost = fc.record({
	postTitle: anyValue,
	postLocale: anyLocale,
	postElements: anyElements,
	postTranslations: fc.oneof(
		fc.constant({}),
		fc.record({
			translation: fc.array(
				fc.record({ locale: anyLocale, title: anyValue, elements: anyElements }),
				{ maxLength: 3 },
			),
		}),
		fc.anything(),
	),
});

test('the generators know every type of element', () => {
	expect(Object.keys(elementOf).sort()).toEqual(elementTypes.map(({ value }) => value).sort());
});

test('any builder input compiles to content that Feishu takes, or is refused with a field of the panel', () => {
	fc.assert(
		fc.property(anyPost, (parameters) => {
			const result = compile(parameters);
			if (result.ok) {
				expect(refusals(result.value)).toEqual([]);
				expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
			} else {
				expect(names).toContain(result.problem.field);
				expect(result.problem.message).toMatch(/^'[A-Z]/);
				expect(result.problem.hint).toMatch(/\S/);
			}
		}),
		{ numRuns: 3000 },
	);
});

test.each(Object.entries(elementOf))(
	'one element of the type %s compiles, or the message names it',
	(_type, element) => {
		let compiled = 0;
		fc.assert(
			fc.property(element, (one) => {
				const result = compile({ postElements: { element: [{ type: 'text', text: 'x' }, one] } });
				if (result.ok) {
					compiled += 1;
					expect(refusals(result.value)).toEqual([]);
				} else {
					expect(result.problem).toMatchObject({
						field: 'postElements',
						message: expect.stringMatching(/^'[A-Z][\w ]*' of element 2 /) as string,
					});
				}
			}),
			{ numRuns: 300 },
		);
		expect(compiled).toBeGreaterThan(0);
	},
);

test('no character of a text is lost, changed or moved, and line breaks become paragraphs', () => {
	const textOnly = fc.array(
		fc.record({
			type: fc.constant('text'),
			text: anyText.filter((text) => text !== ''),
			...words,
			style: fc.constantFrom([], ['bold']),
		}),
		{ minLength: 1, maxLength: 6 },
	);
	fc.assert(
		fc.property(textOnly, (elements) => {
			const typed = elements.map(({ text }) => text).join('');
			const paragraphs = paragraphsOf(elements);
			expect(paragraphs === undefined).toBe(typed.trim() === '');
			const shown = (paragraphs ?? []).flat().map(({ text = '' }) => text);
			if (paragraphs) expect(shown.join('')).toBe(typed.replace(/[\r\n]/g, ''));
			expect(shown.join('')).not.toMatch(/[\r\n]/);
		}),
		{ numRuns: 1000 },
	);
});

test('pasted text gives its lines back, but for empty ones around it', () => {
	fc.assert(
		fc.property(
			anyText.filter((text) => text.trim() !== ''),
			(text) => {
				const lines = paragraphsOf([{ type: 'text', text }])?.map((paragraph) =>
					paragraph.map((tag) => tag.text).join(''),
				);
				expect(lines?.join('\n')).toBe(text.replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, ''));
			},
		),
		{ numRuns: 1000 },
	);
});

test('code and Markdown arrive as typed, and everything keeps its order', () => {
	const anyBlock = fc.record({
		type: fc.constantFrom('codeBlock', 'markdown', 'text', 'divider'),
		content: fc.stringMatching(/^[a-z<>&"*\\-]{1,9}$/),
		newParagraph: anySwitch,
	});
	fc.assert(
		fc.property(fc.array(anyBlock, { minLength: 1 }), (blocks) => {
			const elements = blocks.map(({ type, content, newParagraph }) => ({
				type,
				newParagraph,
				language: 'plainText',
				code: content,
				markdown: content,
				text: content,
			}));
			const shown = paragraphsOf(elements)
				?.flat()
				.map(({ tag, text = '' }) => `${tag} ${text}`);
			const tags: Record<string, string> = {
				codeBlock: 'code_block',
				markdown: 'md',
				text: 'text',
				divider: 'hr',
			};
			expect(shown).toEqual(
				blocks.map(({ type, content }) => `${tags[type]} ${type === 'divider' ? '' : content}`),
			);
		}),
	);
});

test('pictures, dividers, code and Markdown are alone in their paragraph', () => {
	fc.assert(
		fc.property(fc.array(anyElement, { maxLength: 8 }), (elements) => {
			for (const paragraph of paragraphsOf(elements) ?? []) {
				if (paragraph.some(({ tag }) => ['img', 'hr', 'code_block', 'md'].includes(tag)))
					expect(paragraph).toHaveLength(1);
				expect(paragraph).not.toHaveLength(0);
			}
		}),
		{ numRuns: 1000 },
	);
});

test('a translation compiles as it would alone', () => {
	fc.assert(
		fc.property(fc.array(anyElement, { minLength: 1, maxLength: 4 }), anyText, (element, title) => {
			const alone = compile({
				postTitle: title,
				options: { postLocale: 'en_us' },
				postElements: { element },
			});
			const translated = compile({
				postElements: { element: [{ type: 'text', text: 'x' }] },
				options: {
					postTranslations: { translation: [{ locale: 'en_us', title, elements: { element } }] },
				},
			});
			expect(translated.ok).toBe(alone.ok);
			if (alone.ok && translated.ok)
				expect((translated.value as Post).post.en_us).toEqual((alone.value as Post).post.en_us);
			if (!alone.ok && !translated.ok) expect(translated.problem.hint).toBe(alone.problem.hint);
		}),
		{ numRuns: 500 },
	);
});

test('every picture from a file is asked for, in order, and its key is used', () => {
	const picture = fc.record({
		type: fc.constant('picture'),
		pictureSource: fc.constant('binary'),
		binaryField: fc.stringMatching(/^[a-z]{1,5}$/),
	});
	fc.assert(
		fc.property(fc.array(picture, { minLength: 1 }), (element) => {
			const asked: string[] = [];
			const result = post.compile({
				postInput: 'builder',
				postElements: { element },
			});
			const json = result.ok
				? contentJson(result.value, {
						...standIns,
						keyOf(field) {
							asked.push(field);
							return `img_of_${field}`;
						},
					})
				: '{}';
			const keys = (JSON.parse(json) as Post).post.zh_cn?.content
				.flat()
				.map((tag) => tag.image_key);
			expect(asked).toEqual(element.map(({ binaryField }) => binaryField));
			expect(keys).toEqual(asked.map((field) => `img_of_${field}`));
		}),
	);
});
