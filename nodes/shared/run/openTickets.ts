import type { DeliveryContext, Unsent } from '../delivery/deliver';
import { meaningOf } from '../feishu/errorCodes';
import type { Ticket } from '../feishu/tickets';
import { ticketStatuses, wordFor } from '../feishu/ticketWords';
import { asRecord } from '../result';
import { searchBy } from '../tickets/calls';

/** What is known of somebody's tickets at one moment. */
export type TicketState =
	/** `status` in words. */
	| { readonly kind: 'open'; readonly ticketId: string; readonly status: string }
	| { readonly kind: 'none' }
	/** Whether that is for want of the scope. */
	| { readonly kind: 'unread'; readonly lacksScope: boolean };

type Unread = Extract<TicketState, { kind: 'unread' }>;

const OPEN = ticketStatuses.filter(({ isOpen }) => isOpen).map(({ wire }) => wire);

/** Somebody has few tickets in progress, if more than one at all. */
const MOST_OPEN = 50;

/** Real ones have 19 digits. */
const LONGEST_ID = 100;

/**
 * The tickets in progress of those to whom a run writes. Whether the app may read tickets is asked once: as long as that is not
 * known, one call goes ahead of the others, and where it may not, there are no more.
 */
export class OpenTickets {
	private first?: Promise<TicketState>;
	/** Why no ticket can be read at all, once that is known. */
	refusal?: Unread;

	/** The newest of somebody's tickets in progress. */
	async newestOf(openId: string, context: DeliveryContext): Promise<TicketState> {
		const ahead = this.first;
		if (!ahead) return await (this.first = this.ask(openId, context));
		await ahead;
		return this.refusal ?? (await this.ask(openId, context));
	}

	private async ask(openId: string, context: DeliveryContext): Promise<TicketState> {
		// Whoever goes ahead must not step aside, for one of those who wait for it.
		const search = searchBy({ ...context, waitAside: undefined });
		const answer = await search({ guestId: openId, statuses: OPEN }, 1, MOST_OPEN);
		if (answer.verdict !== 'sent') {
			const unread: Unread = { kind: 'unread', lacksScope: isAboutScope(answer) };
			if (answer.verdict === 'refused' && answer.everyItem) this.refusal = unread;
			return unread;
		}
		const [newest] = answer.value.entries
			.filter((ticket) => isOpenTicketOf(openId, ticket))
			.sort((a, b) => (Number(b.created_at) || 0) - (Number(a.created_at) || 0));
		return newest
			? { kind: 'open', ticketId: newest.ticket_id, status: statusOf(newest)?.label ?? '' }
			: { kind: 'none' };
	}
}

function isAboutScope(unsent: Unsent): boolean {
	const statement = 'statement' in unsent ? unsent.statement : undefined;
	return statement !== undefined && meaningOf(statement, 'ticketReading')?.about === 'scope';
}

/** Whatever a search gives: a message must not get into the ticket of somebody else, or into a closed one. */
function isOpenTicketOf(openId: string, ticket: Ticket): boolean {
	return (
		asRecord(ticket.guest).id === openId &&
		statusOf(ticket)?.isOpen === true &&
		ticket.ticket_id.length <= LONGEST_ID &&
		/^[\w-]+$/.test(ticket.ticket_id)
	);
}

const statusOf = ({ status }: Ticket) => wordFor(ticketStatuses, status);
