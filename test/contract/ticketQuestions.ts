import type { Question } from './questions';

const PATH = '/open-apis/helpdesk/v1/tickets';
const taken = { status: 200, code: 0 };
const NO_TICKET = 'set FEISHU_LIVE_TICKET_ID to a ticket of the receiver that is in progress';

/** How moments follow one another, as far as there are several. */
function orderOf(moments: number[]): string {
	const pairs = moments.slice(1).map((moment, i) => Math.sign(moment - (moments[i] ?? moment)));
	if (!pairs.some((sign) => sign !== 0)) return 'cannot be told';
	if (pairs.every((sign) => sign <= 0)) return 'the latest first';
	return pairs.every((sign) => sign >= 0) ? 'the earliest first' : 'no order';
}

function observeTickets(data: unknown): string {
	const { tickets = [] } = (data ?? {}) as { tickets?: Array<Record<string, unknown>> };
	const order = (name: string) => orderOf(tickets.map((ticket) => Number(ticket[name])));
	const untouched = tickets.filter(({ updated_at: at }) => Number(at) === -1).length;
	return `${tickets.length} tickets; by created_at: ${order('created_at')}; by updated_at: ${order('updated_at')}; updated_at is -1 in ${untouched}`;
}

function message(assumption: string, content: (text: string) => unknown): Question {
	return {
		assumption,
		call: ({ ticketId }, text) =>
			ticketId
				? {
						path: `${PATH}/${ticketId}/messages`,
						body: { msg_type: 'text', content: content(text) },
					}
				: NO_TICKET,
		answer: taken,
	};
}

/** What the documents leave open about tickets. */
export const ticketQuestions: readonly Question[] = [
	{
		assumption: 'Tickets can be read (look at their order)',
		call: () => ({ path: PATH, query: { page: '1', page_size: '50' } }),
		answer: taken,
		observe: observeTickets,
	},
	message(
		'A ticket takes the content of a message as text (look who is shown as the sender)',
		(text) => JSON.stringify({ text }),
	),
	message('A ticket takes the content of a message as an object', (text) => ({ text })),
	{
		assumption:
			'The ticket into which messages were sent can be read (does updated_at follow them?)',
		call: ({ ticketId }) => (ticketId ? { path: `${PATH}/${ticketId}` } : NO_TICKET),
		answer: taken,
		observe(data) {
			const { ticket } = (data ?? {}) as { ticket?: Record<string, unknown> };
			const at = Number(ticket?.updated_at);
			return at > 0
				? `updated ${Math.round((Date.now() - at) / 1000)} seconds ago`
				: 'never updated';
		},
	},
	{
		assumption: 'A ticket of another helpdesk counts as missing: HTTP 404 and 154004',
		call: ({ ticketElsewhere }) =>
			ticketElsewhere
				? { path: `${PATH}/${ticketElsewhere}` }
				: 'set FEISHU_LIVE_OTHER_TICKET_ID to a ticket of another helpdesk',
		answer: { status: 404, code: 154004 },
	},
];
