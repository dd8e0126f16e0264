import { parseJson } from '../../parameters/parseJson';
import { isJsonObject } from '../../parameters/readParameter';

/**
 * Whether a text is what Feishu's APIs take, e.g. `{"text":"Hello"}`, in place of the words in it. People would read the JSON.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (text)
 */
export function isBody(text: string): boolean {
	if (!/^\s*(?:\{|"\{|```)/.test(text)) return false;
	const parsed = parseJson(text);
	if (!('value' in parsed) || !isJsonObject(parsed.value)) return false;
	const { text: words, msg_type: type, content } = parsed.value;
	return (
		(typeof words === 'string' && Object.keys(parsed.value).length === 1) ||
		(typeof type === 'string' && content !== undefined)
	);
}
