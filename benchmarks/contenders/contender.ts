import type { Account } from '../../test/support/credential';

/** Where a contender sends messages, and as whom. */
export type Target = Account;

export interface TextMessage {
	/** An Open ID. */
	readonly to: string;
	readonly text: string;
}

export interface PictureMessage {
	/** An Open ID. */
	readonly to: string;
	/** Of a PNG. */
	readonly path: string;
}

/** How to send. A contender without such a setting ignores it. */
export interface Settings {
	/** Requests in flight at once. */
	readonly inFlight?: number;
	/** Our node's own pace; 0: none. */
	readonly messagesPerMinute?: number;
	/** Our node's Deduplication Key. */
	readonly deduplicationKey?: string;
	/** Our node's Dry Run. */
	readonly dryRun?: boolean;
	/** A node of n8n's goes on after a failure. */
	readonly continues?: boolean;
	/** n8n runs the node again when it fails. */
	readonly retries?: boolean;
	/** The Batching option of n8n's HTTP Request node; without it all requests start at once. */
	readonly batch?: { readonly size: number; readonly intervalMs: number };
}

/** One way to send bot messages. A failed message is not resent, unless the contender does so itself. */
export interface Contender {
	/** Resolves when everything is answered. @returns how many messages it considers delivered */
	sendTexts(messages: readonly TextMessage[], settings: Settings): Promise<number>;
	/** Uploads each picture and sends it. */
	sendPictures?(messages: readonly PictureMessage[], settings: Settings): Promise<number>;
}
