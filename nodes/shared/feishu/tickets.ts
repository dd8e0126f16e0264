import { asRecord } from '../result';
import type { FeishuRequest } from './request';

const TICKETS = '/open-apis/helpdesk/v1/tickets';

/** The scope for all reading of tickets and of their messages; sending needs helpdesk:all alone. */
export const TICKET_SCOPE = 'helpdesk:all:readonly';

/** Feishu gives no more tickets at a time, */
export const MOST_PER_PAGE = 200;
/** and no more than so many by paging through one search; `total` ends there too. */
export const MOST_BY_PAGING = 10_000;

/** Neither tickets nor messages have a documented size: 200 with long fields are larger than other answers. */
export const MOST_ANSWER_BYTES = 12 * 1024 * 1024;

/** A ticket as Feishu gives it. Real ones differ from the documents, so nothing is sure but its ID. */
export type Ticket = Readonly<Record<string, unknown>> & { readonly ticket_id: string };

/** From one moment to another in milliseconds since 1970, both included. */
export interface TimeSpan {
	readonly startMs: number;
	readonly endMs: number;
}

/** Which tickets; all conditions hold together. That they do is inferred: the document lists them side by side. */
export interface TicketFilter {
	readonly ticketId?: string;
	readonly guestName?: string;
	/** Open ID. */
	readonly guestId?: string;
	/** Open ID. */
	readonly agentId?: string;
	/** Any of them. */
	readonly statuses?: readonly number[];
	readonly stage?: number;
	readonly solved?: number;
	readonly score?: number;
	readonly channel?: number;
	readonly tags?: readonly string[];
	readonly created?: TimeSpan;
	readonly updated?: TimeSpan;
}

export interface TicketPage {
	readonly entries: readonly Ticket[];
	/** Of all pages; at most {@link MOST_BY_PAGING}. */
	readonly total: number | undefined;
}

/**
 * Searches tickets: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list
 * Their order is not documented. Needs {@link TICKET_SCOPE}.
 *
 * @param page from 1
 * @param pageSize at most {@link MOST_PER_PAGE}
 */
export function listTicketsRequest(
	filter: TicketFilter,
	page = 1,
	pageSize = MOST_PER_PAGE,
): FeishuRequest {
	const { ticketId, guestName, guestId, agentId, statuses, stage, solved, score, channel, tags } =
		filter;
	const query = {
		ticket_id: ticketId,
		guest_name: guestName,
		guest_id: guestId,
		agent_id: agentId,
		status_list: statuses?.map(String),
		type: stage,
		solved,
		score,
		channel,
		tags,
		create_time_start: filter.created?.startMs,
		create_time_end: filter.created?.endMs,
		update_time_start: filter.updated?.startMs,
		update_time_end: filter.updated?.endMs,
		page,
		page_size: pageSize,
	};
	return {
		method: 'GET',
		path: TICKETS,
		query: Object.fromEntries(
			Object.entries(query).flatMap(([name, value]) => {
				if (value === undefined) return [];
				return [[name, Array.isArray(value) ? value : String(value)]];
			}),
		),
		body: undefined,
		mostAnswerBytes: MOST_ANSWER_BYTES,
	};
}

/** undefined where the answer is no list of tickets. What has no ID is no ticket: it could neither be told apart nor be used. */
export function readTicketPage({
	tickets,
	total,
}: Readonly<Record<string, unknown>>): TicketPage | undefined {
	// Lists without entries are left out of answers of this gateway now and then.
	if (tickets !== undefined && tickets !== null && !Array.isArray(tickets)) return undefined;
	const read = ((tickets ?? []) as unknown[]).map(asTicket);
	if (!read.every((ticket) => ticket !== undefined)) return undefined;
	return { entries: read, total: typeof total === 'number' ? total : undefined };
}

/** One ticket: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/get. Needs {@link TICKET_SCOPE}. */
export function getTicketRequest(ticketId: string): FeishuRequest {
	return {
		method: 'GET',
		path: ticketPath(ticketId),
		query: {},
		body: undefined,
		mostAnswerBytes: MOST_ANSWER_BYTES,
	};
}

export function readTicket({ ticket }: Readonly<Record<string, unknown>>): Ticket | undefined {
	return asTicket(ticket);
}

export function ticketPath(ticketId: string): string {
	return `${TICKETS}/${encodeURIComponent(ticketId)}`;
}

function asTicket(value: unknown): Ticket | undefined {
	const ticket = asRecord(value);
	const { ticket_id: id } = ticket;
	if (typeof id !== 'string' && typeof id !== 'number') return undefined;
	return id === '' ? undefined : { ...ticket, ticket_id: String(id) };
}
