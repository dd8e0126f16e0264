import { escapeMarkdown } from '../messageTypes/interactive/escapeMarkdown';
import { isJsonObject, type Parameters } from '../parameters/readParameter';

/**
 * n8n makes a second node type of each node that can ask, which stands between an AI agent and its tools: a call of a tool is
 * made once somebody has approved it (tool-generation/hitl-tools.js of n8n 2.41.1). Its input item is the call.
 */
export function isToolReview(nodeType: string): boolean {
	return nodeType.endsWith('HitlTool');
}

/** The parameters of the question about a call of a tool. Pure; never throws. */
export function questionAbout(call: Parameters, parameters: Parameters): Parameters {
	const approval = isJsonObject(parameters.approvalOptions) && isJsonObject(parameters.approvalOptions.values) ? parameters.approvalOptions.values : {};
	const options = isJsonObject(parameters.questionOptions) ? parameters.questionOptions : {};
	// The model writes the parameters: unless somebody wants Markdown, they can format nothing and mention nobody.
	const escapesAll = options.escapeMarkdown ?? true;
	const shown = escapesAll === true ? textOf(call.toolParameters) : escapeMarkdown(textOf(call.toolParameters));
	return {
		...parameters,
		// n8n's own text for this field puts an object into a sentence, which makes these words of it.
		message: typeof parameters.message === 'string' ? parameters.message.replaceAll('[object Object]', () => shown) : parameters.message,
		approvalOptions: { values: { approvalType: 'double', ...approval } },
		questionOptions: { ...options, escapeMarkdown: escapesAll },
	};
}

/**
 * One line per parameter; of a text with several, each is marked as the parameter's, so that no text can pass for another
 * parameter. Whole, because nobody should approve what is not shown: a card that gets too long is refused.
 */
function textOf(toolParameters: unknown): string {
	if (!isJsonObject(toolParameters)) return valueOf(toolParameters ?? {}).trimStart();
	return Object.entries(toolParameters)
		.map(([name, value]) => `${visible(name)}:${valueOf(value)}`)
		.join('\n');
}

function valueOf(value: unknown): string {
	if (typeof value !== 'string') return ` ${visible(JSON.stringify(value))}`;
	const lines = value.split(LINE_BREAKS).map(visible);
	return lines.length === 1 ? ` ${lines.join('')}` : lines.map((line) => `\n| ${line}`).join('');
}

const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Control characters and separators can hide text, turn it around or begin a line. Those that join emoji and letters stay. */
function visible(line: string): string {
	return line.replace(/(?![\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/**
 * The input item with nothing but the call in it. When the time is over without an answer, n8n goes on with the input item as
 * if it were the answer (processHitlResponses.js of n8n 2.41.1): `approved` and `data.approved` count as an approval, `chatInput`
 * as what the reviewer said. The model can write such fields, and the agent's own input may have them, e.g. from an earlier
 * approval.
 */
export function callAlone<T extends object>(item: T): T {
	return Object.fromEntries(Object.entries(item).filter(([name]) => ['tool', 'toolParameters', 'toolCallId'].includes(name))) as T;
}

/**
 * What comes out of the step when the agent makes several calls at once. While an execution waits, n8n does not run the step
 * for the others at all, and takes their input items for the answers (2.41.1). `chatInput` is passed on to the model.
 */
export const ASK_AGAIN = { chatInput: 'Nobody was asked yet, because several calls came at once. Make this call again, alone, once the others are done.' };
