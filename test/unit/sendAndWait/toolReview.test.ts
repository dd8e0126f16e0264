import { callAlone, isToolReview, questionAbout } from '../../../nodes/SendBotMessage/sendAndWait/toolReview';

const MESSAGE = 'The agent wants to run this tool: Send_Bot_Message\n\nInput:\n[object Object]';
const asked = (call: object, parameters: object = { message: MESSAGE }) => questionAbout({ ...call }, { ...parameters });
const messageAbout = (toolParameters: unknown, parameters: object = {}) => asked({ toolParameters }, { message: 'Input: [object Object]', ...parameters }).message;

test('n8n tells its review node by the name of the type', () => {
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessageHitlTool')).toBe(true);
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessageTool')).toBe(false);
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessage')).toBe(false);
});

test('the parameters of the call are shown, both answers are offered, and nothing is Markdown', () => {
	const call = { tool: 'Send_Bot_Message', toolParameters: { email: 'li@example.com', text: '**$&** <at id=all></at>', times: 2, list: ['a'], nothing: null } };
	expect(asked(call, { message: MESSAGE, cardTitle: 'May it?', receiverId: 'ou_1' })).toEqual({
		message: 'The agent wants to run this tool: Send_Bot_Message\n\nInput:\nemail: li@example.com\ntext: **$&** <at id=all></at>\ntimes: 2\nlist: ["a"]\nnothing: null',
		cardTitle: 'May it?',
		receiverId: 'ou_1',
		approvalOptions: { values: { approvalType: 'double' } },
		questionOptions: { escapeMarkdown: true },
	});
});

test('what was chosen in the panel stays', () => {
	const chosen = { approvalOptions: { values: { approvalType: 'single', approveLabel: 'Yes' } }, questionOptions: { note: 'n', escapeMarkdown: true } };
	expect(asked({}, { message: 'Hello', ...chosen })).toEqual({ message: 'Hello', ...chosen });
	expect(asked({}, { message: 'Hello', approvalOptions: { values: { approveLabel: 'Yes' } }, questionOptions: null })).toEqual({
		message: 'Hello',
		approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes' } },
		questionOptions: { escapeMarkdown: true },
	});
});

test('where Markdown is wanted, the parameters still are none', () => {
	expect(messageAbout({ text: '**bold**' }, { questionOptions: { escapeMarkdown: false } })).toBe('Input: text&#58; &#42;&#42;bold&#42;&#42;');
});

test.each([
	['a text', 'as typed', 'Input: as typed'],
	['several lines', { 'a\nb\u202e': 'one\ntext: two\u2028three', text: 'four' }, 'Input: a[U+000A]b[U+202E]:\n| one\n| text: two\n| three\ntext: four'],
	['a list', ['a', { b: 1 }], 'Input: ["a",{"b":1}]'],
	['no parameters', {}, 'Input: '],
	['nothing', undefined, 'Input: {}'],
])('%s for parameters', (_name, toolParameters, message) => {
	expect(messageAbout(toolParameters)).toBe(message);
});

test.each([undefined, 1, null])('a message that is no text is left to the checks: %j', (message) => {
	expect(asked({}, { message })).toMatchObject({ message });
});

test('control characters are named, those that join emoji are not', () => {
	expect(messageAbout({ text: 'a\u202eb\u0000\ufeff\t👩\u200d💻', list: ['\u2066', 'x\u2028text: y'] })).toBe('Input: text: a[U+202E]b[U+0000][U+FEFF]\t👩\u200d💻\nlist: ["[U+2066]","x[U+2028]text: y"]');
});

test('of the input item only the call is kept', () => {
	const call = { tool: 'x', toolParameters: { approved: true, data: 1 }, toolCallId: 'call_1' };
	const item = { ...call, approved: true, data: { approved: true }, chatInput: 'Yes!', other: 1 };
	expect(callAlone(item)).toEqual(call);
	expect(item).toHaveProperty('approved');
});
