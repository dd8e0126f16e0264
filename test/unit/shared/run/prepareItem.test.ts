import { text } from '../../../../nodes/shared/messageTypes/text';
import { idTypes } from '../../../../nodes/shared/receivers/idTypes';
import type { Person } from '../../../../nodes/shared/receivers/readPeople';
import { prepareMessage } from '../../../support/prepareMessage';
import { by } from '../../../support/receiver';

const parameters = {
	receiveType: 'chat',
	receiver: by('id', 'ou_1'),
	messageType: 'text',
	text: 'hello',
	options: {},
};

test.each<[string, string, object]>([
	["'Receiver' is empty", 'receiver', { receiver: null }],
	[
		"'Receiver' is an Open ID, but it is set to User ID",
		'receiver',
		{ receiver: by('user_id', 'ou_1') },
	],
	["'Send To' has a value that does not exist", 'receiveType', { receiveType: 'group' }],
	["'Message Type' has a value that does not exist", 'messageType', { messageType: 'video' }],
	["'Text' is empty", 'text', { text: '' }],
	["'Timeout (Seconds)' is not a number from 1 to 86400", 'timeout', { options: { timeout: 0 } }],
	[
		"'Timeout (Seconds)' is not a number from 1 to 86400",
		'timeout',
		{ options: { timeout: 'soon' } },
	],
	[
		"'Timeout (Seconds)' is not a number from 1 to 86400",
		'timeout',
		{ options: { timeout: Infinity } },
	],
	["'Timeout (Seconds)' is not a number from 1 to 86400", 'timeout', { options: { timeout: NaN } }],
	["'Max Tries' is not a whole number from 1 to 10", 'maxTries', { options: { maxTries: 1.5 } }],
	["'Dry Run' is neither true nor false", 'dryRun', { options: { dryRun: 'maybe' } }],
	[
		"'Deduplication Key' is an object, not text",
		'deduplicationKey',
		{ options: { deduplicationKey: {} } },
	],
])('refused: %s', (message, field, change) => {
	expect(prepareMessage({ ...parameters, ...change })).toEqual({
		ok: false,
		problem: { field, message, hint: expect.stringMatching(/\S/) as string },
	});
});

test.each([
	['text', 150, { messageType: 'text', text: 'x'.repeat(150 * 1024) }],
	['text', 150, { messageType: 'text', text: '字'.repeat(51 * 1024) }],
	[
		'post',
		30,
		{
			messageType: 'post',
			postInput: 'json',
			postJson: { zh_cn: { content: [[{ tag: 'text', text: '"'.repeat(10 * 1024) }]] } },
		},
	],
	[
		'interactive',
		30,
		{
			messageType: 'interactive',
			cardInput: 'json',
			cardJson: { elements: [{ tag: 'markdown', content: 'x'.repeat(30 * 1024) }] },
		},
	],
])('refused: a %s message over %i KB', (msgType, kilobytes, change) => {
	expect(prepareMessage({ ...parameters, ...change })).toMatchObject({
		ok: false,
		problem: {
			field: 'messageType',
			message: 'The message is too long for Feishu',
			hint: expect.stringContaining(
				`${kilobytes} KB (${kilobytes * 1024} bytes) is the documented limit for messages of type '${msgType}'`,
			) as string,
		},
	});
});

const recipient = { receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat' } as const;
const idOf = ({ id }: Person) => `ou_of_${id}`;
const imageKeyOf = (binaryField: string) => `img_of_${binaryField}`;

function prepare(change: object) {
	const prepared = prepareMessage({ ...parameters, ...change });
	if (!prepared.ok) throw new TypeError(prepared.problem.message);
	return prepared.value;
}

test('a text that just fits', () => {
	const overhead = Buffer.byteLength(
		JSON.stringify({
			msg_type: 'text',
			content: '{"text":""}',
			receiver_id: 'ou_1',
			receive_type: 'chat',
		}),
	);
	const request = prepare({ text: 'x'.repeat(150 * 1024 - overhead) }).requestTo(
		recipient,
		imageKeyOf,
		idOf,
	);
	expect(Buffer.byteLength(JSON.stringify(request.body))).toBe(150 * 1024);
	expect(prepareMessage({ ...parameters, text: 'x'.repeat(150 * 1024 - overhead + 1) }).ok).toBe(
		false,
	);
});

test('a picture counts with the length of its key before it is uploaded', () => {
	const withText = (length: number) => {
		const element = [
			{ type: 'picture', pictureSource: 'binary', binaryField: 'data' },
			{ type: 'text', text: 'x'.repeat(length) },
		];
		return prepareMessage({
			...parameters,
			messageType: 'post',
			postInput: 'builder',
			postElements: { element },
		});
	};
	const short = withText(1);
	if (!short.ok) throw new TypeError(short.problem.message);
	const request = short.value.requestTo(
		recipient,
		() => 'img_v3_00000_00000000-0000-0000-0000-000000000000',
		idOf,
	);
	const room = 30 * 1024 - Buffer.byteLength(JSON.stringify(request.body));
	expect([withText(1 + room).ok, withText(2 + room).ok]).toEqual([true, false]);
});

test('a prepared message, whole', () => {
	const options = {
		timeout: '5',
		maxTries: 2,
		resendUnknown: true,
		ticketInProgress: 'privateChat',
		deduplicationKey: ' key ',
	};
	const prepared = prepare({
		receiveType: 'user',
		receiver: by('user_id', ' 4d7a3c6g\n'),
		options,
	});
	expect(prepared).toEqual({
		msgType: 'text',
		fitsTicket: true,
		receivers: {
			receiveType: 'user',
			people: [
				{ idType: idTypes.find(({ mode }) => mode === 'user_id'), id: '4d7a3c6g', notes: [] },
			],
		},
		options: {
			dryRun: false,
			timeoutSeconds: 5,
			maxTries: 2,
			resendUnknown: true,
			ticketInProgress: 'privateChat',
			deduplicationKey: 'key',
		},
		pictures: [],
		pictureParameter: 'messageType',
		preview: text.preview,
		notes: [],
		mentioned: [],
		mentionParameter: 'mentions',
		requestTo: expect.any(Function) as unknown,
	});
	expect(
		prepared.requestTo(
			{ receiverId: '4d7a3c6g', receiverIdType: 'user_id', receiveType: 'user' },
			imageKeyOf,
			idOf,
		),
	).toEqual({
		method: 'POST',
		path: '/open-apis/helpdesk/v1/message',
		query: { user_id_type: 'user_id' },
		body: {
			msg_type: 'text',
			content: '{"text":"hello"}',
			receiver_id: '4d7a3c6g',
			receive_type: 'user',
		},
	});
});

test('a picture from a binary field is asked for, and its key filled in later', () => {
	const prepared = prepare({
		messageType: 'image',
		imageSource: 'binary',
		imageBinaryField: 'chart',
	});
	expect(prepared.pictures).toEqual(['chart']);
	expect(prepared.requestTo(recipient, imageKeyOf, idOf)).toMatchObject({
		body: { content: '{"image_key":"img_of_chart"}' },
	});
});

test.each<[string, object]>([
	['imageBinaryField', { messageType: 'image', imageSource: 'binary', imageBinaryField: 'data' }],
	[
		'postElements',
		{
			messageType: 'post',
			postInput: 'builder',
			postElements: { element: [{ type: 'divider' }] },
		},
	],
	[
		'cardBlocks',
		{
			messageType: 'interactive',
			cardInput: 'builder',
			cardBlocks: { block: [{ type: 'divider' }] },
		},
	],
	['messageType', {}],
])('a problem with a picture is shown at %s', (parameter, change) => {
	expect(prepare(change).pictureParameter).toBe(parameter);
});

const mention = (person: unknown) => ({ who: 'person', person, position: 'before' });

test('who is mentioned is asked for once, and their IDs are filled in for each receiver', () => {
	const prepared = prepare({
		text: 'Hi',
		mentions: {
			mention: [
				mention(by('email', 'a@example.com')),
				{ who: 'receiver', position: 'after' },
				mention(by('id', 'ou_2')),
				mention('a@example.com'),
			],
		},
	});
	expect(prepared.mentioned.map(({ idType, id }) => [idType.mode, id])).toEqual([
		['email', 'a@example.com'],
		['id', 'ou_2'],
	]);
	expect(prepared.mentionParameter).toBe('mentions');
	const textTo = (receiverId: string) =>
		JSON.parse(
			prepared.requestTo({ ...recipient, receiverId }, imageKeyOf, idOf).body.content,
		) as unknown;
	const [first, second] = ['ou_of_a@example.com', 'ou_of_ou_2'].map(
		(id) => `<at user_id="${id}"></at>`,
	);
	expect(textTo('ou_8')).toEqual({
		text: `${first} ${second} ${first} Hi <at user_id="ou_8"></at>`,
	});
	expect(textTo('ou_9')).toEqual({
		text: `${first} ${second} ${first} Hi <at user_id="ou_9"></at>`,
	});
});

test('an address counts with the length of the ID that is found for it', () => {
	const withText = (length: number) =>
		prepareMessage({
			...parameters,
			receiver: by('email', 'a@b.c'),
			text: 'x'.repeat(length),
			mentions: { mention: [{ who: 'receiver', position: 'before' }, mention('a@b.c')] },
		});
	const short = withText(1);
	if (!short.ok) throw new TypeError(short.problem.message);
	const openId = `ou_${'0'.repeat(32)}`;
	const request = short.value.requestTo(
		{ ...recipient, receiverId: openId },
		imageKeyOf,
		() => openId,
	);
	const room = 150 * 1024 - Buffer.byteLength(JSON.stringify(request.body));
	expect([withText(1 + room).ok, withText(2 + room).ok]).toEqual([true, false]);
});

test('the options when none is set', () => {
	const prepared = prepareMessage({ ...parameters, options: null });
	expect(prepared.ok && prepared.value.options).toEqual({
		dryRun: false,
		timeoutSeconds: 30,
		maxTries: 3,
		resendUnknown: false,
		ticketInProgress: 'fail',
		deduplicationKey: '',
	});
});
