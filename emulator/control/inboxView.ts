import type { DeliveredMessage, ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { curlOf } from './curl';
import {
	mapTexts,
	maskHeaders,
	maskKnown,
	maskText,
	maskValue,
	type Secret,
	secretsOf,
} from './masking';

const SHOWN_TEXT = 2_000;

/**
 * The whole inbox as the page and the HTTP API show it, without secrets: the pieces of
 * `{ messages, requests, dropped }` as JSON. One by one, because all of it at once could take gigabytes.
 */
export function* inboxJson(state: EmulatorState): Generator<string> {
	const secrets = secretsOf(state.world);
	const { messages, requests, dropped } = state.inbox;
	// As it is now, whatever arrives while it is being read.
	const all = { messages: [...messages], requests: [...requests] };
	yield '{"messages":';
	yield* list(all.messages, (message) => messageView(message, state, secrets));
	yield ',"requests":';
	yield* list(all.requests, (request) => requestView(request, state, secrets));
	yield `,"dropped":${JSON.stringify(dropped)}}`;
}

function* list<T>(all: T[], viewOf: (one: T) => unknown): Generator<string> {
	yield '[';
	for (const [index, one] of all.entries())
		yield `${index === 0 ? '' : ','}${JSON.stringify(viewOf(one))}`;
	yield ']';
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
