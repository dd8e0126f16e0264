import { deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import type { Quota } from '../delivery/pace';
import type { ReadData } from '../feishu/judge';
import type { FeishuRequest } from '../feishu/request';
import {
	listTicketMessagesRequest,
	readTicketMessages,
	type TicketMessage,
} from '../feishu/ticketMessages';
import {
	getTicketRequest,
	listTicketsRequest,
	MOST_PER_PAGE,
	readTicket,
	readTicketPage,
	type Ticket,
} from '../feishu/tickets';
import { readPages } from './readPages';
import { searchAll, type Search } from './searchAll';

/** Reading again is harmless, so unclear answers are asked for again. */
async function read<T>(
	context: DeliveryContext,
	quota: Quota,
	request: FeishuRequest,
	readData: ReadData<T>,
): Promise<CallResult<T>> {
	return await deliver(
		{
			...quota,
			request,
			subject: 'ticketReading',
			read: readData,
			timeoutSeconds: 30,
			retry: { maxTries: 3, resendUnknown: true },
		},
		context,
	);
}

export function getTicket(context: DeliveryContext, ticketId: string): Promise<CallResult<Ticket>> {
	return read(context, context.client.ticketQuotas.get, getTicketRequest(ticketId), readTicket);
}

/** One search; for all that it finds see {@link searchAll}. */
export function searchBy(context: DeliveryContext): Search {
	return async (...search) =>
		await read(
			context,
			context.client.ticketQuotas.search,
			listTicketsRequest(...search),
			readTicketPage,
		);
}

/** All tickets that meet the conditions, as `searchAll` has it. */
export async function findTickets(
	context: DeliveryContext,
	filter: Parameters<typeof searchAll>[0],
	most: number,
): ReturnType<typeof searchAll> {
	return await searchAll(filter, most, Date.now(), searchBy(context));
}

/** More messages than any ticket has. */
const MOST_PAGES = 1000;

const ENDLESS = {
	verdict: 'refused',
	tokenRefused: false,
	everyItem: false,
	problem: {
		field: 'returnAll',
		message: 'The messages of the ticket do not end',
		hint: 'Turn off Return All, and read up to a limit.',
	},
} as const;

/** The messages of a ticket, each once. */
export async function listMessages(
	context: DeliveryContext,
	ticketId: string,
	most: number,
): Promise<CallResult<TicketMessage[]>> {
	const found = new Map<string, TicketMessage>();
	const pageSize = Math.min(most, MOST_PER_PAGE);
	const rest = await readPages(
		async (page) =>
			await read(
				context,
				context.client.ticketQuotas.listMessages,
				listTicketMessagesRequest(ticketId, page, pageSize),
				readTicketMessages,
			),
		// As it is, where it has no ID.
		(message) => String(message.id ?? message.message_id ?? JSON.stringify(message)),
		found,
		most,
		{ entries: Infinity, pages: MOST_PAGES },
	);
	if (typeof rest === 'object') return rest;
	return rest ? ENDLESS : { verdict: 'sent', value: [...found.values()].slice(0, most) };
}
