import type { Unsent } from '../delivery/deliver';
import { idFacts, placeFacts } from '../feishu/messagePlaces';
import type { FeishuRequest, MessageBody } from '../feishu/request';
import type { Recipient } from '../feishu/sendMessage';
import type { MessageType } from '../messageTypes/messageType';
import type { Problem } from '../result';
import type { Person } from '../receivers/readPeople';
import type { TicketState } from './openTickets';
import type { IdOfPerson, PreparedItem } from './prepareItem';

/** One message to one receiver. An item with several receivers makes several. */
export interface Message {
	readonly item: number;
	/** As the panel has it, e.g. an e-mail address or the ID of a ticket. */
	readonly receiver: string;
	readonly person: Person;
	readonly recipient: Recipient;
	readonly idOf: IdOfPerson;
	readonly prepared: PreparedItem;
}

/** A message, or why there is none: a failure, or what became of it in an earlier try. */
export type Planned = Message | ItemOutcome;

/** Where a message goes in the end. */
export interface Way {
	readonly recipient: Recipient;
	/** Why it does not go where it was meant to go. */
	readonly reason?: string;
	/** The ticket that is in the way. */
	readonly ticket?: TicketState;
}

/** What became of one message. */
export type Outcome =
	| { readonly kind: 'sent'; readonly message: SentMessage }
	/** A message with the same deduplication key was delivered before. */
	| {
			readonly kind: 'skipped';
			readonly deduplicationKey: string;
			readonly facts: ReaderFacts;
			readonly recipient: Recipient;
	  }
	/** A dry run: what would have been sent. */
	| {
			readonly kind: 'dryRun';
			readonly url: string;
			readonly request: FeishuRequest<MessageBody>;
			readonly recipient: Recipient;
			readonly way: Way;
			readonly preview: MessageType['preview'];
			readonly facts: ReaderFacts;
	  }
	| Failure;

/** Why a message was not sent, or may not have been. */
export type Failure =
	/** Refused here, before anything was sent. */
	| { readonly kind: 'invalid'; readonly problem: Problem; readonly receiver?: string }
	/** n8n could not compute the item's parameters. */
	| { readonly kind: 'unreadable'; readonly error: Error }
	/** n8n's store of deduplication keys or of files failed before the message was sent. */
	| (Aim & { readonly kind: 'storeFailed'; readonly error: Error })
	/** A message with the same deduplication key may have been delivered before: nobody recorded what became of it. */
	| (Aim & {
			readonly kind: 'unclear';
			readonly deduplicationKey: string;
			/** What came of sending it again. */
			readonly again?: UnsentMessage;
	  })
	| UnsentMessage;

/** Where a message should have gone. */
export interface Aim {
	/** As the panel has it. */
	readonly receiver: string;
	readonly meantFor: Recipient['receiveType'];
}

/** A call of Feishu's did not bring the message to its receiver, for all that is known. */
export interface UnsentMessage extends Aim {
	readonly kind: 'failed';
	readonly verdict: Unsent;
	/** Where it went last. */
	readonly receiveType: Recipient['receiveType'];
	/** Of the receiver, where it was read. */
	readonly ticket?: TicketState;
	/** Set when the message was not tried, because this item showed that none can succeed. */
	readonly shownByItem?: number;
	/** Set when the message was not tried, because the last messages, so many, all got no clear answer. */
	readonly afterUnclear?: number;
}

/** The output item of a message that was delivered. */
export interface SentMessage {
	readonly message_id: string;
	readonly msg_type: string;
	/**
	 * Where it went (placeFacts of feishu/messagePlaces.ts); `found_by`: the e-mail address or mobile number by which the receiver
	 * was found; `read_as`: what was read otherwise than it was typed; `fallback_reason`: why it went elsewhere although it was meant
	 * for the group.
	 */
	readonly [fact: string]: string;
}

/** What the output says of the reading of a message. */
interface ReaderFacts {
	/** The address by which the receiver was looked up. */
	readonly found_by?: string;
	/** What was read otherwise than it was typed. */
	readonly read_as?: string;
}

export function readerFacts({ receiver, recipient, person, prepared }: Message): ReaderFacts {
	const notes = [...new Set([...person.notes, ...prepared.notes])];
	return {
		...(receiver === recipient.receiverId ? {} : { found_by: receiver }),
		...(notes.length === 0 ? {} : { read_as: notes.join(' ') }),
	};
}

/** How the output names whom a message is for, where it went, and why there. */
export function wayFacts(meant: Recipient, { recipient, reason }: Way) {
	return {
		...idFacts(meant),
		...placeFacts(recipient),
		...(reason === undefined ? {} : { fallback_reason: reason }),
	};
}

/** What became of a message, and the input item it belongs to. */
export interface ItemOutcome {
	readonly item: number;
	readonly outcome: Outcome;
	/** True when the item has a deduplication key. */
	readonly hasKey?: boolean;
	/** True when it is known from an earlier try of this run. */
	readonly isRemembered?: boolean;
}

export function aimOf({ receiver, recipient }: Message): Aim {
	return { receiver, meantFor: recipient.receiveType };
}

export function unsent(message: Message, verdict: Unsent): UnsentMessage {
	return {
		kind: 'failed',
		verdict,
		...aimOf(message),
		receiveType: message.recipient.receiveType,
	};
}

export function isFailure(outcome: Outcome): outcome is Failure {
	return outcome.kind !== 'sent' && outcome.kind !== 'skipped' && outcome.kind !== 'dryRun';
}

/** Nobody knows whether it was delivered. */
export function isUnclear(outcome: Outcome): boolean {
	return (
		outcome.kind === 'unclear' ||
		(outcome.kind === 'failed' && outcome.verdict.verdict === 'unknown')
	);
}

/** True when it was, or may have been, delivered. */
export function mayHaveArrived(outcome: Outcome): boolean {
	return outcome.kind === 'sent' || isUnclear(outcome);
}

/** Nothing is gained by sending it again: it may have been delivered, or Feishu refused this very message. */
export function isFinal(outcome: Outcome): boolean {
	if (mayHaveArrived(outcome) || outcome.kind === 'skipped') return true;
	return (
		outcome.kind === 'failed' &&
		outcome.verdict.verdict === 'refused' &&
		!outcome.verdict.everyItem &&
		outcome.verdict.everyIdOf === undefined
	);
}
