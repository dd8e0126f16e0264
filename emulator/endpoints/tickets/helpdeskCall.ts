import { documents } from '../../documents';
import { callingApp, callingHelpdesk, missingScope, overQuota } from '../../gateway/callers';
import type { QuotaSettings } from '../../gateway/quota';
import { isRefusal, type Known, type Refusal } from '../../gateway/refusal';
import type { ReceivedRequest } from '../../inbox';
import type { EmulatorState } from '../../state';
import type { Ticket } from '../../tickets/ticket';
import type { App, Helpdesk } from '../../world';

const MINUTE = 60_000;
const SECOND = 1000;

/** The limits of a call on the tickets: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
export const limitsOf = {
	/** 1,000 a minute and 50 a second. */
	usual: ({ perMinute, perSecond }: EmulatorState['settings']['ticketLimits']) => [
		{ limit: perMinute, windowMs: MINUTE },
		{ limit: perSecond, windowMs: SECOND },
	],
	/** 10 a second. */
	oneTicket: ({ ticketPerSecond }: EmulatorState['settings']['ticketLimits']) => [
		{ limit: ticketPerSecond, windowMs: SECOND },
	],
	/** A "special" limit, whose value Feishu does not publish. */
	messages: ({ messagesPerMinute }: EmulatorState['settings']['ticketLimits']) => [
		{ limit: messagesPerMinute, windowMs: MINUTE },
	],
} satisfies Record<string, (limits: EmulatorState['settings']['ticketLimits']) => QuotaSettings[]>;

interface Call {
	/** Its name in the quota. */
	api: string;
	limits: (typeof limitsOf)[keyof typeof limitsOf];
	scope: 'helpdesk:all' | 'helpdesk:all:readonly';
	/** What the parameters must be; checked before the helpdesk. */
	check?: () => Refusal | null;
	note?: (text: string) => void;
}

/** Who calls, and for which helpdesk: the gateway's checks first, then those of Helpdesk (154xxx). */
export function helpdeskCall(
	request: ReceivedRequest,
	state: EmulatorState,
	{ api, limits, scope, check, note = () => undefined }: Call,
): { app: App; helpdesk: Helpdesk } | Refusal {
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const refused =
		overQuota(api, app, state, limits(state.settings.ticketLimits)) ??
		missingScope(app, [scope]) ??
		check?.();
	if (refused) return refused;
	const helpdesk = callingHelpdesk(request, app, state, note);
	return isRefusal(helpdesk) ? helpdesk : { app, helpdesk };
}

/** The `:ticket_id` of the path. */
export function ticketIdOf({ path }: ReceivedRequest): string {
	const encoded = /\/tickets\/([^/]+)/.exec(path)?.[1] ?? '';
	try {
		return decodeURIComponent(encoded);
	} catch {
		return encoded;
	}
}

/** The ticket of the path, if it is one of the calling helpdesk; `elsewhere`: there is one in another helpdesk. */
export function findTicket(
	request: ReceivedRequest,
	{ helpdeskId }: Helpdesk,
	{ tickets }: EmulatorState,
): { ticket?: Ticket; elsewhere: boolean } {
	const ticket = tickets.find(ticketIdOf(request));
	if (ticket?.helpdeskId === helpdeskId) return { ticket, elsewhere: false };
	return { elsewhere: ticket !== undefined };
}

export function badRequest(reason: string, source: string, known: Known = 'document'): Refusal {
	return {
		status: 400,
		code: 154000,
		msg: 'Bad request, please check your request body',
		error: {},
		reason,
		known,
		source,
	};
}

/** Another helpdesk's ticket. That 154003 is the code for it is assumed: the document gives it for a missing scope. */
export function noAccess(ticketId: string, status: number): Refusal {
	return {
		status,
		code: 154003,
		msg: 'Please check you have the correct access',
		error: {},
		reason: `The ticket ${ticketId} belongs to another helpdesk.`,
		known: 'assumed',
		source: documents.undocumented,
	};
}
