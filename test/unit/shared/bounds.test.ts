import { itemOptions } from '../../../nodes/shared/options';
import { readOptions } from '../../../nodes/shared/options/option';
import { readReceivers } from '../../../nodes/shared/receivers/readReceivers';
import { by } from '../../support/receiver';
import { prepareMessage } from '../../support/prepareMessage';
import { defaultLabels } from '../../../nodes/SendBotMessage/operations/sendAndWait/defaultLabels';
import { choice } from '../../../nodes/SendBotMessage/operations/sendAndWait/responseTypes/choice';

/** A list whose entries cannot be read. */
function untouchable(length: number): unknown[] {
	return new Proxy(new Array<unknown>(length), {
		get(list, name) {
			if (typeof name === 'string' && /^\d+$/.test(name)) throw new TypeError('An entry was read');
			return Reflect.get(list, name) as unknown;
		},
	});
}

const receivers = (value: unknown) =>
	readReceivers({ receiveType: 'chat', receiver: by('id', value) });
const ids = (count: number) => Array.from({ length: count }, (_, i) => `ou_${i}`);

describe('lists are counted before they are read', () => {
	test('receivers', () => {
		const tooMany = {
			ok: false,
			problem: {
				field: 'receiver',
				message: "'Receiver' has more than 3000 people",
				hint: 'Split the list over several items: each may have 3000.',
			},
		};
		expect(receivers(untouchable(6001))).toEqual(tooMany);
		expect(receivers(ids(3001))).toEqual(tooMany);
		expect(receivers(Array(2000).fill(Array(2000).fill([])))).toEqual(tooMany);
		expect(receivers(ids(3001).join(', '))).toEqual(tooMany);
		expect(receivers([ids(2000).join('\n'), ids(1001).join(';')])).toEqual(tooMany);
		expect(receivers(ids(3000))).toMatchObject({
			ok: true,
			value: { people: ids(3000).map((id) => ({ id })) },
		});
		expect(receivers(`${ids(3000).join('\n \n')}\n\n`)).toMatchObject({
			ok: true,
			value: { people: ids(3000).map((id) => ({ id })) },
		});
	});

	test('choices', () => {
		const labels = defaultLabels('');
		const tooMany = {
			ok: false,
			problem: {
				field: 'choices',
				message: "'Choices' has more than 6 values",
				hint: 'Enter 2 to 6, each on a line of its own.',
			},
		};
		expect(choice.answersOf({ choices: untouchable(101) }, labels)).toEqual(tooMany);
		expect(
			choice.answersOf({ choices: ['a', '', 'b', null, 'c', 'd', 'e', 'f', 'g'] }, labels),
		).toEqual(tooMany);
		expect(choice.answersOf({ choices: 'a\na\n'.repeat(4) }, labels)).toEqual(tooMany);
		expect(
			choice.answersOf({ choices: '\n \n\t\n'.repeat(20) + 'a\r\n \r\n\nb' }, labels),
		).toMatchObject({
			ok: true,
			value: [{ label: 'a' }, { label: 'b' }],
		});
	});
});

test.each<[string, (length: number) => { ok: boolean }]>([
	['a receiver', (length) => receivers(`ou_1, ou_${'x'.repeat(length - 3)}`)],
	[
		'a deduplication key',
		(length) => readOptions(itemOptions, { deduplicationKey: 'x'.repeat(length) }),
	],
	[
		'an image key',
		(length) =>
			prepareMessage({
				receiveType: 'chat',
				receiver: by('id', 'ou_1'),
				messageType: 'image',
				imageSource: 'imageKey',
				imageKey: `img_${'x'.repeat(length - 4)}`,
			}),
	],
	[
		'the name of a field',
		(length) =>
			prepareMessage({
				receiveType: 'chat',
				receiver: by('id', 'ou_1'),
				messageType: 'image',
				imageSource: 'binary',
				imageBinaryField: 'x'.repeat(length),
			}),
	],
])('%s has 1000 characters at most', (_name, read) => {
	expect(read(1000).ok).toBe(true);
	expect(read(1001)).toMatchObject({
		ok: false,
		problem: { message: expect.stringMatching(/^'.*' is longer than 1000 characters$/) as string },
	});
});

const card = (change: object) =>
	prepareMessage({
		receiveType: 'chat',
		receiver: by('id', 'ou_1'),
		messageType: 'interactive',
		cardInput: 'json',
		...change,
	});
const CARD = '{"elements":[{"tag":"hr"}]}';

describe('a card is refused by its length as it was entered', () => {
	test('not while it may fit', () => {
		expect(card({ cardJson: CARD + ' '.repeat(307_200 - CARD.length) }).ok).toBe(true);
		// Each letter as an escape, and indented.
		const text = '\\u5b57'.repeat(9_000);
		expect(
			card({
				cardJson: `{\n    "elements": [\n        { "tag": "markdown", "content": "${text}" }\n    ]\n}`,
			}).ok,
		).toBe(true);
	});

	test('once it is ten times as long as a card may be, however short it would become', () => {
		expect(card({ cardJson: CARD + ' '.repeat(307_201 - CARD.length) })).toEqual({
			ok: false,
			problem: {
				field: 'cardJson',
				message: "'Card JSON' is too long for Feishu",
				hint: "Shorten it, or send it in parts. It has more than 307200 characters; 30 KB (30720 bytes) is the documented limit for a whole message of type 'interactive'.",
			},
		});
	});

	test('an object is not gone through to its end', () => {
		const elements = Array.from({ length: 400_000 }, () => 'x');
		Object.defineProperty(elements, 399_999, {
			get: () => {
				throw new TypeError('The last one was read');
			},
		});
		expect(card({ cardJson: { elements } })).toMatchObject({
			ok: false,
			problem: { field: 'cardJson', message: "'Card JSON' is too long for Feishu" },
		});
	});

	test('a text block does not get to be escaped', () => {
		const text = {
			toString: () => {
				throw new TypeError('It was read');
			},
		};
		const block = [
			{ type: 'field', name: 'x', value: '<'.repeat(310_000) },
			{ type: 'markdown', text },
		];
		expect(card({ cardInput: 'builder', cardBlocks: { block } })).toMatchObject({
			ok: false,
			problem: { field: 'cardBlocks', message: "'Blocks' is too long for Feishu" },
		});
	});
});

const richText = (...texts: string[]) =>
	prepareMessage({
		receiveType: 'chat',
		receiver: by('id', 'ou_1'),
		messageType: 'post',
		postInput: 'builder',
		postElements: { element: texts.map((text) => ({ type: 'text', text })) },
	});

test('the lines of a rich text are counted before they are laid out', () => {
	expect(richText(`x${'\n'.repeat(11_999)}`).ok).toBe(true);
	expect(richText('x\n'.repeat(6_000), `x${'\n'.repeat(6_000)}`)).toEqual({
		ok: false,
		problem: {
			field: 'postElements',
			message: "'Text' of element 2 has too many lines for Feishu",
			hint: 'With the elements before it there are more than 12000. Shorten it, or send it in parts.',
		},
	});
	expect(richText('x\n'.repeat(100_000)).ok).toBe(false);
});

test('JSON that is nested deeper than can be written is refused', () => {
	const nested = '['.repeat(50_000) + ']'.repeat(50_000);
	expect(card({ cardJson: `{"elements":[{"tag":"hr","x":${nested}}]}` })).toMatchObject({
		ok: false,
		problem: { field: 'messageType', message: 'The message is nested too deeply' },
	});
});

test('what is measured with the longest ID fits for every receiver', () => {
	const text = 'x'.repeat(150 * 1024 - 92);
	const withReceiver = (ids: string) =>
		prepareMessage({
			receiveType: 'chat',
			receiver: by('user_id', ids),
			messageType: 'text',
			text,
		});
	expect(withReceiver('a').ok).toBe(true);
	expect(withReceiver(`a,${'b'.repeat(50)}`)).toMatchObject({
		ok: false,
		problem: { message: 'The message is too long for Feishu' },
	});
});
