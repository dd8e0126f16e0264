import type { Exchange } from '../../nodes/SendBotMessage/feishu/reply';
import type { FeishuRequest } from '../../nodes/SendBotMessage/feishu/sendMessage';
import { problem, success } from '../../nodes/SendBotMessage/result';
import { sendItem } from '../../nodes/SendBotMessage/sendItem';
import type { Transport } from '../../nodes/SendBotMessage/transport';

const parameters = {
	receiveType: 'chat',
	receiverIdType: 'open_id',
	receiverId: 'ou_1',
	messageType: 'text',
	text: 'hello',
	options: {},
};

/** Answers with what is given, in turn, and keeps what it was asked. */
function transportThat(...answers: Exchange[]) {
	const sent: Array<{ request: FeishuRequest; timeoutSeconds: number }> = [];
	let forgotten = 0;
	const transport: Transport = {
		hasPastedToken: false,
		async exchange(request, timeoutSeconds) {
			sent.push({ request, timeoutSeconds });
			return answers.shift() ?? { kind: 'cancelled' };
		},
		forgetToken() {
			forgotten++;
		},
	};
	return { transport, sent, forgotten: () => forgotten };
}

const delivered: Exchange = { kind: 'answered', status: 200, headers: {}, body: { code: 0, data: { message_id: 'om_1' } } };
const expired: Exchange = { kind: 'answered', status: 400, headers: {}, body: { code: 99991663, msg: 'expired' } };

describe('refused before anything is sent', () => {
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
		["'Timeout' is not a number of seconds between 1 and 86400", 'timeout', { options: { timeout: 0 } }],
		["'Timeout' is not a number of seconds between 1 and 86400", 'timeout', { options: { timeout: 'soon' } }],
		["'Timeout' is not a number of seconds between 1 and 86400", 'timeout', { options: { timeout: Infinity } }],
	])('%s', async (message, field, change) => {
		const { transport, sent } = transportThat();
		const outcome = await sendItem({ ...parameters, ...change }, success(transport));
		expect(outcome).toMatchObject({ kind: 'invalid', problem: { field, message, hint: expect.stringMatching(/\S/) as string } });
		expect(sent).toEqual([]);
	});

	test.each([
		['text', 150, { messageType: 'text', text: 'x'.repeat(150 * 1024) }],
		['text', 150, { messageType: 'text', text: '字'.repeat(51 * 1024) }],
		['post', 30, { messageType: 'post', postJson: { zh_cn: { content: [[{ tag: 'text', text: '"'.repeat(10 * 1024) }]] } } }],
		['interactive', 30, { messageType: 'interactive', cardInput: 'json', cardJson: { elements: ['x'.repeat(30 * 1024)] } }],
	])('a %s message over %i KB', async (msgType, kilobytes, change) => {
		const { transport, sent } = transportThat();
		const outcome = await sendItem({ ...parameters, ...change }, success(transport));
		expect(outcome).toMatchObject({
			kind: 'invalid',
			problem: { message: 'The message is longer than Feishu takes', hint: expect.stringContaining(`${kilobytes} KB (${kilobytes * 1024} bytes) is the documented limit for messages of type '${msgType}'`) as string },
		});
		expect(sent).toEqual([]);
	});

	test('a text that just fits is sent', async () => {
		const { transport, sent } = transportThat(delivered);
		const overhead = Buffer.byteLength(JSON.stringify({ msg_type: 'text', content: '{"text":""}', receiver_id: 'ou_1', receive_type: 'chat' }));
		await sendItem({ ...parameters, text: 'x'.repeat(150 * 1024 - overhead) }, success(transport));
		expect(Buffer.byteLength(JSON.stringify(sent[0]?.request.body))).toBe(150 * 1024);
	});

	test('everything, when the credential cannot be used', async () => {
		const outcome = await sendItem(parameters, problem('helpdeskId', "'Helpdesk ID' is empty", 'Fill it in.'));
		expect(outcome).toMatchObject({ kind: 'failed', verdict: { verdict: 'refused', problem: { field: 'helpdeskId' } } });
	});
});

test('the request, whole', async () => {
	const { transport, sent } = transportThat(delivered);
	const outcome = await sendItem({ ...parameters, receiveType: 'user', receiverIdType: 'user_id', receiverId: ' 4d7a3c6g\n', options: { timeout: 5 } }, success(transport));
	expect(sent).toEqual([
		{
			timeoutSeconds: 5,
			request: {
				method: 'POST',
				path: '/open-apis/helpdesk/v1/message',
				query: { user_id_type: 'user_id' },
				body: { msg_type: 'text', content: '{"text":"hello"}', receiver_id: '4d7a3c6g', receive_type: 'user' },
			},
		},
	]);
	expect(outcome).toEqual({ kind: 'sent', message: { message_id: 'om_1', msg_type: 'text', receiver_id: '4d7a3c6g', receive_type: 'user' } });
});

describe('a refused token', () => {
	test('is renewed once, and the message sent again', async () => {
		const { transport, sent, forgotten } = transportThat(expired, delivered);
		expect(await sendItem(parameters, success(transport))).toMatchObject({ kind: 'sent' });
		expect([sent.length, forgotten()]).toEqual([2, 1]);
	});

	test('that is refused again is a failure, and the second answer is judged like the first', async () => {
		const { transport, sent } = transportThat(expired, expired, delivered);
		expect(await sendItem(parameters, success(transport))).toMatchObject({ kind: 'failed', verdict: { verdict: 'refused' } });
		expect(sent).toHaveLength(2);
		const unclear = transportThat(expired, { kind: 'answered', status: 500, headers: {}, body: '' }, delivered);
		expect(await sendItem(parameters, success(unclear.transport))).toMatchObject({ kind: 'failed', verdict: { verdict: 'unknown' } });
		expect(unclear.sent).toHaveLength(2);
	});

	test('that was pasted is not renewed', async () => {
		const { transport, sent } = transportThat(expired, delivered);
		const outcome = await sendItem(parameters, success({ ...transport, hasPastedToken: true }));
		expect(outcome).toMatchObject({ kind: 'failed', hasPastedToken: true });
		expect(sent).toHaveLength(1);
	});
});

test.each<[string, Exchange]>([
	['silence', { kind: 'noAnswer', loss: { neverConnected: false, reason: 'no answer came in time' } }],
	['a connection that was never made', { kind: 'noAnswer', loss: { neverConnected: true, reason: 'the server refused the connection' } }],
	['HTTP 500', { kind: 'answered', status: 500, headers: {}, body: { code: 155000 } }],
	['429', { kind: 'answered', status: 429, headers: {}, body: { code: 99991400 } }],
	['a refusal', { kind: 'answered', status: 400, headers: {}, body: { code: 154000 } }],
])('after %s nothing is sent again', async (_name, answer) => {
	const { transport, sent } = transportThat(answer, delivered);
	expect(await sendItem(parameters, success(transport))).toMatchObject({ kind: 'failed' });
	expect(sent).toHaveLength(1);
});
