import { Pace, type Quota } from './pace';

/** The quotas of calls about tickets, for one account: Feishu counts each API for itself. */
export interface TicketQuotas {
	readonly search: Quota;
	readonly get: Quota;
	/** Not published, so only what Feishu says counts. */
	readonly listMessages: Quota;
	readonly sendMessage: Quota;
}

/**
 * As documented with each call (feishu/tickets.ts, feishu/ticketMessages.ts). Searching and sending are limited to 50 a second
 * and 1000 a minute; 16 a second is within both.
 */
export function ticketQuotas(): TicketQuotas {
	const perSecond = (perMinute: number) => ({ pace: new Pace(1000), perMinute });
	return {
		search: perSecond(16),
		get: perSecond(10),
		listMessages: perSecond(0),
		sendMessage: perSecond(16),
	};
}
