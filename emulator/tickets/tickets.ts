import { randomBytes } from 'node:crypto';

import { openIdsOf, type Person, type World } from '../world';
import {
	isClosed,
	type Ticket,
	type TicketMessage,
	type TicketStage,
	type TicketStatus,
} from './ticket';

export const MOST_TICKETS = 50_000;
export const MOST_MESSAGES = 5_000;
/** Of all tickets together, and of all messages together. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** What somebody says in a ticket. An agent is the first of the ticket. */
export interface Saying {
	from: 'guest' | 'agent';
	text: string;
	/** Default: when the ticket changes. */
	at?: number;
}

/** People are given by name, e-mail address or any of their IDs; null removes a value. */
export interface TicketChange {
	/** When it happens: milliseconds, also in the past. Default: now. */
	at?: number;
	status?: TicketStatus;
	stage?: TicketStage;
	agents?: string[];
	collaborators?: string[];
	/** Default when it is closed: the guest, or the first agent. */
	closedBy?: string | null;
	tags?: string[];
	channel?: number;
	solved?: boolean | null;
	score?: 1 | 2 | 3 | null;
	dissatisfactionReason?: string | null;
	comment?: string | null;
	customizedFields?: Record<string, string>;
	answer?: Record<string, unknown> | null;
	messages?: Saying[];
}

/** `at` is when it is created. */
export interface TicketDraft extends TicketChange {
	guest: string;
	/** Default: a new one. */
	ticketId?: string;
	/** Default: the first helpdesk. */
	helpdeskId?: string;
	/** Default: -1, never updated. */
	updatedAt?: number;
	/** For one that is created closed. Default: `at`. */
	closedAt?: number;
}

/** What was asked for cannot be done, in a sentence. */
export class TicketProblem extends Error {
	readonly statusCode = 400;
}

/** The tickets of a world, and everything that happens to them. */
export class Tickets {
	private counter = 0;
	private readonly lengths = new WeakMap<Ticket, number>();

	constructor(
		private readonly world: World,
		/** Whether a message changes `updated_at` of its ticket; it may change while the emulator runs. */
		private readonly settings: { messagesUpdateTickets: boolean },
	) {}

	find(ticketId: string): Ticket | undefined {
		return this.world.tickets.find((ticket) => ticket.ticketId === ticketId);
	}

	/** The tickets in progress of a person, in one helpdesk or in all of them. */
	openOf({ userId }: Person, helpdeskId?: string): Ticket[] {
		return this.world.tickets.filter(
			(ticket) =>
				ticket.guest === userId &&
				!isClosed(ticket) &&
				(helpdeskId === undefined || ticket.helpdeskId === helpdeskId),
		);
	}

	create(draft: TicketDraft): Ticket {
		const [created] = this.createAll([draft]);
		if (!created) throw new TypeError('One draft makes one ticket.');
		return created;
	}

	/** All of them, or none if one cannot be created. */
	createAll(drafts: TicketDraft[]): Ticket[] {
		const known = new Set(this.world.tickets.map(({ ticketId }) => ticketId));
		const made = drafts.map((draft) => {
			const ticketId = draft.ticketId ?? this.newId(known);
			if (known.has(ticketId)) throw new TicketProblem(`The ticket ${ticketId} already exists.`);
			known.add(ticketId);
			return this.made(draft, ticketId);
		});
		this.makeRoom(made);
		this.world.tickets.push(...made.map(({ ticket }) => ticket));
		for (const { ticket, sayings, at } of made) this.say(ticket, sayings, at);
		return made.map(({ ticket }) => ticket);
	}

	change(ticketId: string, change: TicketChange): Ticket {
		const [changed] = this.changeAll([{ ticketId, ...change }]);
		if (!changed) throw new TypeError('One change changes one ticket.');
		return changed;
	}

	/** All of them, one after the other, or none if one cannot be made. */
	changeAll(changes: Array<TicketChange & { ticketId: string }>): Ticket[] {
		const current = new Map(this.world.tickets.map((ticket) => [ticket.ticketId, ticket]));
		const next = new Map<string, ReturnType<Tickets['changed']>>();
		for (const { ticketId, ...change } of changes) {
			const ticket = next.get(ticketId)?.ticket ?? current.get(ticketId);
			if (!ticket) throw new TicketProblem(`There is no ticket ${ticketId}.`);
			const earlier = next.get(ticketId)?.sayings ?? [];
			const changed = this.changed(ticket, change);
			next.set(ticketId, { ...changed, sayings: [...earlier, ...changed.sayings] });
		}
		this.makeRoom([...next.values()]);
		return [...next].map(([ticketId, { ticket, sayings, at }]) => {
			const changed = current.get(ticketId) ?? ticket;
			for (const key of Object.keys(changed))
				if (!(key in ticket)) delete changed[key as keyof Ticket];
			Object.assign(changed, ticket);
			this.lengths.delete(changed);
			this.say(changed, sayings, at);
			return changed;
		});
	}

	/** A message that stands in this ticket from now on. The oldest of all tickets go when there are too many. */
	add(ticket: Ticket, message: Omit<TicketMessage, 'ticketId'>): void {
		const { ticketMessages } = this.world;
		ticketMessages.push({ ...message, ticketId: ticket.ticketId });
		let characters = ticketMessages.reduce((sum, { content }) => sum + content.length, 0);
		while (
			ticketMessages.length > MOST_MESSAGES ||
			(characters > MOST_CHARACTERS && ticketMessages.length > 1)
		)
			characters -= ticketMessages.shift()?.content.length ?? 0;
		// Whether Feishu does that is not documented.
		if (this.settings.messagesUpdateTickets) ticket.updatedAt = message.at;
	}

	clear(): void {
		this.world.tickets.length = 0;
		this.world.ticketMessages.length = 0;
	}

	private made(draft: TicketDraft, ticketId: string) {
		const { at: createdAt = Date.now(), updatedAt = -1, closedAt, ...rest } = draft;
		const helpdeskId = draft.helpdeskId ?? this.world.helpdesks[0]?.helpdeskId ?? '';
		if (!this.world.helpdesks.some((helpdesk) => helpdesk.helpdeskId === helpdeskId))
			throw new TicketProblem(`There is no helpdesk ${helpdeskId}.`);
		const ticket: Ticket = {
			ticketId,
			helpdeskId,
			guest: this.person(draft.guest),
			stage: 'bot',
			status: 'created',
			createdAt,
			updatedAt: -1,
			agents: [],
			channel: 9,
			tags: [],
		};
		const made = this.changed(ticket, { ...rest, at: createdAt });
		made.ticket.updatedAt = updatedAt;
		if (closedAt !== undefined && isClosed(made.ticket)) made.ticket.closedAt = closedAt;
		return made;
	}

	/** The ticket as it will be. */
	private changed(ticket: Ticket, change: TicketChange) {
		const { at = Date.now(), messages = [], agents, collaborators, closedBy, ...others } = change;
		const next: Ticket = { ...ticket };
		for (const name of plainFields) {
			const value = others[name];
			if (value === null) delete next[name];
			else if (value !== undefined) Object.assign(next, { [name]: value });
		}
		if (agents) next.agents = agents.map((who) => this.person(who));
		if (collaborators) next.collaborators = collaborators.map((who) => this.person(who));
		if (agents && next.agents.length > 0 && ticket.agents.length === 0) {
			next.stage = change.stage ?? 'human';
			next.agentEntryTime ??= at;
		}
		if (isClosed(next) && !isClosed(ticket)) {
			next.closedAt = at;
			const closer = { closedByUser: next.guest, closedByAgent: next.agents[0] };
			next.closedBy = closer[next.status as keyof typeof closer];
		} else if (!isClosed(next)) {
			delete next.closedAt;
			delete next.closedBy;
		}
		if (closedBy) next.closedBy = this.person(closedBy);
		if (closedBy === null || next.closedBy === undefined) delete next.closedBy;
		const sayings = messages.map((saying) => ({ at, ...saying }));
		for (const saying of sayings) {
			if (saying.from !== 'agent') continue;
			if (next.agents.length === 0)
				throw new TicketProblem(
					`Nobody serves the ticket ${ticket.ticketId}, so no agent can write.`,
				);
			next.agentFirstResponseTime ??= saying.at;
			next.agentLastResponseTime = saying.at;
		}
		if (Object.keys(change).some((name) => name !== 'at' && name !== 'messages'))
			next.updatedAt = at;
		return { ticket: next, sayings, at };
	}

	private say(ticket: Ticket, sayings: Saying[], at: number): void {
		for (const { from, text, at: saidAt = at } of sayings) {
			const userId = from === 'guest' ? ticket.guest : (ticket.agents[0] ?? null);
			const messageId = newMessageId();
			this.add(ticket, { messageId, at: saidAt, from, userId, msgType: 'text', content: text });
		}
	}

	private person(who: string): string {
		const found = this.world.people.find((person) =>
			[
				...[person.name, person.email, person.mobile, person.userId, person.unionId],
				...Object.values(openIdsOf(person, this.world)),
			].includes(who),
		);
		if (!found) throw new TicketProblem(`Nobody in this world is "${who}".`);
		return found.userId;
	}

	private newId(known: Set<string>): string {
		let ticketId: string;
		// 19 digits, like real ones: more than a JavaScript number can represent.
		do ticketId = String(7_300_000_000_000_000_000n + BigInt(++this.counter));
		while (known.has(ticketId));
		return ticketId;
	}

	/** Refuses what would fill the memory. */
	private makeRoom(changed: Array<{ ticket: Ticket }>): void {
		const replaced = new Set(changed.map(({ ticket }) => ticket.ticketId));
		const kept = this.world.tickets.filter(({ ticketId }) => !replaced.has(ticketId));
		if (kept.length + changed.length > MOST_TICKETS)
			throw new TicketProblem(`At most ${MOST_TICKETS} tickets can exist. Delete them first.`);
		const length = [...kept, ...changed.map(({ ticket }) => ticket)].reduce(
			(sum, ticket) => sum + this.lengthOf(ticket),
			0,
		);
		if (length > MOST_CHARACTERS)
			throw new TicketProblem('The tickets are too large for the memory. Delete them first.');
	}

	private lengthOf(ticket: Ticket): number {
		const known = this.lengths.get(ticket);
		if (known !== undefined) return known;
		const length = JSON.stringify(ticket).length;
		this.lengths.set(ticket, length);
		return length;
	}
}

const plainFields = [
	'status',
	'stage',
	'tags',
	'channel',
	'solved',
	'score',
	'dissatisfactionReason',
	'comment',
	'customizedFields',
	'answer',
] as const;

export const newMessageId = () => `om_${randomBytes(16).toString('hex')}`;
