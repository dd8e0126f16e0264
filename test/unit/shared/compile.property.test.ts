import fc from 'fast-check';

import { sendMessageRequest } from '../../../nodes/shared/feishu/sendMessage';
import { messageTypes } from '../../../nodes/shared/messageTypes';
import { contentJson } from '../../../nodes/shared/messageTypes/contentJson';
import { interactive } from '../../../nodes/shared/messageTypes/interactive';
import { post } from '../../../nodes/shared/messageTypes/post';
import { text } from '../../../nodes/shared/messageTypes/text';
import { standIns } from '../../support/standIns';
import { anyCharacters } from '../../support/text';

const recipient = { receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat' } as const;

/** Any string JavaScript can hold, lone surrogates included. */
const anyText = fc.string({
	unit: fc.oneof(
		anyCharacters({ minLength: 1, maxLength: 1 }),
		fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
	),
});

function onTheWire(msgType: string, content: object): unknown {
	const bytes = Buffer.from(
		JSON.stringify(sendMessageRequest(recipient, msgType, contentJson(content, standIns)).body),
	);
	const body = JSON.parse(bytes.toString('utf8')) as { content: string };
	return JSON.parse(body.content);
}

test('any text survives to the wire', () => {
	fc.assert(
		fc.property(
			anyText.filter((value) => value.trim() !== ''),
			(value) => {
				const compiled = text.compile({ text: value });
				expect(compiled.ok && onTheWire('text', compiled.value)).toEqual({ text: value });
			},
		),
		{ numRuns: 1000 },
	);
});

test('any text inside a rich text object survives to the wire', () => {
	fc.assert(
		fc.property(anyText, (value) => {
			const locales = { zh_cn: { title: 'x', content: [[{ tag: 'text', text: value }]] } };
			for (const postJson of [locales, { post: locales }, JSON.stringify(locales)]) {
				const compiled = post.compile({ postInput: 'json', postJson });
				expect(compiled.ok && onTheWire('post', compiled.value)).toEqual({ post: locales });
			}
		}),
		{ numRuns: 500 },
	);
});

/** Attributes that no document names, which a card may have anywhere. */
const anyAttributes = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.jsonValue());

test('any 1.0 card arrives as it was entered, typed or as an object', () => {
	const element = fc
		.tuple(
			anyAttributes,
			fc.constantFrom({ tag: 'hr' }, { tag: 'chart' }, { tag: 'markdown', content: 'x' }),
		)
		.map(([attributes, known]) => ({ ...attributes, ...known }));
	fc.assert(
		fc.property(fc.array(element, { minLength: 1 }), anyAttributes, (elements, attributes) => {
			const card = JSON.parse(JSON.stringify({ ...attributes, elements })) as object;
			for (const cardJson of [card, JSON.stringify(card)]) {
				const compiled = interactive.compile({ cardInput: 'json', cardJson });
				expect(compiled.ok && onTheWire('interactive', compiled.value)).toEqual(card);
			}
		}),
		{ numRuns: 500 },
	);
});

describe.each(messageTypes.map((type) => [type.value, type] as const))('%s', (_msgType, type) => {
	const names = type.fields.map(({ name }) => name);
	const choices = type.fields.flatMap(({ options = [] }) =>
		options.map((option) => ('value' in option ? option.value : '')),
	);
	const value = fc.oneof(
		fc.constantFrom<unknown>(...choices, ''),
		anyText,
		fc.anything({
			withBigInt: true,
			withDate: true,
			withMap: true,
			withNullPrototype: true,
			withObjectString: true,
		}),
		fc.json(),
	);
	const parameters = fc.record(Object.fromEntries(names.map((name) => [name, value])), {
		requiredKeys: [],
	});

	test('no input makes compile throw, and what it compiles parses back', () => {
		fc.assert(
			fc.property(parameters, (input) => {
				const result = type.compile(input);
				if (result.ok) {
					expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
				} else {
					expect(names).toContain(result.problem.field);
					expect(result.problem.message).toMatch(/\S/);
					expect(result.problem.hint).toMatch(/\S/);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	test('objects that JSON cannot carry are refused, not thrown at', () => {
		const cyclic: Record<string, unknown> = {};
		cyclic.self = cyclic;
		let deep: unknown = 'x';
		for (let i = 0; i < 100_000; i++) deep = [deep];
		const throwing = {
			get elements() {
				throw new TypeError('no');
			},
		};
		for (const hostile of [cyclic, { deep }, { n: 1n }, throwing]) {
			for (const choice of [...choices, undefined]) {
				const input = Object.fromEntries(
					type.fields.map(({ name, options }) => [name, options ? choice : hostile]),
				);
				expect(type.compile(input).ok).toBe(false);
			}
		}
	});
});
