import { isClosed } from '../tickets/ticket';
import { openIdsOf, type Person, type World } from '../world';

/** GET /_emulator/world: who exists, without secrets. */
export interface WorldAnswer {
	apps: Array<{
		appId: string;
		tenant: string;
		scopes: string[];
		bot: boolean;
		disabled: boolean;
	}>;
	helpdesks: Array<{ helpdeskId: string; tenant: string }>;
	people: PersonView[];
	/** Card templates that exist; null: any. */
	templates: string[] | null;
}

export interface PersonView extends Omit<Person, 'openId'> {
	/** The Open ID for the first app; empty if there is none. */
	openId: string;
	/** The IDs of their tickets in progress. Messages to the dedicated group are refused. */
	openTickets: string[];
	/** App ID → Open ID. */
	openIdsOfOtherApps: Record<string, string>;
}

export function worldView(world: World): WorldAnswer {
	const open = world.tickets.filter((ticket) => !isClosed(ticket));
	const { apps, helpdesks, people, templates = null } = world;
	return {
		apps: apps.map(({ appId, tenant, scopes, bot, disabled = false }) => ({
			appId,
			tenant,
			scopes,
			bot,
			disabled,
		})),
		helpdesks: helpdesks.map(({ helpdeskId, tenant }) => ({ helpdeskId, tenant })),
		people: people.map((person) => {
			const { [apps[0]?.appId ?? '']: openId = '', ...openIdsOfOtherApps } = openIdsOf(
				person,
				world,
			);
			const openTickets = open
				.filter(({ guest }) => guest === person.userId)
				.map(({ ticketId }) => ticketId);
			return { ...person, openId, openTickets, openIdsOfOtherApps };
		}),
		templates,
	};
}
