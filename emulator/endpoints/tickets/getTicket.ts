import { documents } from '../../documents';
import { isRefusal, type Outcome } from '../../gateway/refusal';
import type { ReceivedRequest } from '../../inbox';
import type { EmulatorState } from '../../state';
import { wholeTicketAnswer } from '../../tickets/ticketAnswer';
import { badRequest, findTicket, helpdeskCall, limitsOf, ticketIdOf } from './helpdeskCall';

/**
 * GET /open-apis/helpdesk/v1/tickets/:ticket_id
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/get
 */
export function getTicket(request: ReceivedRequest, state: EmulatorState): Outcome {
	const caller = helpdeskCall(request, state, {
		api: 'GET ticket',
		limits: limitsOf.oneTicket,
		scope: 'helpdesk:all:readonly',
	});
	if (isRefusal(caller)) return caller;
	if (!/^\d+$/.test(ticketIdOf(request)))
		return badRequest(`"${ticketIdOf(request)}" is no ticket ID.`, documents.ticket);
	const { ticket, elsewhere } = findTicket(request, caller.helpdesk, state);
	if (!ticket) {
		return {
			status: 404,
			code: 154004,
			msg: 'Resource not found',
			error: {},
			reason: elsewhere
				? `The ticket ${ticketIdOf(request)} belongs to another helpdesk. That it then counts as missing is assumed.`
				: `There is no ticket ${ticketIdOf(request)}.`,
			known: elsewhere ? 'assumed' : 'document',
			source: documents.ticket,
		};
	}
	const data = { ticket: wholeTicketAnswer(ticket, caller.app, state.world) };
	return { body: { code: 0, msg: 'success', data } };
}
