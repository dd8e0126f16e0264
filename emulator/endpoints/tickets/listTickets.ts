import { documents } from '../../documents';
import { parameter, parameters } from '../../gateway/parameters';
import { isRefusal, type Outcome, type Refusal } from '../../gateway/refusal';
import type { ReceivedRequest } from '../../inbox';
import type { EmulatorState } from '../../state';
import { ordered } from '../../tickets/order';
import { stageNumbers, statusNumbers, type Ticket } from '../../tickets/ticket';
import { ticketAnswer } from '../../tickets/ticketAnswer';
import { type App, idOf, type Person, type World } from '../../world';
import { badRequest, helpdeskCall, limitsOf } from './helpdeskCall';
import { numberOf, pageOf, type ParameterType, queryProblem } from './queryParameters';

/** As many as paging can reach, and as `total` counts. */
const REACHABLE = 10_000;

const documented: Record<string, ParameterType> = {
	ticket_id: 'string',
	agent_id: 'string',
	closed_by_id: 'string',
	type: 'int',
	channel: 'int',
	solved: 'int',
	score: 'int',
	status_list: 'int[]',
	guest_name: 'string',
	guest_id: 'string',
	tags: 'string[]',
	page: 'int',
	page_size: 'int',
	create_time_start: 'int',
	create_time_end: 'int',
	update_time_start: 'int',
	update_time_end: 'int',
};

/**
 * GET /open-apis/helpdesk/v1/tickets. The document names the filters; that several must all match is assumed.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/list
 */
export function listTickets(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const caller = helpdeskCall(request, state, {
		api: 'GET tickets',
		limits: limitsOf.usual,
		scope: 'helpdesk:all:readonly',
		check: () => problemOf(request),
	});
	if (isRefusal(caller)) return caller;
	const { app, helpdesk } = caller;
	const matches = matcher(request, app, world);
	const found = ordered(
		world.tickets.filter((ticket) => ticket.helpdeskId === helpdesk.helpdeskId && matches(ticket)),
		state.settings.ticketOrder,
		({ ticketId, createdAt, updatedAt }) => ({ id: ticketId, createdAt, updatedAt }),
	);
	const { page, size } = pageOf(request);
	const from = (page - 1) * size;
	const shown = found.slice(from, Math.min(from + size, REACHABLE));
	const total = Math.min(found.length, REACHABLE);
	const tickets = shown.map((ticket) => ticketAnswer(ticket, app, world));
	return { body: { code: 0, msg: 'success', data: { total, tickets } } };
}

function problemOf(request: ReceivedRequest): Refusal | null {
	const problem = queryProblem(
		request,
		documented,
		(reason) => badRequest(reason, documents.tickets),
		(reason) => badRequest(reason, documents.tickets, 'assumed'),
	);
	if (problem) return problem;
	for (const what of ['create', 'update']) {
		const start = numberOf(request, `${what}_time_start`);
		const end = numberOf(request, `${what}_time_end`);
		if ((start === undefined) !== (end === undefined))
			return badRequest(
				`${what}_time_start and ${what}_time_end need each other.`,
				documents.tickets,
				'assumed',
			);
	}
	return null;
}

function matcher(request: ReceivedRequest, app: App, world: World): (ticket: Ticket) => boolean {
	const number = (name: string) => numberOf(request, name);
	const people = new Map(world.people.map((person) => [person.userId, person]));
	const wanted = (name: string) => {
		const openId = parameter(request, name);
		return (userId: string | undefined) =>
			openId === undefined || openIdOf(people.get(userId ?? ''), app, world) === openId;
	};
	const equals = (name: string) => {
		const given = number(name);
		return (value: number | undefined) => given === undefined || given === value;
	};
	const within = (what: string) => {
		const [start, end] = [number(`${what}_time_start`), number(`${what}_time_end`)];
		return (time: number) =>
			start === undefined || end === undefined || (time >= start && time <= end);
	};
	const ticketId = parameter(request, 'ticket_id');
	// Whether a part of the name is enough, and whether one tag is, is not documented.
	const guestName = parameter(request, 'guest_name')?.toLowerCase();
	const tags = parameters(request, 'tags');
	const statuses = parameters(request, 'status_list').map(Number);
	const [isGuest, isAgent, isCloser] = [
		wanted('guest_id'),
		wanted('agent_id'),
		wanted('closed_by_id'),
	];
	const [isType, isChannel, isSolved, isScore] = [
		equals('type'),
		equals('channel'),
		equals('solved'),
		equals('score'),
	];
	const [isCreated, isUpdated] = [within('create'), within('update')];
	const anyAgent = parameter(request, 'agent_id') === undefined;
	return (ticket) =>
		(ticketId === undefined || ticket.ticketId === ticketId) &&
		isGuest(ticket.guest) &&
		(anyAgent || ticket.agents.some(isAgent)) &&
		isCloser(ticket.closedBy) &&
		isType(stageNumbers[ticket.stage]) &&
		isChannel(ticket.channel) &&
		isSolved(ticket.solved === undefined ? undefined : ticket.solved ? 2 : 1) &&
		isScore(ticket.score) &&
		(statuses.length === 0 || statuses.includes(statusNumbers[ticket.status])) &&
		(guestName === undefined ||
			(people.get(ticket.guest)?.name ?? '').toLowerCase().includes(guestName)) &&
		(tags.length === 0 || tags.some((tag) => ticket.tags.includes(tag))) &&
		isCreated(ticket.createdAt) &&
		isUpdated(ticket.updatedAt);
}

function openIdOf(person: Person | undefined, app: App, world: World): string | undefined {
	return person && idOf(person, 'open_id', app, world);
}
