import { contentRefusal } from '../../contentRules/checkContent';
import { ContentReport } from '../../contentRules/contentReport';
import { documents } from '../../documents';
import {
	type Fields,
	jsonBody,
	missingFields,
	parseJson,
	wronglyTyped,
} from '../../gateway/parameters';
import { isRefusal, type Outcome, type Refusal } from '../../gateway/refusal';
import type { DeliveredMessage, ReceivedRequest } from '../../inbox';
import type { EmulatorState } from '../../state';
import { isClosed, type Ticket } from '../../tickets/ticket';
import { newMessageId } from '../../tickets/tickets';
import { type App, idOf, type World } from '../../world';
import {
	badRequest as refusedBecause,
	findTicket,
	helpdeskCall,
	limitsOf,
	noAccess,
	ticketIdOf,
} from './helpdeskCall';

/**
 * POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create
 */
export function sendTicketMessage(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world, tickets, inbox } = state;
	const notes: string[] = [];
	const caller = helpdeskCall(request, state, {
		api: 'POST ticket message',
		limits: limitsOf.usual,
		scope: 'helpdesk:all',
		check: () => {
			const body = jsonBody(request);
			if (isRefusal(body)) return body;
			return (
				wronglyTyped(body, { msg_type: 'string' }) ?? missingFields(body, ['msg_type', 'content'])
			);
		},
		note: (text) => notes.push(text),
	});
	if (isRefusal(caller)) return caller;
	const { app, helpdesk } = caller;
	const ticketId = ticketIdOf(request);
	const { ticket, elsewhere } = findTicket(request, helpdesk, state);
	if (elsewhere) return noAccess(ticketId, 401);
	// The document has no code for it, not even 154004.
	if (!ticket)
		return refusedBecause(`There is no ticket ${ticketId}.`, documents.ticketMessage, 'assumed');
	if (isClosed(ticket))
		return refused(154401, 'Ticket already be closed', `The ticket ${ticketId} is closed.`);

	const { msg_type: msgType, content: given } = jsonBody(request) as Fields;
	if (msgType !== 'text' && msgType !== 'post')
		return badRequest(
			`msg_type must be text or post, but is "${String(msgType)}": a ticket takes neither pictures nor cards.`,
		);
	const isText = typeof given === 'string';
	if (!isText)
		notes.push(
			'content is an object, as in the sample of the document. Its table says that it is a string. Both are accepted here.',
		);
	const content = isText ? parseJson(given) : given;
	const report = new ContentReport(app, world, state.images);
	const wrong = contentRefusal(content, msgType, request.rawBody, report, {
		badRequest,
		badLink: (reason) => refused(154403, 'Send message with bad url', reason),
	});
	if (wrong) return wrong;

	const json = JSON.stringify(content);
	const at = new Date();
	const message: DeliveredMessage = {
		id: newMessageId(),
		at: at.toISOString(),
		...guestOf(ticket, app, world),
		receiveType: 'ticket',
		ticket: deliveredTicket(ticket, world),
		msgType,
		get content() {
			return parseJson(json);
		},
		mentions: report.mentions,
		notes: [...notes, ...report.notes],
		requestId: request.id,
	};
	const text = (content as { text?: string }).text;
	tickets.add(ticket, {
		messageId: message.id,
		at: at.getTime(),
		from: 'bot',
		userId: null,
		msgType,
		content: msgType === 'text' ? (text ?? '') : json,
	});
	inbox.deliver(message);
	return {
		body: { code: 0, msg: 'success', data: { message_id: message.id } },
		messageId: message.id,
	};
}

function guestOf({ guest }: Ticket, app: App, world: World) {
	const person = world.people.find(({ userId }) => userId === guest);
	const openId = person ? (idOf(person, 'open_id', app, world) ?? '') : '';
	return {
		receiver: {
			name: person?.name ?? '',
			openId,
			unionId: person?.unionId ?? '',
			userId: guest,
		},
		receiverId: openId,
		receiverIdType: 'open_id' as const,
	};
}

function deliveredTicket(ticket: Ticket, { people }: World): DeliveredMessage['ticket'] {
	const { ticketId, status, stage, createdAt, agents, tags } = ticket;
	return {
		ticketId,
		status,
		stage,
		createdAt: new Date(createdAt).toISOString(),
		agents: agents.map((id) => people.find(({ userId }) => userId === id)?.name ?? id),
		tags: [...tags],
	};
}

const badRequest = (reason: string) => refusedBecause(reason, documents.ticketMessage);

/** Business errors of this call come with HTTP 401. */
function refused(code: number, msg: string, reason: string): Refusal {
	return {
		status: 401,
		code,
		msg,
		error: {},
		reason,
		known: 'document',
		source: documents.ticketMessage,
	};
}
