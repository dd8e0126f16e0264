import { parseJson } from '../../parameters/parseJson';
import { isJsonObject, type JsonObject } from '../../parameters/readParameter';

/** Beside the words of a message for Slack: https://docs.slack.dev/reference/methods/chat.postMessage */
const BESIDE_TEXT = [
	'text',
	'channel',
	'username',
	'icon_emoji',
	'icon_url',
	'mrkdwn',
	'thread_ts',
];

/**
 * What chats take in place of the words: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (text,
 * interactive), https://open.dingtalk.com/document/orgapp/custom-bot-send-message-type. Data that is written out as JSON, such as
 * an alert, may be meant as it is.
 */
const BODIES: ReadonlyArray<(body: JsonObject) => boolean> = [
	(body) =>
		typeof body.text === 'string' && Object.keys(body).every((name) => BESIDE_TEXT.includes(name)),
	(body) =>
		[body.msg_type, body.msgtype].some(
			(type) =>
				typeof type === 'string' &&
				[body.content, body.card, body[type]].some((content) => content !== undefined),
		),
	({ elements }) =>
		Array.isArray(elements) && isJsonObject(elements[0]) && typeof elements[0].tag === 'string',
];

/** Whether a text is a whole message as JSON, e.g. `{"text":"Hello"}`, in place of the words in it. People would read the JSON. */
export function isBody(text: string): boolean {
	if (!/^\s*(?:\{|"\{|```)/.test(text)) return false;
	const parsed = parseJson(text);
	if (!('value' in parsed)) return false;
	const { value } = parsed;
	return isJsonObject(value) && BODIES.some((isSuch) => isSuch(value));
}
