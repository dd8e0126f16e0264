/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { EventEmitter } from 'node:events';

import type { Known } from './gateway/refusal';
import type { TicketStage, TicketStatus } from './tickets/ticket';
import type { UserIdType } from './world';

/** What the inbox tells about the ticket of a message. */
export interface DeliveredTicket {
	ticketId: string;
	status: TicketStatus;
	stage: TicketStage;
	createdAt: string;
	/** Names. */
	agents: string[];
	tags: string[];
}

/** What a person received. */
export interface DeliveredMessage {
	id: string;
	at: string;
	receiver: { name: string; openId: string; unionId: string; userId: string };
	receiverId: string;
	receiverIdType: UserIdType;
	/** `ticket`: into the ticket below, whose guest is the receiver. */
	receiveType: 'chat' | 'user' | 'ticket';
	/** The ticket as it was then; its guest is the receiver. */
	ticket?: DeliveredTicket;
	msgType: 'text' | 'post' | 'image' | 'interactive';
	/** The content JSON exactly as sent, parsed each time it is read: its objects may take 25 times the memory of the text. */
	readonly content: unknown;
	/** User ID → name, for every ID mentioned in the content that the world knows. */
	mentions: Record<string, string>;
	/** What Feishu's documents leave open about this message. */
	notes: string[];
	requestId: string;
}

/** A call on /open-apis, complete and unmasked: only for tests in the same process. */
export interface ReceivedRequest {
	id: string;
	at: string;
	method: string;
	path: string;
	/** Parsed like `body`. A repeated key has an array. */
	readonly query: Record<string, string | string[]>;
	headers: Record<string, string>;
	/** The JSON, parsed like `content` of a message; or `{ text }` if it is not JSON; or `{ multipart: [...] }`; null without a body. */
	body: unknown;
	/** The body as it came in, if it was text. */
	rawBody: string | null;
	/** Set when the bytes of the body are not UTF-8. */
	notUtf8?: true;
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

export const KEPT = 5_000;
// A body may have 1 MB, and a refusal may quote it: a count alone would not limit the memory.
export const KEPT_BYTES = 64 * 1024 * 1024;

interface InboxEvents {
	message: [DeliveredMessage];
	request: [ReceivedRequest];
	cleared: [];
}

/** The newest of a kind, oldest first. */
class Newest<T extends object> {
	readonly all: T[] = [];
	/** How many were dropped. */
	dropped = 0;
	private readonly bytes = new Map<T, number>();
	private total = 0;

	/** @param lengthOf about how many characters one entry has */
	constructor(private readonly lengthOf: (one: T) => number) {}

	has(one: T): boolean {
		return this.bytes.has(one);
	}

	add(one: T): void {
		this.all.push(one);
		this.bytes.set(one, 0);
		this.weigh(one);
	}

	/** Measures an entry again after it has grown. */
	weigh(one: T): void {
		const before = this.bytes.get(one);
		if (before === undefined) return;
		// A character takes up to two bytes; the object around them takes about 1 kB.
		const bytes = 1024 + 2 * this.lengthOf(one);
		this.bytes.set(one, bytes);
		this.total += bytes - before;
		while (this.all.length > KEPT || (this.total > KEPT_BYTES && this.all.length > 1)) {
			const oldest = this.all.shift();
			if (!oldest) break;
			this.total -= this.bytes.get(oldest) ?? 0;
			this.bytes.delete(oldest);
			this.dropped += 1;
		}
	}

	clear(): void {
		this.all.length = 0;
		this.bytes.clear();
		this.total = 0;
		this.dropped = 0;
	}
}

function lengthOfRequest({
	path,
	query,
	headers,
	rawBody,
	body,
	msg,
	reason,
}: ReceivedRequest): number {
	return (
		JSON.stringify([path, query, headers, msg, reason, rawBody === null ? body : null]).length +
		(rawBody?.length ?? 0)
	);
}

/** What arrived, newest last. The oldest go first when it is full. */
export class Inbox {
	readonly events = new EventEmitter<InboxEvents>();
	private readonly newestMessages = new Newest<DeliveredMessage>(
		(message) => JSON.stringify(message).length,
	);
	private readonly newestRequests = new Newest<ReceivedRequest>(lengthOfRequest);
	readonly messages = this.newestMessages.all;
	readonly requests = this.newestRequests.all;
	private counter = 0;

	constructor() {
		// One listener per open inbox page.
		this.events.setMaxListeners(0);
	}

	/** How many were dropped since the inbox was last cleared. */
	get dropped(): { messages: number; requests: number } {
		return { messages: this.newestMessages.dropped, requests: this.newestRequests.dropped };
	}

	/** Records a request as soon as it comes in; its answer is added later. */
	received(request: Omit<ReceivedRequest, 'id'>): ReceivedRequest {
		// Not a copy: a copy would keep the parsed objects, which are otherwise only made when they are read.
		const noted = Object.assign(request, { id: `req_${++this.counter}` });
		this.newestRequests.add(noted);
		return noted;
	}

	/** Call it once the body of a request is known, so that memory stays limited. */
	bodyRead(request: ReceivedRequest): void {
		this.newestRequests.weigh(request);
	}

	/** Tells listeners about the request in its current state, and again with the same ID if a late answer follows. */
	settled(request: ReceivedRequest): void {
		this.newestRequests.weigh(request);
		if (this.newestRequests.has(request)) this.events.emit('request', request);
	}

	deliver(message: DeliveredMessage): void {
		this.newestMessages.add(message);
		this.events.emit('message', message);
	}

	clear(): void {
		this.newestMessages.clear();
		this.newestRequests.clear();
		this.events.emit('cleared');
	}
}
