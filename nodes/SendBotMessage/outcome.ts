import type { Delivered } from './delivery/deliver';
import type { Delivery } from './feishu/sendMessage';
import type { Problem } from './result';

/** What became of one item. */
export type Outcome =
	| { readonly kind: 'sent'; readonly message: SentMessage }
	/** A message with the same deduplication key was delivered before. */
	| { readonly kind: 'skipped'; readonly deduplicationKey: string; readonly delivery: Delivery }
	/** Refused here, before anything was sent. */
	| { readonly kind: 'invalid'; readonly problem: Problem; readonly receiverId?: string }
	/** n8n could not compute the item's parameters. */
	| { readonly kind: 'thrown'; readonly error: Error }
	| FailedOutcome;

export interface FailedOutcome {
	readonly kind: 'failed';
	readonly verdict: Exclude<Delivered, { verdict: 'sent' }>;
	readonly delivery: Delivery;
	readonly hasPastedToken: boolean;
	/** Set when the item was not tried, because this other item showed that none can succeed. */
	readonly shownByItem?: number;
}

/** The output item of a message that was delivered. */
export interface SentMessage {
	readonly message_id: string;
	readonly msg_type: string;
	readonly receiver_id: string;
	readonly receive_type: string;
	/** Why the message went to the private chat although it was meant for the group. */
	readonly fallback_reason?: string;
}

export function isFailure(outcome: Outcome): outcome is Exclude<Outcome, { kind: 'sent' | 'skipped' }> {
	return outcome.kind !== 'sent' && outcome.kind !== 'skipped';
}

/** Nothing is gained by sending it again: it was, or may have been, delivered, or Feishu refused this very message. */
export function isFinal(outcome: Outcome): boolean {
	switch (outcome.kind) {
		case 'sent':
		case 'skipped':
			return true;
		case 'failed':
			return outcome.verdict.verdict === 'unknown' || (outcome.verdict.verdict === 'refused' && !outcome.verdict.everyItem);
		default:
			return false;
	}
}
