import {
	callAlone,
	isToolReview,
} from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/step';

test('n8n tells its review node by the name of the type', () => {
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessageHitlTool')).toBe(true);
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessageTool')).toBe(false);
	expect(isToolReview('n8n-nodes-feishu-helpdesk.sendBotMessage')).toBe(false);
});

test('of the input item only the call is kept', () => {
	const call = { tool: 'x', toolParameters: { approved: true, data: 1 }, toolCallId: 'call_1' };
	const item = { ...call, approved: true, data: { approved: true }, chatInput: 'Yes!', other: 1 };
	expect(callAlone(item)).toEqual(call);
	expect(item).toHaveProperty('approved');
});
