import type { DeliveryContext } from '../../../../nodes/shared/delivery/deliver';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import { answered, given, noAnswer, readingContext } from './readingContext';

/** What is known of each of these people, asked for at the same time; and of whom Feishu was asked. */
async function stateOf(
	ids: string[],
	answer: (id: string) => Exchange,
	more: Partial<DeliveryContext> = {},
) {
	const { context, asked, run } = readingContext(({ query }) => answer(String(query.guest_id)));
	const tickets = new OpenTickets();
	const states = await run(
		Promise.all(ids.map(async (id) => await tickets.newestOf(id, { ...context, ...more }))),
	);
	return { states, asked: asked.map(({ query }) => query) };
}

const mine = { ticket_id: '7', status: 2, guest: { id: 'ou_1' } };
const none = { kind: 'none' };
const tickets = (...list: object[]) => given({ total: list.length, tickets: list });
const lacksScope = { kind: 'unread', lacksScope: true };
const unread = { kind: 'unread', lacksScope: false };

// Those below 50 are in progress: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list
test('asks for the tickets in progress of one person, all in one answer', async () => {
	const { asked } = await stateOf(['ou_1'], () => tickets());
	expect(asked).toEqual([
		{ guest_id: 'ou_1', status_list: ['1', '2', '3', '4', '5'], page: '1', page_size: '50' },
	]);
});

test.each([
	['7', [mine]],
	['2', [{ ...mine, created_at: 1 }, { ...mine, ticket_id: '2', created_at: '20' }, mine]],
	['2', [mine, { ...mine, ticket_id: '2', created_at: 20 }, { ...mine, created_at: '3' }]],
	['1'.repeat(100), [{ ...mine, ticket_id: '1'.repeat(100) }]],
	['ab_c-9', [{ ...mine, ticket_id: 'ab_c-9' }]],
])('the newest counts, in whatever order: %s', async (ticketId, list) => {
	const { states } = await stateOf(['ou_1'], () => tickets(...list));
	expect(states).toEqual([{ kind: 'open', ticketId, status: 'Processing' }]);
});

test.each([
	['of somebody else', { guest: { id: 'ou_2' } }],
	['of nobody', { guest: null }],
	['that is closed', { status: 50 }],
	['with a status that is not documented', { status: 9 }],
	['without a status', { status: undefined }],
	['with an ID that is too long', { ticket_id: '1'.repeat(101) }],
	['with an ID that begins with another character', { ticket_id: '/7' }],
	['with an ID that ends with another character', { ticket_id: '7?' }],
])('a ticket %s is none', async (_what, part) => {
	expect((await stateOf(['ou_1'], () => tickets({ ...mine, ...part }))).states).toEqual([none]);
});

test.each([
	{ what: 'every call', answer: answered(400, { code: 99991672 }), state: lacksScope, asked: 1 },
	{ what: 'the helpdesk', answer: answered(401, { code: 154001 }), state: unread, asked: 1 },
	{ what: 'this call', answer: answered(400, { code: 154003 }), state: lacksScope, asked: 3 },
	{ what: 'with no known code', answer: answered(400, { code: 1 }), state: unread, asked: 3 },
])('refused: $what', async ({ answer, state, asked }) => {
	const seen = await stateOf(['ou_1', 'ou_2', 'ou_3'], () => answer);
	expect(seen.states).toEqual([state, state, state]);
	expect(seen.asked).toHaveLength(asked);
});

test('one call goes ahead, and the others are asked for once it has an answer', async () => {
	let isFirst = true;
	const { states, asked } = await stateOf(['ou_1', 'ou_2', 'ou_3'], (id) => {
		const answer = isFirst ? noAnswer : tickets({ ...mine, guest: { id } });
		isFirst = false;
		return answer;
	});
	expect(states).toMatchObject([{ kind: 'open' }, { kind: 'open' }, { kind: 'open' }]);
	expect(asked.map(({ guest_id: id }) => id)).toEqual(['ou_1', 'ou_1', 'ou_2', 'ou_3']);
});

test('what gets no answer is not known, and stands for nobody else', async () => {
	const { states } = await stateOf(['ou_1', 'ou_2'], (id) =>
		id === 'ou_1' ? noAnswer : tickets(),
	);
	expect(states).toEqual([unread, none]);
});

test('the call that goes ahead keeps its place among those that are at work', async () => {
	const waitAside = jest.fn(async (wait: Promise<void>) => await wait);
	let left = 1;
	const chatLimited = () => (left-- > 0 ? answered(400, { code: 230020 }) : tickets());
	expect((await stateOf(['ou_1'], chatLimited, { waitAside })).states).toEqual([none]);
	expect(waitAside).not.toHaveBeenCalled();
});
