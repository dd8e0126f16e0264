import { type App, idOf, type World } from '../world';
import { numericId } from './numericId';
import { stageNumbers, statusNumbers, type Ticket } from './ticket';
import { ticketFields } from './ticketFields';

/**
 * A ticket as the document of its list shows it. That fields without a value are left out is documented for `customized_fields`,
 * and assumed for all others except `updated_at`.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/list
 */
export function ticketAnswer(ticket: Ticket, app: App, world: World): Record<string, unknown> {
	const user = (userId: string) => userAnswer(userId, app, world);
	const { agents, closedBy, collaborators = [], comment, dissatisfactionReason: reason } = ticket;
	const documented = {
		ticket_id: ticket.ticketId,
		helpdesk_id: ticket.helpdeskId,
		guest: user(ticket.guest),
		comments: comment === undefined ? undefined : commentAnswer(comment, ticket, world),
		ticket_type: stageNumbers[ticket.stage],
		status: statusNumbers[ticket.status],
		score: ticket.score,
		created_at: ticket.createdAt,
		updated_at: ticket.updatedAt,
		closed_at: ticket.closedAt,
		dissatisfaction_reason:
			reason === undefined ? undefined : { zh_cn: reason, en_us: reason, ja_jp: reason },
		agents: agents.map(user),
		channel: ticket.channel,
		solve: ticket.solved === undefined ? undefined : ticket.solved ? 2 : 1,
		closed_by: closedBy === undefined ? undefined : user(closedBy),
		collaborators: collaborators.map(user),
		customized_fields: fieldsAnswer(ticket),
		...durations(ticket),
		agent_owner: agents[0] === undefined ? undefined : user(agents[0]),
	};
	const answered = Object.entries({ ...documented, ...ticket.answer });
	return Object.fromEntries(answered.filter(([, value]) => value !== undefined && value !== null));
}

/** The document of the single ticket adds its tags: "only when it has any". */
export function wholeTicketAnswer(ticket: Ticket, app: App, world: World): Record<string, unknown> {
	const tags = ticket.tags.map((name) => ({ id: numericId(name), name }));
	return { ...(tags.length > 0 && { tags }), ...ticketAnswer(ticket, app, world) };
}

function userAnswer(userId: string, app: App, world: World) {
	const person = world.people.find((candidate) => candidate.userId === userId);
	return {
		id: person === undefined ? '' : (idOf(person, 'open_id', app, world) ?? ''),
		avatar_url: '',
		name: person?.name ?? '',
		email: person?.email ?? '',
		department: person?.department ?? '',
		city: person?.city ?? '',
		country: person?.country ?? '',
	};
}

function commentAnswer(content: string, { agents, createdAt, updatedAt }: Ticket, world: World) {
	const author = world.people.find(({ userId }) => userId === agents[0]);
	return {
		content,
		created_at: Math.max(createdAt, updatedAt),
		id: 12,
		user_avatar_url: '',
		user_name: author?.name ?? '',
		user_id: 72626560959191,
	};
}

function fieldsAnswer({ customizedFields = {} }: Ticket) {
	const fields = ticketFields.flatMap(({ id, keyName, displayName }, index) => {
		const value = customizedFields[keyName];
		if (value === undefined) return [];
		return [
			{
				id,
				value,
				key_name: keyName,
				display_name: displayName,
				position: index + 1,
				required: false,
				editable: true,
			},
		];
	});
	return fields.length > 0 ? fields : undefined;
}

/** agent_service_duration is in minutes, the others in seconds; times are in milliseconds. */
function durations({
	createdAt,
	closedAt,
	agentEntryTime: entry,
	agentFirstResponseTime: first,
	agentLastResponseTime: last,
}: Ticket) {
	const seconds = (from: number | undefined, to: number | undefined) =>
		from === undefined || to === undefined ? undefined : Math.floor((to - from) / 1000);
	return {
		agent_service_duration:
			entry === undefined || last === undefined ? undefined : (last - entry) / 60_000,
		agent_first_response_duration: seconds(entry, first),
		bot_service_duration: seconds(createdAt, entry),
		agent_resolution_time: seconds(entry, closedAt),
		actual_processing_time: seconds(entry, closedAt),
		agent_entry_time: entry,
		agent_first_response_time: first,
		agent_last_response_time: last,
	};
}
