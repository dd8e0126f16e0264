import type { Ticket, TicketMessage } from './tickets/ticket';

/** What exists: apps, helpdesks, people and tickets. A test may change any of it while the emulator runs. */
export interface World {
	apps: App[];
	helpdesks: Helpdesk[];
	people: Person[];
	tickets: Ticket[];
	/** What was said in the tickets, in the order in which it came. */
	ticketMessages: TicketMessage[];
	/** Card templates that exist; absent: any template is accepted, with a note. */
	templates?: string[];
	/** How a message to the dedicated group of a person with an open ticket is refused. Feishu does not say which code it uses. */
	openTicketAnswer?: { status: number; code: number; msg: string };
}

export interface App {
	appId: string;
	appSecret: string;
	tenant: string;
	scopes: string[];
	/** Whether the bot ability is on; picture uploads need it. */
	bot: boolean;
	disabled?: boolean;
}

export interface Helpdesk {
	helpdeskId: string;
	helpdeskToken: string;
	tenant: string;
	/** It refuses every message: no access, not found, or no right to push. */
	refuses?: 154003 | 154004 | 154005;
}

export interface Person {
	name: string;
	/** Their open_id for the first app of the world, or one per app: `{ appId: openId }`. */
	openId: string | Record<string, string>;
	unionId: string;
	userId: string;
	email?: string;
	mobile?: string;
	tenant: string;
	department?: string;
	city?: string;
	country?: string;
	resigned?: boolean;
}

export type UserIdType = 'open_id' | 'union_id' | 'user_id';

/** A person's open_ids by app. The apps need not be in the world. */
export function openIdsOf(person: Person, world: World): Record<string, string> {
	if (typeof person.openId !== 'string') return person.openId;
	const firstApp = world.apps[0];
	return firstApp ? { [firstApp.appId]: person.openId } : {};
}

/** The ID by which this app knows the person, or undefined when the person has none for this app. */
export function idOf(person: Person, type: UserIdType, app: App, world: World): string | undefined {
	if (type === 'union_id') return person.unionId;
	if (type === 'user_id') return person.userId;
	return openIdsOf(person, world)[app.appId];
}

/** The person of the app's own tenant behind any of the three kinds of ID. */
export function personByAnyId(id: string, app: App, world: World): Person | undefined {
	const types: UserIdType[] = ['open_id', 'union_id', 'user_id'];
	return world.people.find(
		(person) =>
			person.tenant === app.tenant && types.some((type) => idOf(person, type, app, world) === id),
	);
}
