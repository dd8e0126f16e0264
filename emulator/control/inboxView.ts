import type { DeliveredMessage, ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { curlOf } from './curl';
import { mapTexts, maskHeaders, maskKnown, maskText, maskValue, type Secret, secretsOf } from './masking';

const SHOWN_TEXT = 2_000;

/** The whole inbox as the page and the HTTP API show it: without secrets. */
export function inboxView(state: EmulatorState) {
	const secrets = secretsOf(state.world);
	return {
		messages: state.inbox.messages.map((message) => messageView(message, state, secrets)),
		requests: state.inbox.requests.map((request) => requestView(request, state, secrets)),
	};
}

/** A message as sent, unless somebody put a secret of this world into it. */
export function messageView(
	message: DeliveredMessage,
	{ world }: EmulatorState,
	secrets: Secret[] = secretsOf(world),
): DeliveredMessage {
	const content = mapTexts(message.content, (text) => maskKnown(text, secrets));
	return { ...message, content };
}

/** A request with its secrets masked, and as a command to copy. */
export function requestView(
	request: ReceivedRequest,
	{ world, url }: EmulatorState,
	secrets: Secret[] = secretsOf(world),
) {
	const { id, at, method, status, code, logId, known, source, fault, messageId } = request;
	const plain = (text: string | null) => (text === null ? null : maskText(text, secrets));
	return {
		...{ id, at, method, status, code, logId, known, source, fault, messageId },
		path: maskText(request.path, secrets),
		query: maskValue(request.query, secrets),
		headers: maskHeaders(request.headers, secrets),
		body: maskValue(shortened(request.body), secrets),
		msg: plain(request.msg),
		reason: plain(request.reason),
		curl: curlOf(request, url, secrets),
	};
}

/** A body that is no JSON may be anything: its beginning will do. */
function shortened(body: unknown): unknown {
	const text = (body as { text?: unknown } | null)?.text;
	const isTextAlone = typeof text === 'string' && Object.keys(body as object).length === 1;
	return isTextAlone ? { text: text.slice(0, SHOWN_TEXT) } : body;
}
