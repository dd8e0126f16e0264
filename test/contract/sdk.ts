import { Client, DefaultCache, withHelpDeskCredential } from '@larksuiteoapi/node-sdk';

import type { Message, Names } from './messages';
import type { Target } from './target';

/** What the SDK tells its caller of an answer. Nothing of the request is in it: that holds the credentials. */
export interface Reading {
	/** Only if the SDK threw: it says nothing of the status of an answer it took for good. */
	readonly status?: number;
	readonly headers?: Record<string, unknown>;
	/** The body, as read by the SDK. */
	readonly body?: unknown;
	/** Why there is no answer. */
	readonly lost?: string;
}

export interface Receiving {
	readonly receiverId: string;
	readonly receiverIdType: 'open_id' | 'union_id' | 'user_id';
	readonly receiveType: 'chat' | 'user';
}

/** The calls that our node makes, made by Feishu's own client. */
export function sdkOf({ baseUrl, appId, appSecret, helpdeskId, helpdeskToken }: Target) {
	const silent = () => undefined;
	const client = new Client({
		appId,
		appSecret,
		helpDeskId: helpdeskId,
		helpDeskToken: helpdeskToken,
		domain: baseUrl,
		// Otherwise all clients of the process share their tokens.
		cache: new DefaultCache(),
		// By default it prints failed requests, tokens and all.
		logger: { error: silent, warn: silent, info: silent, debug: silent, trace: silent },
	});
	return {
		token: async () => await reading(client.tokenManager.getTenantAccessToken()),
		send: async (
			message: Message,
			names: Names,
			{ receiverId, receiverIdType, receiveType }: Receiving,
		) =>
			await reading(
				client.helpdesk.v1.botMessage.create(
					{
						data: {
							msg_type: message.msgType,
							content: JSON.stringify(message.content(names)),
							receiver_id: receiverId,
							receive_type: receiveType,
						},
						params: { user_id_type: receiverIdType },
					},
					withHelpDeskCredential(),
				),
			),
		upload: async (image: Buffer) =>
			await reading(client.im.v1.image.create({ data: { image_type: 'message', image } })),
		lookUp: async (emails: string[]) =>
			await reading(
				client.contact.v3.user.batchGetId({
					data: { emails, include_resigned: false },
					params: { user_id_type: 'open_id' },
				}),
			),
		findTickets: async (params: object) =>
			await reading(client.helpdesk.v1.ticket.list({ params }, withHelpDeskCredential())),
		getTicket: async (ticket_id: string) =>
			await reading(
				client.helpdesk.v1.ticket.get({ path: { ticket_id } }, withHelpDeskCredential()),
			),
		listMessages: async (ticket_id: string, params = { page: 1, page_size: 50 }) =>
			await reading(
				client.helpdesk.v1.ticketMessage.list(
					{ path: { ticket_id }, params },
					withHelpDeskCredential(),
				),
			),
		sendIntoTicket: async (ticket_id: string, msg_type: string, content: object) =>
			await reading(
				client.helpdesk.v1.ticketMessage.create(
					{ path: { ticket_id }, data: { msg_type, content: JSON.stringify(content) } },
					withHelpDeskCredential(),
				),
			),
		ticketCustomizedFields: async () =>
			await reading(
				client.helpdesk.v1.ticketCustomizedField.list(
					{ params: { page_size: 1 } },
					withHelpDeskCredential(),
				),
			),
	};
}

export type Sdk = ReturnType<typeof sdkOf>;

async function reading(answering: Promise<unknown>): Promise<Reading> {
	try {
		return { body: await answering };
	} catch (error) {
		const { response, code, message } = error as {
			response?: { status: number; headers: Record<string, unknown>; data: unknown };
			code?: string;
			message: string;
		};
		if (!response) return { lost: code ?? message };
		return { status: response.status, headers: { ...response.headers }, body: response.data };
	}
}
