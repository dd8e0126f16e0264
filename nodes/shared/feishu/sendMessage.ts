import { problem, success, type Result } from '../result';

/** Who receives, and by which way. */
export interface Delivery {
	readonly receiverId: string;
	readonly receiverIdType: 'open_id' | 'union_id' | 'user_id';
	/** `chat`: the receiver's dedicated group; `user`: private chat with the helpdesk bot. */
	readonly receiveType: 'chat' | 'user';
}

/** A request to Feishu, without server and credentials. */
export interface FeishuRequest<Body = Readonly<Record<string, unknown>>> {
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	/** Travels as JSON. */
	readonly body: Body;
	/** Travels as multipart/form-data together with the body's fields. */
	readonly file?: { readonly field: string; readonly fileName: string; readonly bytes: Uint8Array };
}

/** The body of a message. */
export interface MessageBody {
	readonly msg_type: string;
	/** JSON in a string. */
	readonly content: string;
	readonly receiver_id: string;
	readonly receive_type: string;
	readonly [field: string]: string;
}

/**
 * Builds the call documented in
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
 * @param msgType wire name of the message type, e.g. `post`
 * @param content content object; it travels as a JSON string inside the JSON body
 * @param maxBytes documented limit of the whole request body in bytes, if there is one
 */
export function sendMessageRequest(
	delivery: Delivery,
	msgType: string,
	content: object,
	maxBytes: number | undefined,
): Result<FeishuRequest<MessageBody>> {
	const json = toJson(content);
	if (json === undefined) return problem('messageType', 'The message is nested too deeply', 'Lists and objects stand in one another thousands of times over. Check what the expression returns for this item.');
	const body: MessageBody = {
		msg_type: msgType,
		content: json,
		receiver_id: delivery.receiverId,
		receive_type: delivery.receiveType,
	};
	if (maxBytes !== undefined) {
		const bytes = Buffer.byteLength(JSON.stringify(body));
		if (bytes > maxBytes) {
			return problem(
				'messageType',
				'The message is longer than Feishu takes',
				`It has ${bytes} bytes, quotation marks and escapes included; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for messages of type '${msgType}'. Shorten it, or send it in parts.`,
			);
		}
	}
	return success({
		path: '/open-apis/helpdesk/v1/message',
		query: { user_id_type: delivery.receiverIdType },
		body,
	});
}

/** undefined where the call stack has no room for it: JSON.parse takes deeper nesting than JSON.stringify (Node 20). */
function toJson(content: object): string | undefined {
	try {
		return JSON.stringify(content);
	} catch {
		return undefined;
	}
}

export function readMessageId({ message_id: messageId }: Readonly<Record<string, unknown>>): string | undefined {
	return typeof messageId === 'string' && messageId !== '' ? messageId : undefined;
}
