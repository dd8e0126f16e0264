/**
 * n8n makes a second node type of each node that can ask, which stands between an AI agent and its tools: a call of a tool is
 * made once somebody has approved it (tool-generation/hitl-tools.js of n8n 2.41.1). Its input item is the call.
 */
export function isToolReview(nodeType: string): boolean {
	return nodeType.endsWith('HitlTool');
}

/**
 * The input item with nothing but the call in it. When the time is over without an answer, n8n goes on with the input item as
 * if it were the answer (processHitlResponses.js of n8n 2.41.1): `approved` and `data.approved` count as an approval, `chatInput`
 * as what the reviewer said. The model can write such fields, and the agent's own input may have them, e.g. from an earlier
 * approval.
 */
export function callAlone<T extends object>(item: T): T {
	return Object.fromEntries(
		Object.entries(item).filter(([name]) =>
			['tool', 'toolParameters', 'toolCallId'].includes(name),
		),
	) as T;
}

/**
 * What comes out of the step when the agent makes several calls at once. While an execution waits, n8n does not run the step
 * for the others at all, and takes their input items for the answers (2.41.1). `chatInput` is passed on to the model.
 */
export const ASK_AGAIN = {
	chatInput:
		'Nobody was asked yet, because several calls came at once. Make this call again, alone, once the others are done.',
};
