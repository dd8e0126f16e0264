import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { ticketsByConditions } from '../../../../nodes/shared/run/ticketsByConditions';
import type { Conditions } from '../../../../nodes/shared/tickets/conditions';
import { answered, given, noAnswer, readingContext } from './readingContext';
import { messageTo } from './messageTo';

const byEmail = (address: string) => messageTo(address, {}, 'email').person;
const byId = (id: string) => messageTo(id).person;

/** Feishu knows a@example.com alone, and has one ticket. */
async function find(conditions: Conditions, reading?: Exchange, people?: Exchange) {
	const found = { user_list: [{ email: 'a@example.com', user_id: 'ou_a' }] };
	const { context, asked, run } = readingContext(({ method }) =>
		method === 'POST'
			? (people ?? given(found))
			: (reading ?? given({ total: 1, tickets: [{ ticket_id: '7' }] })),
	);
	const result = await run(ticketsByConditions(conditions, 20, context, new Map()));
	return { result, asked: asked.map(({ query }) => query) };
}

test('people are looked up, the rest is asked for as it is', async () => {
	const conditions = { guest: byEmail('a@example.com'), agent: byId('ou_b'), statuses: [2] };
	const { result, asked } = await find(conditions);
	expect(result).toEqual([{ ticket_id: '7' }]);
	expect(asked).toEqual([
		{ user_id_type: 'open_id' },
		{ guest_id: 'ou_a', agent_id: 'ou_b', status_list: ['2'], page: '1', page_size: '20' },
	]);
});

test('without conditions all are asked for', async () => {
	expect((await find({})).asked).toEqual([{ page: '1', page_size: '20' }]);
});

test('a span that ends before it begins is refused before anything is asked', async () => {
	const { result, asked } = await find({ createdAfter: 2e12, createdBefore: 1e12 });
	expect(result).toMatchObject({ kind: 'invalid', problem: { field: 'createdBefore' } });
	expect(asked).toEqual([]);
});

test('somebody who is not found is a mistake in that filter', async () => {
	const { result, asked } = await find({ agent: byEmail('b@example.com') });
	expect(result).toMatchObject({
		kind: 'invalid',
		problem: { field: 'agent', message: 'No Feishu user found for b@example.com' },
	});
	expect(asked).toHaveLength(1);
});

const notNow = { verdict: 'notNow', holdsUp: 'message' };

test.each([
	{ what: 'refused', answer: answered(400, { code: 99991672 }), verdict: { verdict: 'refused' } },
	{ what: 'without an answer', answer: noAnswer, verdict: notNow },
])('a look-up $what, and a search', async ({ answer, verdict }) => {
	const guest = byEmail('a@example.com');
	expect((await find({ guest }, undefined, answer)).result).toMatchObject({
		kind: 'notRead',
		subject: 'people',
		verdict,
	});
	expect((await find({ guest }, answer)).result).toMatchObject({
		kind: 'notRead',
		subject: 'ticketReading',
		verdict,
	});
});
