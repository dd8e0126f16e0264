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

/** Which part of the inbox: the newest `limit` messages and as many requests; without a limit, everything. */
export interface InboxQuery {
	limit?: string;
	/** The `older` of an answer: returns the part before that answer. */
	before?: string;
}

/** GET /_emulator/inbox. Both lists are newest last. */
export interface InboxAnswer {
	messages: DeliveredMessage[];
	requests: RequestView[];
	/** The `before` for the next older part; null if there is none. */
	older: string | null;
	/** How many of each are no longer kept. */
	dropped: { messages: number; requests: number };
}

/**
 * The inbox as the page and the HTTP API show it, without secrets: the pieces of an InboxAnswer as
 * JSON. One piece at a time, because everything at once could take gigabytes.
 */
export function* inboxJson(
	state: EmulatorState,
	{ limit, before }: InboxQuery = {},
): Generator<string> {
	const secrets = secretsOf(state.world);
	const most = limit === undefined ? Infinity : Number(limit);
	const [beforeMessage, beforeRequest] = before?.split('.') ?? [];
	// A snapshot, whatever arrives while it is being sent.
	const messages = partOf(state.inbox.messages, most, beforeMessage);
	const requests = partOf(state.inbox.requests, most, beforeRequest);
	const older =
		messages.start + requests.start > 0
			? `${messages.part[0]?.id ?? ''}.${requests.part[0]?.id ?? ''}`
			: null;
	yield '{"messages":';
	yield* list(messages.part, (message) => messageView(message, state, secrets));
	yield ',"requests":';
	yield* list(requests.part, (request) => requestView(request, state, secrets));
	yield `,"older":${JSON.stringify(older)},"dropped":${JSON.stringify(state.inbox.dropped)}}`;
}

/** The newest entries before the one with this ID. If that one was dropped, so was everything before it. */
function partOf<T extends { id: string }>(all: T[], most: number, before?: string) {
	const found = before === undefined ? all.length : all.findIndex(({ id }) => id === before);
	const end = Math.max(0, found);
	const start = Math.max(0, end - most);
	return { start, part: all.slice(start, end) };
}

function* list<T>(all: T[], viewOf: (one: T) => unknown): Generator<string> {
	yield '[';
	for (const [index, one] of all.entries())
		yield `${index === 0 ? '' : ','}${JSON.stringify(viewOf(one))}`;
	yield ']';
}

/** A message as it was sent, without secrets of this world. */
export function messageView(
	message: DeliveredMessage,
	{ world }: EmulatorState,
	secrets: Secret[] = secretsOf(world),
): DeliveredMessage {
	const content = mapTexts(message.content, (text) => maskKnown(text, secrets));
	return { ...message, content };
}

/** A request with its secrets masked, and as a command to copy. */
export type RequestView = ReturnType<typeof requestView>;

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

/** A body that is not JSON may be anything: its beginning is enough. */
function shortened(body: unknown): unknown {
	const text = (body as { text?: unknown } | null)?.text;
	const isTextAlone = typeof text === 'string' && Object.keys(body as object).length === 1;
	return isTextAlone ? { text: text.slice(0, SHOWN_TEXT) } : body;
}
