import type { Account } from '../../test/support/credential';

/** Where a contender sends to, and as whom. */
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

/** How to send; a contender that has no such setting ignores it. */
export interface Settings {
	/** Requests on their way at once. */
	readonly inFlight?: number;
	/** Our node's own pace; 0: none. */
	readonly messagesPerMinute?: number;
	/** Our node's Deduplication Key. */
	readonly deduplicationKey?: string;
	/** The Batching option of n8n's HTTP Request node; without it all requests start at once. */
	readonly batch?: { readonly size: number; readonly intervalMs: number };
}

/** One way to send bot messages. A message that fails is not sent again unless the contender does so by itself. */
export interface Contender {
	/** Resolves when everything is answered. @returns how many messages it takes for delivered */
	sendTexts(messages: readonly TextMessage[], settings: Settings): Promise<number>;
	/** Uploads each picture and sends it. */
	sendPictures?(messages: readonly PictureMessage[], settings: Settings): Promise<number>;
}
