import { contentRefusal, type MessageType, messageTypes } from '../contentRules/checkContent';
import { ContentReport } from '../contentRules/contentReport';
import { documents } from '../documents';
import { callingApp, callingHelpdesk, missingScope, overQuota } from '../gateway/callers';
import {
	jsonBody,
	missingFields,
	parseJson,
	userIdTypeOf,
	wronglyTyped,
} from '../gateway/parameters';
import { receiverOf } from '../gateway/receivers';
import { isRefusal, type Outcome, type Refusal } from '../gateway/refusal';
import type { DeliveredMessage, ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import type { Ticket } from '../tickets/ticket';
import { newMessageId } from '../tickets/tickets';
import { idOf } from '../world';

/** POST /open-apis/helpdesk/v1/message: the gateway's checks first, then those of Helpdesk (154xxx). */
export function sendBotMessage(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const overLimit =
		overQuota(request.path, app, state, [state.settings.quota]) ??
		missingScope(app, ['helpdesk:all']);
	if (overLimit) return overLimit;

	const body = jsonBody(request);
	if (isRefusal(body)) return body;
	const invalid =
		wronglyTyped(body, {
			msg_type: 'string',
			content: 'string',
			receiver_id: 'string',
			receive_type: 'string',
		}) ?? missingFields(body, ['msg_type', 'content', 'receiver_id']);
	if (invalid) return invalid;
	const idType = userIdTypeOf(request);
	if (typeof idType !== 'string') return idType;
	if (idType === 'user_id') {
		const noScope = missingScope(
			app,
			['contact:user.employee_id:readonly'],
			'field_scope_required',
		);
		if (noScope) return noScope;
	}
	const receiver = receiverOf(String(body.receiver_id), idType, app, world);
	if (isRefusal(receiver)) return receiver;

	const notes: string[] = [];
	const helpdesk = callingHelpdesk(request, app, state, (note) => notes.push(note));
	if (isRefusal(helpdesk)) return helpdesk;
	if (helpdesk.refuses) return refusedByHelpdesk(helpdesk.refuses);
	const receiveType = body.receive_type ?? 'chat';
	if (receiveType !== 'chat' && receiveType !== 'user') {
		return badRequest(`receive_type must be chat or user, but is "${String(receiveType)}".`);
	}
	const msgType = String(body.msg_type);
	if (!isMessageType(msgType)) {
		return badRequest(`msg_type must be text, post, image or interactive, but is "${msgType}".`);
	}
	const report = new ContentReport(app, world, state.images);
	const content = parseJson(String(body.content));
	const wrong = contentRefusal(content, msgType, request.rawBody, report, { badRequest });
	if (wrong) return wrong;

	if (receiver.resigned) {
		return {
			...badRequest(`${receiver.name} has resigned (230013 and 230029 of im/v1).`),
			known: 'assumed',
			source: documents.imMessage,
		};
	}
	const [ticket] = state.tickets.openOf(receiver, helpdesk.helpdeskId);
	if (ticket && receiveType === 'chat')
		return ticketInProgress(receiver.name, ticket, world.openTicketAnswer);

	const message: DeliveredMessage = {
		id: newMessageId(),
		at: new Date().toISOString(),
		receiver: {
			name: receiver.name,
			openId: idOf(receiver, 'open_id', app, world) ?? '',
			unionId: receiver.unionId,
			userId: receiver.userId,
		},
		receiverId: String(body.receiver_id),
		receiverIdType: idType,
		receiveType,
		msgType,
		get content() {
			return parseJson(String(body.content));
		},
		mentions: report.mentions,
		notes: [...notes, ...report.notes],
		requestId: request.id,
	};
	state.inbox.deliver(message);
	return {
		body: { code: 0, msg: 'success', data: { message_id: message.id } },
		messageId: message.id,
	};
}

function isMessageType(msgType: string): msgType is MessageType {
	return Object.hasOwn(messageTypes, msgType);
}

function badRequest(reason: string): Refusal {
	return {
		status: 400,
		code: 154000,
		msg: 'Bad request, please check your request body',
		error: {},
		reason,
		known: 'document',
		source: documents.sendBotMessage,
	};
}

/** The document lists these codes; when Feishu gives which is not documented. */
const ofHelpdesk = {
	154003: { status: 403, msg: 'Please check you have the correct access' },
	154004: { status: 404, msg: 'Resource not found' },
	154005: { status: 405, msg: 'Method Forbidden' },
};

function refusedByHelpdesk(code: keyof typeof ofHelpdesk): Refusal {
	return {
		...badRequest(`This helpdesk refuses every message with ${code}, as the world says.`),
		...ofHelpdesk[code],
		code,
	};
}

/** That sending fails while the user has a ticket in progress is documented; the code is not. */
function ticketInProgress(
	name: string,
	{ ticketId }: Ticket,
	answer?: { status: number; code: number; msg: string },
): Refusal {
	return {
		...badRequest(
			`${name} has a ticket in progress (${ticketId}), so the dedicated group accepts no message until it is closed; receive_type "user" would work. The failure is documented, its code is not.`,
		),
		...answer,
		known: 'assumed',
	};
}
