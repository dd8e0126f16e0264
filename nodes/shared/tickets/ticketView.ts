import type { Ticket } from '../feishu/tickets';
import {
	momentIn,
	ticketScores,
	ticketSolutions,
	ticketStages,
	ticketStatuses,
	wordFor,
	type TicketWord,
} from '../feishu/ticketWords';
import { asRecord } from '../result';

type Fields = Readonly<Record<string, unknown>>;

const WORDS: Readonly<
	Record<string, { readonly name: string; readonly words: readonly TicketWord[] }>
> = {
	ticket_type: { name: 'stage_name', words: ticketStages },
	status: { name: 'status_name', words: ticketStatuses },
	score: { name: 'score_name', words: ticketScores },
	solve: { name: 'solve_name', words: ticketSolutions },
};

/** In milliseconds; durations are none of these. */
const MOMENTS = [
	'created_at',
	'updated_at',
	'closed_at',
	'agent_entry_time',
	'agent_first_response_time',
	'agent_last_response_time',
];

/** A ticket as it came, and beside what Feishu writes as a number the word or the moment that it means. */
export function fullTicket(ticket: Ticket): Fields {
	return withWords(withMoments(ticket, MOMENTS), isOpen(ticket));
}

/** The same names and values as in {@link fullTicket}, as few as serve most workflows. No addresses, no texts, no custom fields. */
export function simpleTicket(ticket: Ticket): Fields {
	const full = fullTicket(ticket);
	const guest = asRecord(ticket.guest);
	return {
		ticket_id: ticket.ticket_id,
		status_name: full.status_name ?? ticket.status ?? null,
		is_open: full.is_open ?? null,
		stage_name: full.stage_name ?? ticket.ticket_type ?? null,
		guest_id: guest.id ?? null,
		guest_name: guest.name ?? null,
		agent_ids: agentIds(ticket),
		created_at_iso: full.created_at_iso ?? null,
		updated_at_iso: full.updated_at_iso ?? null,
		closed_at_iso: full.closed_at_iso ?? null,
	};
}

/** The fields, and behind each moment the same as ISO 8601. Where there is none, Feishu writes -1 or 0. */
export function withMoments(fields: Fields, moments: readonly string[]): Fields {
	return spread(fields, (name, value) => {
		const iso = moments.includes(name) ? isoOf(value) : undefined;
		return iso === undefined ? {} : { [`${name}_iso`]: iso };
	});
}

function withWords(fields: Fields, open: boolean | undefined): Fields {
	return spread(fields, (name, value) => {
		const { name: wordName = '', words = [] } = WORDS[name] ?? {};
		const word = wordFor(words, value);
		return {
			...(word && { [wordName]: word.label }),
			...(name === 'status' && open !== undefined && { is_open: open }),
		};
	});
}

/** What is beside a field never takes the place of one that came. */
function spread(fields: Fields, beside: (name: string, value: unknown) => Fields): Fields {
	const added = Object.entries(fields).flatMap(([name, value]) => [
		[name, value] as const,
		...Object.entries(beside(name, value)).filter(([other]) => !Object.hasOwn(fields, other)),
	]);
	return Object.fromEntries(added);
}

function isOpen({ status }: Ticket): boolean | undefined {
	return wordFor(ticketStatuses, status)?.isOpen;
}

function isoOf(value: unknown): string | undefined {
	const ms = momentIn(value);
	return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** As a receiver takes them. Documents show a list; a single agent has been seen as well. */
function agentIds({ agents, agent }: Ticket): string {
	return [...(Array.isArray(agents) ? (agents as unknown[]) : []), agent]
		.map((one) => asRecord(one).id)
		.filter((id) => typeof id === 'string' && id !== '')
		.join(', ');
}
