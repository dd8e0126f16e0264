import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asNotSent, type DeliveryContext } from '../delivery/deliver';
import { ticketQuotas } from '../delivery/ticketQuotas';
import type { Ticket } from '../feishu/tickets';
import { ticketStatuses, wordFor } from '../feishu/ticketWords';
import { describeReading } from '../output/describeReading';
import { searchError } from '../output/searchError';
import { asRecord } from '../result';
import { searchBy } from '../tickets/calls';
import { simpleTicket } from '../tickets/ticketView';
import { realClock } from './clock';
import { feishuClient } from './transport';

/** Somebody looks at the list meanwhile. */
const TIMEOUT_MS = 10_000;
/** Feishu does not say in which order it gives them, so it is asked for many, and the newest stand first. */
const MOST = 100;

/**
 * Tickets for the mode From List: of the guests with that name, or the one with that ID.
 * @throws NodeApiError, which the list shows
 */
export async function searchTickets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const clock = realClock(new AbortController().signal);
	const client = await feishuClient(this, clock);
	if (!client.ok) throw searchError(this.getNode(), client.problem);
	const context: DeliveryContext = {
		// Quotas of its own: nobody's typing holds up executions.
		client: { ...client.value, ticketQuotas: ticketQuotas() },
		clock,
		halted: new AbortController().signal,
		deadlineMs: clock.now() + TIMEOUT_MS,
		onQuotaWait: () => undefined,
	};
	const words = (filter ?? '').trim();
	const found = await searchBy(context)(
		/^\d{10,}$/.test(words) ? { ticketId: words } : words === '' ? {} : { guestName: words },
		1,
		MOST,
	);
	if (found.verdict !== 'sent') {
		const failure = {
			kind: 'notRead',
			subject: 'ticketReading',
			verdict: asNotSent(found),
		} as const;
		const { title, advice, answer, details } = describeReading(failure);
		throw searchError(this.getNode(), {
			message: title,
			hint: [...advice, answer ?? ''].join(' ').trim(),
			httpStatus: details.httpStatus,
		});
	}
	const newest = [...found.value.entries].sort(
		(a, b) => (Number(b.created_at) || 0) - (Number(a.created_at) || 0),
	);
	return { results: newest.map((ticket) => ({ name: nameOf(ticket), value: ticket.ticket_id })) };
}

/** Who, how it stands, since when: guests may have several. */
function nameOf(ticket: Ticket): string {
	const { name } = asRecord(ticket.guest);
	const { created_at_iso: created } = simpleTicket(ticket);
	return [
		typeof name === 'string' && name !== '' ? name : ticket.ticket_id,
		wordFor(ticketStatuses, ticket.status)?.label,
		typeof created === 'string' ? created.slice(0, 10) : undefined,
	]
		.filter((part) => part !== undefined)
		.join(' · ');
}
