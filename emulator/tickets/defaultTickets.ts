import type { Person } from '../world';
import type { Ticket, TicketMessage } from './ticket';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Four tickets as a small helpdesk has them: one waits for its guest, three are closed. The last one is answered the way real ones
 * were reported, which differs from the document.
 */
export function defaultTickets(
	helpdeskId: string,
	[first, second, third, , fifth, , , agent]: Person[],
	now = Date.now(),
): { tickets: Ticket[]; ticketMessages: TicketMessage[] } {
	const id = (person?: Person) => person?.userId ?? '';
	const ticket = (
		number: number,
		guest: Person | undefined,
		change: Partial<Ticket> & { createdAt: number },
	): Ticket => ({
		ticketId: `729460918273645500${number}`,
		helpdeskId,
		guest: id(guest),
		stage: 'human',
		status: 'processing',
		updatedAt: -1,
		agents: [],
		channel: 13,
		tags: [],
		...change,
	});
	const served = (createdAt: number, answeredAt: number) => ({
		agents: [id(agent)],
		createdAt,
		agentEntryTime: createdAt + 60_000,
		agentFirstResponseTime: createdAt + 120_000,
		agentLastResponseTime: answeredAt,
	});
	const tickets = [
		ticket(1, third, {
			...served(now - 5 * DAY, now - 4 * DAY),
			status: 'awaitingUser',
			updatedAt: now - 4 * DAY,
			tags: ['VPN'],
			comment: 'Asked for the version of the client.',
			customizedFields: { category: 'Accounts', office: 'Hangzhou' },
		}),
		ticket(2, first, {
			...served(now - 9 * DAY, now - 8 * DAY),
			status: 'closedByAgent',
			updatedAt: now - 8 * DAY,
			closedAt: now - 8 * DAY,
			closedBy: id(agent),
			solved: true,
			score: 3,
			customizedFields: { category: 'Hardware' },
		}),
		ticket(3, second, {
			stage: 'bot',
			status: 'closedByBot',
			createdAt: now - 3 * DAY,
			updatedAt: now - 3 * DAY + HOUR,
			closedAt: now - 3 * DAY + HOUR,
			channel: 2,
		}),
		ticket(4, fifth, {
			...served(now - 2 * DAY, now - DAY),
			status: 'closedByUser',
			updatedAt: now - DAY,
			closedAt: now - DAY,
			closedBy: id(fifth),
			solved: false,
			score: 1,
			// The UUID of an option instead of its name.
			customizedFields: { category: 'a3d7f216-94b8-4e5c-b160-6c8e2d9f7a33' },
			answer: {
				comments: [
					{
						content: 'Receipt is missing.',
						created_at: now - 2 * DAY + HOUR,
						id: 31,
						user_avatar_url: '',
						user_name: agent?.name ?? '',
						user_id: 72626560959191,
					},
				],
				dissatisfaction_reason: [
					{ zh_cn: '回复太慢', en_us: 'The answer took too long', ja_jp: '返信が遅い' },
				],
				agents: null,
				agent: { id: agent?.openId ?? '', name: agent?.name ?? '', email: agent?.email ?? '' },
			},
		}),
	];
	const said = (
		number: number,
		at: number,
		from: 'guest' | 'agent',
		person: Person | undefined,
		content: string,
	): TicketMessage => ({
		messageId: `om_${String(number).padStart(32, '0')}`,
		ticketId: tickets[0]?.ticketId ?? '',
		at,
		from,
		userId: id(person),
		msgType: 'text',
		content,
	});
	return {
		tickets,
		ticketMessages: [
			said(1, now - 5 * DAY, 'guest', third, 'VPN 连不上，提示证书过期。'),
			said(2, now - 5 * DAY + 120_000, 'agent', agent, '请问您的客户端是哪个版本？'),
			said(3, now - 4 * DAY, 'agent', agent, '您好，还需要您提供客户端的版本号。'),
		],
	};
}
