import type { FeishuRequest, MessageBody } from './request';

/** Who receives, and by which way; see messagePlaces.ts. */
export interface Recipient {
	readonly receiverId: string;
	readonly receiverIdType: 'open_id' | 'union_id' | 'user_id' | 'ticket_id';
	/** `chat`: the receiver's dedicated group; `user`: private chat with the helpdesk bot; `ticket`: the ticket with that ID. */
	readonly receiveType: 'chat' | 'user' | 'ticket';
}

/** The body of a bot message. */
export interface BotMessageBody extends MessageBody {
	readonly receiver_id: string;
	readonly receive_type: string;
}

/**
 * Builds the call documented in
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
 * @param msgType wire name of the message type, e.g. `post`
 * @param content content object as JSON: it travels as text inside the JSON body
 */
export function sendMessageRequest(
	recipient: Recipient,
	msgType: string,
	content: string,
): FeishuRequest<BotMessageBody> {
	return {
		method: 'POST',
		path: '/open-apis/helpdesk/v1/message',
		query: { user_id_type: recipient.receiverIdType },
		body: {
			msg_type: msgType,
			content,
			receiver_id: recipient.receiverId,
			receive_type: recipient.receiveType,
		},
	};
}

export function readMessageId({
	message_id: messageId,
}: Readonly<Record<string, unknown>>): string | undefined {
	return typeof messageId === 'string' && messageId !== '' ? messageId : undefined;
}
