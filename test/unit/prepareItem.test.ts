import { prepareItem } from '../../nodes/SendBotMessage/prepareItem';

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
	["'Receiver ID' is an Open ID, but 'Receiver ID Type' is user_id", 'receiverId', { receiverIdType: 'user_id' }],
	["'Receiver ID' is an Open ID, but 'Receiver ID Type' is union_id", 'receiverId', { receiverIdType: 'union_id' }],
	["'Receiver ID' is a Union ID, but 'Receiver ID Type' is open_id", 'receiverId', { receiverId: 'on_1' }],
	["'Receiver ID' is the ID of a group, but 'Receiver ID Type' is open_id", 'receiverId', { receiverId: 'oc_1' }],
	["'Receiver ID' is the ID of an app, but 'Receiver ID Type' is open_id", 'receiverId', { receiverId: 'cli_1' }],
	["'Receiver ID' is an e-mail address", 'receiverId', { receiverId: 'a@example.com' }],
	["'Send To' has a value that does not exist", 'receiveType', { receiveType: 'group' }],
	["'Receiver ID Type' has a value that does not exist", 'receiverIdType', { receiverIdType: 'openid' }],
	["'Message Type' has a value that does not exist", 'messageType', { messageType: 'video' }],
	["'Text' is empty", 'text', { text: '' }],
	["'Timeout' is not a number from 1 to 86400", 'timeout', { options: { timeout: 0 } }],
	["'Timeout' is not a number from 1 to 86400", 'timeout', { options: { timeout: 'soon' } }],
	["'Timeout' is not a number from 1 to 86400", 'timeout', { options: { timeout: Infinity } }],
	["'Timeout' is not a number from 1 to 86400", 'timeout', { options: { timeout: NaN } }],
	["'Max Tries' is not a whole number from 1 to 10", 'maxTries', { options: { maxTries: 1.5 } }],
	["'Deduplication Key' is an object, not text", 'deduplicationKey', { options: { deduplicationKey: {} } }],
])('refused: %s', (message, field, change) => {
	expect(prepareItem({ ...parameters, ...change })).toEqual({ ok: false, problem: { field, message, hint: expect.stringMatching(/\S/) as string } });
});

test.each([
	['text', 150, { messageType: 'text', text: 'x'.repeat(150 * 1024) }],
	['text', 150, { messageType: 'text', text: '字'.repeat(51 * 1024) }],
	['post', 30, { messageType: 'post', postJson: { zh_cn: { content: [[{ tag: 'text', text: '"'.repeat(10 * 1024) }]] } } }],
	['interactive', 30, { messageType: 'interactive', cardInput: 'json', cardJson: { elements: ['x'.repeat(30 * 1024)] } }],
])('refused: a %s message over %i KB', (msgType, kilobytes, change) => {
	expect(prepareItem({ ...parameters, ...change })).toMatchObject({
		ok: false,
		problem: {
			field: 'messageType',
			message: 'The message is longer than Feishu takes',
			hint: expect.stringContaining(`${kilobytes} KB (${kilobytes * 1024} bytes) is the documented limit for messages of type '${msgType}'`) as string,
		},
	});
});

test('a text that just fits', () => {
	const overhead = Buffer.byteLength(JSON.stringify({ msg_type: 'text', content: '{"text":""}', receiver_id: 'ou_1', receive_type: 'chat' }));
	const prepared = prepareItem({ ...parameters, text: 'x'.repeat(150 * 1024 - overhead) });
	expect(prepared.ok && Buffer.byteLength(JSON.stringify(prepared.value.request.body))).toBe(150 * 1024);
});

test('a prepared message, whole', () => {
	const options = { timeout: '5', maxTries: 2, resendUnknown: true, fallbackToPrivateChat: true, deduplicationKey: ' key ' };
	expect(prepareItem({ ...parameters, receiveType: 'user', receiverIdType: 'user_id', receiverId: ' 4d7a3c6g\n', options })).toEqual({
		ok: true,
		value: {
			delivery: { receiveType: 'user', receiverIdType: 'user_id', receiverId: '4d7a3c6g' },
			request: {
				method: 'POST',
				path: '/open-apis/helpdesk/v1/message',
				query: { user_id_type: 'user_id' },
				body: { msg_type: 'text', content: '{"text":"hello"}', receiver_id: '4d7a3c6g', receive_type: 'user' },
			},
			options: { timeoutSeconds: 5, maxTries: 2, resendUnknown: true, fallbackToPrivateChat: true, deduplicationKey: 'key' },
		},
	});
});

test('the options when none is set', () => {
	const prepared = prepareItem({ ...parameters, options: null });
	expect(prepared.ok && prepared.value.options).toEqual({ timeoutSeconds: 30, maxTries: 3, resendUnknown: false, fallbackToPrivateChat: false, deduplicationKey: '' });
});
