import { text } from '../../../../nodes/shared/messageTypes/text';
import { idTypes } from '../../../../nodes/shared/receivers/idTypes';
import { prepareMessage } from '../../../support/prepareMessage';

const parameters = {
	receiveType: 'chat',
	receiverIdType: 'open_id',
	receiverId: 'ou_1',
	messageType: 'text',
	text: 'hello',
	options: {},
};

test.each<[string, string, object]>([
	["'Receiver ID' is empty", 'receiverId', { receiverId: '  ' }],
	["'Receiver ID' is empty", 'receiverId', { receiverId: null }],
	["'Receiver ID' is an object, not text", 'receiverId', { receiverId: { open_id: 'ou_1' } }],
	[
		"'Receiver ID' is of the type Open ID, but 'Receiver ID Type' is User ID",
		'receiverId',
		{ receiverIdType: 'user_id' },
	],
	[
		"'Receiver ID' is of the type Open ID, but 'Receiver ID Type' is Union ID",
		'receiverId',
		{ receiverIdType: 'union_id' },
	],
	[
		"'Receiver ID' is of the type Union ID, but 'Receiver ID Type' is Open ID",
		'receiverId',
		{ receiverId: 'on_1' },
	],
	["'Receiver ID' is the ID of a group", 'receiverId', { receiverId: 'oc_1' }],
	["'Receiver ID' is the ID of an app", 'receiverId', { receiverId: 'cli_1' }],
	[
		"'Receiver ID' is an e-mail address, but 'Receiver ID Type' is Open ID",
		'receiverId',
		{ receiverId: 'a@example.com' },
	],
	["'Receiver ID' is empty", 'receiverId', { receiverId: ' , ;\n' }],
	["'Receiver ID' is empty", 'receiverId', { receiverId: [] }],
	["'Receiver ID' is empty", 'receiverId', { receiverId: ['ou_1', null] }],
	["'Receiver ID' is an object, not text", 'receiverId', { receiverId: [{ id: 'ou_1' }] }],
	[
		"'Receiver ID' is of the type Union ID, but 'Receiver ID Type' is Open ID",
		'receiverId',
		{ receiverId: 'ou_1, on_2' },
	],
	[
		"'Receiver ID' is not an e-mail address",
		'receiverId',
		{ receiverIdType: 'email', receiverId: 'li.hua' },
	],
	[
		"'Receiver ID' is of the type Open ID, but 'Receiver ID Type' is Email",
		'receiverId',
		{ receiverIdType: 'email' },
	],
	[
		"'Receiver ID' is not a mobile number",
		'receiverId',
		{ receiverIdType: 'mobile', receiverId: 'ask me' },
	],
	["'Send To' has a value that does not exist", 'receiveType', { receiveType: 'group' }],
	[
		"'Receiver ID Type' has a value that does not exist",
		'receiverIdType',
		{ receiverIdType: 'openid' },
	],
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
	["'Dry Run' is neither true nor false", 'dryRun', { options: { dryRun: 'yes' } }],
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
			cardJson: { elements: ['x'.repeat(30 * 1024)] },
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
		receiverIdType: 'user_id',
		receiverId: ' 4d7a3c6g\n',
		options,
	});
	expect(prepared).toEqual({
		receivers: {
			receiveType: 'user',
			idType: idTypes.find(({ value }) => value === 'user_id'),
			ids: ['4d7a3c6g'],
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
		requestTo: expect.any(Function) as unknown,
	});
	expect(
		prepared.requestTo(
			{ receiverId: '4d7a3c6g', receiverIdType: 'user_id', receiveType: 'user' },
			imageKeyOf,
		),
	).toEqual({
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
	expect(prepared.requestTo(recipient, imageKeyOf)).toMatchObject({
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

test.each<[string, unknown, string, string[]]>([
	['one', 'ou_1', 'open_id', ['ou_1']],
	['several in a line', 'ou_1, ou_2;ou_3', 'open_id', ['ou_1', 'ou_2', 'ou_3']],
	['several in lines', 'ou_1\nou_2\r\n\nou_3\n', 'open_id', ['ou_1', 'ou_2', 'ou_3']],
	['Chinese punctuation', 'ou_1，ou_2；ou_3、ou_4', 'open_id', ['ou_1', 'ou_2', 'ou_3', 'ou_4']],
	['a list', ['ou_1', ' ou_2 '], 'open_id', ['ou_1', 'ou_2']],
	['each once', 'ou_1, ou_2, ou_1', 'open_id', ['ou_1', 'ou_2']],
	['a number', 12345, 'user_id', ['12345']],
	['e-mail addresses', 'a@example.com, B@example.com', 'email', ['a@example.com', 'B@example.com']],
	['mobile numbers', '+852 5555-0128, 13000000001', 'mobile', ['+85255550128', '13000000001']],
])('receivers: %s', (_name, receiverId, receiverIdType, ids) => {
	expect(prepare({ receiverId, receiverIdType }).receivers.ids).toEqual(ids);
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
