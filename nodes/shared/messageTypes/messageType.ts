import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters/readParameter';
import type { Result } from '../result';

/**
 * Documented limits of the whole request body in bytes, for sending through im/v1
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create: text 150 KB, post and card 30 KB).
 * Helpdesk documents none of its own; a KB is taken as 1024 bytes, so nothing is refused too early.
 */
export const MAX_BYTES = { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 } as const;

/** What a message type must say about itself. Shared code never asks which type it has in hand. */
export interface MessageType {
	/** Feishu's `msg_type`; also the saved value of the Message Type parameter. */
	readonly msgType: string;
	readonly label: string;
	readonly description: string;
	/** Fields shown when the type is chosen; fields.ts adds that condition. */
	readonly fields: readonly INodeProperties[];
	/** Most bytes the whole request body may have; absent when no limit is documented. */
	readonly maxBytes?: number;
	/** The parameter that names pictures of the input item, for problems with one of them. */
	readonly pictureParameter?: string;
	/** Turns the parameters of one item into the content object. Pure; never throws. */
	compile(parameters: Parameters, imageKeyOf: ImageKeyOf): Result<object>;
}

/**
 * Gives the image key of the picture in a binary field of the item. Compiling asks for every picture it needs, so running
 * it once with made-up keys tells which pictures to upload.
 */
export type ImageKeyOf = (binaryField: string) => string;
