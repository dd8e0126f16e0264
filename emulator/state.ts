import type { Faults } from './faults';
import type { Quota, QuotaSettings } from './gateway/quota';
import type { TenantAccessTokens } from './gateway/tokens';
import type { Inbox } from './inbox';
import type { ImageStore } from './pictures/imageStore';
import type { Order } from './tickets/order';
import type { Tickets } from './tickets/tickets';
import type { World } from './world';

/** May be changed while the emulator runs. */
export interface Settings {
	/** The delay of every answer on /open-apis. The request is processed before the delay. */
	latencyMs: number;
	quota: QuotaSettings;
	/** Calls per app on the tickets; 0: no limit. */
	ticketLimits: {
		/** For the list, and for sending into a ticket. */
		perMinute: number;
		perSecond: number;
		/** For one ticket. */
		ticketPerSecond: number;
		/** For the messages of a ticket. Feishu has a limit there, but does not publish it. */
		messagesPerMinute: number;
	};
	/** How Feishu sorts tickets and their messages is not documented. */
	ticketOrder: Order;
	/** Whether a message changes `updated_at` of its ticket. That is not documented. */
	messagesUpdateTickets: boolean;
	/** For tokens issued from now on. */
	tokenLifetimeSeconds: number;
}

/** The whole state of one emulator. Modules keep no state, so that several can run side by side. */
export interface EmulatorState {
	url: string;
	world: World;
	settings: Settings;
	tokens: TenantAccessTokens;
	quota: Quota;
	images: ImageStore;
	inbox: Inbox;
	tickets: Tickets;
	faults: Faults;
	/** Aborted when the emulator closes: all waiting ends. */
	closing: AbortSignal;
}
