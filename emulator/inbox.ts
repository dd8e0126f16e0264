/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { EventEmitter } from 'node:events';

import type { Known } from './gateway/refusal';
import type { UserIdType } from './world';

/** What a person received. */
export interface DeliveredMessage {
	id: string;
	at: string;
	receiver: { name: string; openId: string; unionId: string; userId: string };
	receiverId: string;
	receiverIdType: UserIdType;
	receiveType: 'chat' | 'user';
	msgType: 'text' | 'post' | 'image' | 'interactive';
	/** The parsed content JSON, exactly as sent. */
	content: unknown;
	/** User ID → name, for every ID mentioned in the content that the world knows. */
	mentions: Record<string, string>;
	/** What the vendor's documents leave open about this message. */
	notes: string[];
	requestId: string;
}

/** A call on /open-apis, whole and unmasked: for tests in the same process only. */
export interface ReceivedRequest {
	id: string;
	at: string;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** The parsed JSON, or `{ text }` when it is none, or `{ multipart: [...] }`; null without a body. */
	body: unknown;
	/** The body as it came in, when it was text. */
	rawBody: string | null;
	/** null: no answer was given (yet). */
	status: number | null;
	code: number | null;
	msg: string | null;
	logId: string | null;
	reason: string | null;
	known: Known | null;
	source: string | null;
	fault: string | null;
	messageId: string | null;
}

const CAPACITY = 5_000;
// Bodies may have 1 MB each: a count alone would not bound the memory.
const BODY_BYTES = 64 * 1024 * 1024;

interface InboxEvents {
	message: [DeliveredMessage];
	request: [ReceivedRequest];
	cleared: [];
}

/** What arrived, newest last. The oldest go first when it is full. */
export class Inbox {
	readonly messages: DeliveredMessage[] = [];
	readonly requests: ReceivedRequest[] = [];
	readonly events = new EventEmitter<InboxEvents>();
	private counter = 0;
	private bodyBytes = 0;

	constructor() {
		// One listener per open inbox page.
		this.events.setMaxListeners(0);
	}

	/** Notes a request as soon as it comes in; its answer is filled in later. */
	received(request: Omit<ReceivedRequest, 'id'>): ReceivedRequest {
		const noted = { ...request, id: `req_${++this.counter}` };
		this.requests.push(noted);
		this.trim();
		return noted;
	}

	/** Call it once the body of a request is known, so that memory stays bounded. */
	bodyRead(request: ReceivedRequest): void {
		if (!this.requests.includes(request)) return;
		this.bodyBytes += request.rawBody?.length ?? 0;
		this.trim();
	}

	/** Tells listeners about the request as it is now. Told again under the same id when a late answer follows. */
	settled(request: ReceivedRequest): void {
		if (this.requests.includes(request)) this.events.emit('request', request);
	}

	deliver(message: DeliveredMessage): void {
		this.messages.push(message);
		if (this.messages.length > CAPACITY) this.messages.shift();
		this.events.emit('message', message);
	}

	clear(): void {
		this.messages.length = 0;
		this.requests.length = 0;
		this.bodyBytes = 0;
		this.events.emit('cleared');
	}

	private trim(): void {
		while (this.requests.length > CAPACITY || (this.bodyBytes > BODY_BYTES && this.requests.length > 1)) {
			this.bodyBytes -= this.requests.shift()?.rawBody?.length ?? 0;
		}
	}
}
