import type { JsonObject, Parameters } from '../parameters/readParameter';
import type { Variant } from '../parameters/variants';
import type { Result } from '../result';

/**
 * Documented limits of the whole request body in bytes, for sending through im/v1
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create: text 150 KB, post and card 30 KB).
 * Helpdesk documents none of its own; a KB is taken as 1024 bytes, so nothing is refused too early.
 */
export const MAX_BYTES = { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 } as const;

/** What a message type must say about itself. Shared code never asks which type it has in hand. */
export interface MessageType extends Variant {
	/** Feishu's `msg_type`; also the saved value of the Message Type parameter. */
	readonly value: string;
	/** Most bytes the whole request body may have; absent when no limit is documented. */
	readonly maxBytes?: number;
	/** True where a ticket takes it as well: text and post only (feishu/ticketMessages.ts). */
	readonly fitsTicket?: boolean;
	/** The parameter that names pictures of the input item, for problems with one of them. */
	readonly pictureParameter?: string;
	/** Sent later the message would be of no use; absent: it always is. */
	readonly notAfter?: Date;
	/** The parameter that names who is mentioned, for somebody who is not found. */
	readonly mentionParameter?: string;
	/**
	 * Turns the parameters of one item into the content object. Pure; never throws. Where something belongs that is known only
	 * later, something stands for it (contentJson.ts): a PictureOfItem for the key of a picture, a MentionedPerson for an ID.
	 */
	compile(parameters: Parameters): Result<object>;
	/** The text that people will read, line by line, from a content as it travels. For dry runs; never throws. */
	preview(content: JsonObject): string;
}
