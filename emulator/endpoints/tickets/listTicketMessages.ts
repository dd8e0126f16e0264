import { documents } from '../../documents';
import { isRefusal, type Outcome } from '../../gateway/refusal';
import type { ReceivedRequest } from '../../inbox';
import type { EmulatorState } from '../../state';
import { numericId } from '../../tickets/numericId';
import { ordered } from '../../tickets/order';
import type { TicketMessage } from '../../tickets/ticket';
import { type App, idOf, type World } from '../../world';
import {
	badRequest,
	findTicket,
	helpdeskCall,
	limitsOf,
	noAccess,
	ticketIdOf,
} from './helpdeskCall';
import { numberOf, pageOf, queryProblem } from './queryParameters';

const documented = { time_start: 'int', time_end: 'int', page: 'int', page_size: 'int' } as const;

/**
 * GET /open-apis/helpdesk/v1/tickets/:ticket_id/messages. The samples of `time_start` and `time_end` are seconds, those of
 * `created_at` are milliseconds; that seconds are meant is assumed.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/list
 */
export function listTicketMessages(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const caller = helpdeskCall(request, state, {
		api: 'GET ticket messages',
		limits: limitsOf.messages,
		scope: 'helpdesk:all:readonly',
		check: () =>
			queryProblem(
				request,
				documented,
				(reason) => badRequest(reason, documents.ticketMessages),
				(reason) => badRequest(reason, documents.ticketMessages, 'assumed'),
			),
	});
	if (isRefusal(caller)) return caller;
	const ticketId = ticketIdOf(request);
	const { ticket, elsewhere } = findTicket(request, caller.helpdesk, state);
	if (elsewhere) return noAccess(ticketId, 403);
	// The document has no code for it, not even 154004.
	if (!ticket)
		return badRequest(`There is no ticket ${ticketId}.`, documents.ticketMessages, 'assumed');
	const start = numberOf(request, 'time_start') ?? -Infinity;
	const end = numberOf(request, 'time_end') ?? Infinity;
	const found = ordered(
		world.ticketMessages.filter(
			(message) =>
				message.ticketId === ticketId && message.at >= start * 1000 && message.at <= end * 1000,
		),
		// In a conversation the first word comes first, unless a test says otherwise.
		state.settings.ticketOrder === 'newestFirst' ? 'oldestFirst' : state.settings.ticketOrder,
		({ messageId, at }) => ({ id: messageId, createdAt: at, updatedAt: -1 }),
	);
	const { page, size } = pageOf(request);
	const messages = found
		.slice((page - 1) * size, page * size)
		.map((message) => messageAnswer(message, caller.app, world));
	return { body: { code: 0, msg: 'success', data: { messages, total: found.length } } };
}

/** That the bot has a name and no ID is assumed: the document only shows a person. */
function messageAnswer(message: TicketMessage, app: App, world: World) {
	const { messageId, msgType, at, content, userId } = message;
	const person = world.people.find((candidate) => candidate.userId === userId);
	return {
		id: numericId(messageId),
		message_id: messageId,
		message_type: msgType,
		created_at: at,
		content: JSON.stringify({ content, msg_type: msgType }),
		user_name: person?.name ?? 'Helpdesk bot',
		avatar_url: '',
		user_id: person ? (idOf(person, 'open_id', app, world) ?? '') : '',
	};
}
