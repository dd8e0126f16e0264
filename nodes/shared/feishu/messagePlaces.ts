import type { Subject } from './errorCodes';
import type { FeishuRequest, MessageBody } from './request';
import { sendMessageRequest, type Recipient } from './sendMessage';
import { sendTicketMessageRequest } from './ticketMessages';

/** A place where messages go. What differs between places is a property: shared code never asks which one it has. */
export interface MessagePlace {
	/** @param content content object as JSON */
	request(recipient: Recipient, msgType: string, content: string): FeishuRequest<MessageBody>;
	/** How the output names the receiver's ID, and the place itself. */
	readonly idField: 'receiver_id' | 'ticket_id';
	readonly where: Readonly<Record<string, string>>;
	/** How errors go on after 'the message to'. */
	named(receiver: string): string;
	/** How they go on after 'check', where a message may have arrived that was for this receiver. */
	readonly there: string;
	/** What errors of the call are about: errorCodes.ts. */
	readonly subject: Subject;
	/** True where Feishu takes no message while the receiver has a ticket in progress. */
	readonly closesForTicket: boolean;
	/** True where the receiver is somebody, who can be mentioned. */
	readonly isPerson: boolean;
}

const toPerson = {
	request: sendMessageRequest,
	idField: 'receiver_id',
	named: (receiver) => receiver,
	subject: 'botMessage',
	isPerson: true,
} as const satisfies Partial<MessagePlace>;

/** By {@link Recipient.receiveType}. */
export const messagePlaces: Readonly<Record<Recipient['receiveType'], MessagePlace>> = {
	chat: {
		...toPerson,
		where: { receive_type: 'chat' },
		there: 'the chat',
		closesForTicket: true,
	},
	user: {
		...toPerson,
		where: { receive_type: 'user' },
		there: 'the private chat',
		closesForTicket: false,
	},
	ticket: {
		request: ({ receiverId }, msgType, content) =>
			sendTicketMessageRequest(receiverId, msgType, content),
		idField: 'ticket_id',
		named: (ticketId) => `ticket ${ticketId}`,
		there: 'the ticket',
		where: { sent_to: 'ticket' },
		subject: 'ticketMessage',
		closesForTicket: false,
		isPerson: false,
	},
};

/** How the output names whom a message is for. */
export function idFacts({ receiveType, receiverId }: Recipient): Readonly<Record<string, string>> {
	return { [messagePlaces[receiveType].idField]: receiverId };
}

/** Likewise, and the place. */
export function placeFacts(recipient: Recipient): Readonly<Record<string, string>> {
	return { ...idFacts(recipient), ...messagePlaces[recipient.receiveType].where };
}
