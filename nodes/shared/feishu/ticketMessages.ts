import type { FeishuRequest, MessageBody } from './request';
import { asRecord } from '../result';
import { MOST_ANSWER_BYTES, MOST_PER_PAGE, ticketPath } from './tickets';

/** A message of a ticket as Feishu gives it. */
export type TicketMessage = Readonly<Record<string, unknown>>;

export interface TicketMessagePage {
	readonly entries: readonly TicketMessage[];
	readonly total: number | undefined;
}

/**
 * Sends a message into a ticket that is not closed; `text` and `post` only:
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create
 *
 * The document's table says that `content` is text, its sample shows an object. It goes out as text, like that of a bot message
 * and as in all of Feishu's own SDKs.
 *
 * @param msgType wire name of the message type
 * @param content content object as JSON
 */
export function sendTicketMessageRequest(
	ticketId: string,
	msgType: string,
	content: string,
): FeishuRequest<MessageBody> {
	return {
		method: 'POST',
		path: `${ticketPath(ticketId)}/messages`,
		query: {},
		body: { msg_type: msgType, content },
	};
}

/**
 * The messages of a ticket: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/list
 * Neither their order nor the unit of its time window is documented, so the window is left alone. Needs the scope of tickets.ts.
 *
 * @param page from 1
 */
export function listTicketMessagesRequest(
	ticketId: string,
	page = 1,
	pageSize = MOST_PER_PAGE,
): FeishuRequest {
	return {
		method: 'GET',
		path: `${ticketPath(ticketId)}/messages`,
		query: { page: String(page), page_size: String(pageSize) },
		body: undefined,
		mostAnswerBytes: MOST_ANSWER_BYTES,
	};
}

export function readTicketMessages({
	messages,
	total,
}: Readonly<Record<string, unknown>>): TicketMessagePage | undefined {
	if (messages !== undefined && messages !== null && !Array.isArray(messages)) return undefined;
	const read = ((messages ?? []) as unknown[]).map(asRecord);
	return { entries: read, total: typeof total === 'number' ? total : undefined };
}
