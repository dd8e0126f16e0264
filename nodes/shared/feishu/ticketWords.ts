/** A value of a field of a ticket: what Feishu writes, and what it means. */
export interface TicketWord {
	/** Saved in workflows, and given out beside Feishu's number. */
	readonly value: string;
	readonly label: string;
	readonly wire: number;
}

export interface TicketStatus extends TicketWord {
	readonly isOpen: boolean;
}

/**
 * `status`: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list. That those below 50 are open
 * and the others closed is inferred from their names.
 */
export const ticketStatuses: readonly TicketStatus[] = [
	{ value: 'created', label: 'Created', wire: 1, isOpen: true },
	{ value: 'processing', label: 'Processing', wire: 2, isOpen: true },
	{ value: 'queueing', label: 'Queueing', wire: 3, isOpen: true },
	{ value: 'pending', label: 'Pending', wire: 4, isOpen: true },
	{ value: 'awaitingUser', label: 'Awaiting User Response', wire: 5, isOpen: true },
	{ value: 'closedByBot', label: 'Closed by Bot', wire: 50, isOpen: false },
	{ value: 'closedByAgent', label: 'Closed by Agent', wire: 51, isOpen: false },
	{ value: 'closedByUser', label: 'Closed by User', wire: 52, isOpen: false },
];

/** `ticket_type`, which events call `stage`. */
export const ticketStages: readonly TicketWord[] = [
	{ value: 'bot', label: 'Bot', wire: 1 },
	{ value: 'human', label: 'Human', wire: 2 },
];

/** `solve`. */
export const ticketSolutions: readonly TicketWord[] = [
	{ value: 'unsolved', label: 'Unsolved', wire: 1 },
	{ value: 'solved', label: 'Solved', wire: 2 },
];

/** `score`: what the guest thinks of it. */
export const ticketScores: readonly TicketWord[] = [
	{ value: 'dissatisfied', label: 'Dissatisfied', wire: 1 },
	{ value: 'soSo', label: 'So-So', wire: 2 },
	{ value: 'satisfied', label: 'Satisfied', wire: 3 },
];

/** The word for what a ticket has; undefined for a value that is not documented. Numbers may come as text. */
export function wordFor<Word extends TicketWord>(
	words: readonly Word[],
	wire: unknown,
): Word | undefined {
	return words.find((word) => String(word.wire) === String(wire));
}

/**
 * The moment that a field of a ticket holds, in milliseconds since 1970; undefined where it holds none: Feishu leaves it out, or
 * writes 0 or -1. The documents show milliseconds. Ten digits would be a day in 1970, so they can only be seconds.
 */
export function momentIn(value: unknown): number | undefined {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
	const ms = number >= 1e9 && number < 1e10 ? number * 1000 : number;
	return ms >= 1e12 && ms < 1e14 ? ms : undefined;
}
