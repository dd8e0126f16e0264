import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { explainRefusals } from '../../../../nodes/shared/run/explainRefusals';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import type { Message, Outcome, UnsentMessage } from '../../../../nodes/shared/run/outcome';
import { messageTo } from './messageTo';
import { answered, given, noAnswer, readingContext } from './readingContext';

const refused: UnsentMessage = {
	kind: 'failed',
	receiver: '',
	meantFor: 'chat',
	receiveType: 'chat',
	verdict: {
		verdict: 'refused',
		tokenRefused: false,
		everyItem: false,
		statement: { httpStatus: 400, code: 154000, scopes: [] },
	},
};

/** What is known after reading, and whom it was read of. `answer` gives what Feishu says of somebody, and how long it takes. */
async function explain(
	ids: string[],
	answer: (id: string) => Exchange & { takesMs?: number },
	outcome: Outcome = refused,
	recipient: Partial<Message['recipient']> = {},
) {
	const { context, asked, run } = readingContext(({ query }) => answer(String(query.guest_id)));
	const told: string[] = [];
	const outcomes = await run(
		explainRefusals(
			ids
				.map((id) => messageTo(id))
				.map((message) => ({
					...message,
					recipient: { ...message.recipient, ...recipient },
				})),
			ids.map(() => outcome),
			new OpenTickets(),
			context,
			({ receiver }) => told.push(receiver),
		),
	);
	const tickets = outcomes.map((outcome) =>
		'ticket' in outcome ? outcome.ticket?.kind : undefined,
	);
	return { tickets, asked: asked.map(({ query }) => query.guest_id), told };
}

const none = given({ total: 0, tickets: [] });

test('each person is asked about once, and every refusal is told', async () => {
	expect(await explain(['ou_1', 'ou_2', 'ou_1'], () => none)).toEqual({
		tickets: ['none', 'none', 'none'],
		asked: ['ou_1', 'ou_2'],
		told: ['ou_1', 'ou_2', 'ou_1'],
	});
});

test('without the scope all are told after one question', async () => {
	const lacking = answered(400, { code: 99991672 });
	expect(await explain(['ou_1', 'ou_2', 'ou_3'], () => lacking)).toEqual({
		tickets: ['unread', 'unread', 'unread'],
		asked: ['ou_1'],
		told: ['ou_1', 'ou_2', 'ou_3'],
	});
});

test('where reading does not get through, nobody else is asked about', async () => {
	const { tickets, asked } = await explain(['ou_1', 'ou_2'], () => noAnswer);
	expect(tickets).toEqual(['unread', undefined]);
	expect(new Set(asked)).toEqual(new Set(['ou_1']));
});

const statement = { httpStatus: 400, code: 154000, scopes: [] };

// Codes: docs/error-codes.md. Only 154000 and its like leave it open.
test.each<{ what: string; outcome: Outcome; recipient?: Partial<Message['recipient']> }>([
	{
		what: 'sent',
		outcome: { kind: 'sent', message: { message_id: 'om_1' } } as unknown as Outcome,
	},
	{
		what: 'unclear',
		outcome: { ...refused, verdict: { verdict: 'unknown', statement } } as unknown as Outcome,
	},
	{
		what: 'refused with a code that says why',
		outcome: {
			...refused,
			verdict: { ...refused.verdict, statement: { ...statement, code: 99991672 } },
		} as unknown as Outcome,
	},
	{
		what: 'refused by a proxy',
		outcome: { ...refused, verdict: { verdict: 'refused', reason: 'x' } } as unknown as Outcome,
	},
	{ what: 'refused in the private chat', outcome: { ...refused, receiveType: 'user' } },
	{
		what: 'refused for somebody whose Open ID is not known',
		outcome: refused,
		recipient: { receiverIdType: 'user_id' },
	},
])('$what: nothing is read', async ({ outcome, recipient }) => {
	expect(await explain(['ou_1'], () => none, outcome, recipient)).toEqual({
		tickets: [undefined],
		asked: [],
		told: [],
	});
});

test('after the time is over the rest is left as it is', async () => {
	const { tickets } = await explain(['ou_1', 'ou_2', 'ou_3', 'ou_4'], () => ({
		...none,
		takesMs: 25_000,
	}));
	expect(tickets).toEqual(['none', 'none', 'none', undefined]);
});
