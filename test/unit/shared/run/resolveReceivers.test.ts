import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import type { Message, Planned } from '../../../../nodes/shared/run/outcome';
import { resolveReceivers } from '../../../../nodes/shared/run/resolveReceivers';
import { by } from '../../../support/receiver';
import { messageTo } from './messageTo';
import { answered, given, noAnswer, readingContext } from './readingContext';

/** Somebody of whom there is nobody: nobody@example.com. Everybody else is found. */
function contacts({ emails = [], mobiles = [] }: { emails?: string[]; mobiles?: string[] }) {
	const entries = [
		...emails.map((email) => ({ email, user_id: `ou_${email.toLowerCase().split('@')[0]}` })),
		...mobiles.map((mobile) => ({ mobile, user_id: `ou_${mobile.slice(-4)}` })),
	];
	return given({
		user_list: entries.map((entry) =>
			entry.user_id === 'ou_nobody' ? { ...entry, user_id: undefined } : entry,
		),
	});
}

/** What the messages became, and which addresses were asked for. */
async function resolve(
	planned: readonly Planned[],
	answer: (body: { emails?: string[]; mobiles?: string[] }) => Exchange = contacts,
	known = new Map<string, string>(),
) {
	const { context, asked, run } = readingContext(({ body }) => answer(body ?? {}));
	const resolved = await run(resolveReceivers(planned, context, known));
	return {
		to: resolved.map((entry) => ('outcome' in entry ? entry.outcome : entry.recipient.receiverId)),
		resolved,
		asked: asked.map(({ body = {} }) => (body.emails ?? body.mobiles) as string[]),
		known,
	};
}

const byEmail = (address: string, parameters = {}) => messageTo(address, parameters, 'email');
const mentioning = (...addresses: string[]) => ({
	mentions: {
		mention: addresses.map((address) => ({
			who: 'person',
			position: 'before',
			person: by('email', address),
		})),
	},
});

test('each address is looked up once, receivers and those who are mentioned together, each kind apart', async () => {
	const { to, asked, resolved } = await resolve([
		byEmail('A@example.com', mentioning('b@example.com')),
		messageTo('13800138000', {}, 'mobile'),
		{ ...byEmail('a@example.com'), item: 1 },
		messageTo('ou_9'),
	]);
	expect(to).toEqual(['ou_a', 'ou_8000', 'ou_a', 'ou_9']);
	expect(asked).toEqual([['a@example.com', 'b@example.com'], ['13800138000']]);
	const [first] = resolved as [Message];
	expect(first.prepared.mentioned.map(first.idOf)).toEqual(['ou_b']);
});

test('nobody is looked up where all are known by an ID', async () => {
	expect(await resolve([messageTo('ou_1'), messageTo('on_1', {}, 'union_id')])).toMatchObject({
		to: ['ou_1', 'on_1'],
		asked: [],
	});
});

test('fifty at a time', async () => {
	const people = Array.from({ length: 101 }, (_, i) => byEmail(`p${i}@example.com`));
	const { to, asked } = await resolve(people);
	expect(asked.map(({ length }) => length)).toEqual([50, 50, 1]);
	expect(to).toEqual(people.map((_, i) => `ou_p${i}`));
});

test('who was found stays found; a mobile number is not taken for an e-mail address', async () => {
	const first = await resolve([byEmail('a@example.com'), byEmail('nobody@example.com')]);
	const again = await resolve(
		[byEmail('a@example.com'), byEmail('nobody@example.com')],
		contacts,
		first.known,
	);
	expect(again.to[0]).toBe('ou_a');
	expect(again.asked).toEqual([['nobody@example.com']]);
	expect([...first.known.values()]).toEqual(['ou_a']);
});

test('a person is written to once for each item, in whatever way the item names them', async () => {
	const one = messageTo('ou_a');
	const planned = [one, byEmail('a@example.com'), { ...byEmail('a@example.com'), item: 1 }];
	const { resolved } = await resolve(planned);
	expect(resolved.map(({ item }) => item)).toEqual([0, 1]);
	const ofUnionId = { ...one.recipient, receiverIdType: 'union_id' } as const;
	expect((await resolve([one, { ...one, recipient: ofUnionId }])).to).toHaveLength(2);
});

test('what failed before stays as it is', async () => {
	const failed: Planned = { item: 0, outcome: { kind: 'unreadable', error: new Error('no') } };
	expect((await resolve([failed, failed])).resolved).toEqual([failed, failed]);
});

test.each([
	{
		what: 'the receiver',
		message: byEmail('nobody@example.com', mentioning('a@example.com')),
		receiver: 'nobody@example.com',
		field: 'receiver',
		said: 'No Feishu user found for nobody@example.com',
	},
	{
		what: 'somebody who is mentioned',
		message: byEmail('a@example.com', mentioning('b@example.com', 'nobody@example.com')),
		receiver: 'a@example.com',
		field: 'mentions',
		said: 'No Feishu user found for nobody@example.com, who is mentioned',
	},
])('nobody found: $what', async ({ message, receiver, field, said }) => {
	expect((await resolve([message])).to).toEqual([
		{
			kind: 'invalid',
			receiver,
			problem: {
				field,
				message: said,
				hint: "Check the e-mail address. The person may have left, or be outside of the app's contacts range: widen it in the developer console. Feishu business mailboxes cannot be looked up: try Mobile, or By ID with an Open ID.",
			},
		},
	]);
});

test('a mobile number that is not found is to be checked', async () => {
	const { to } = await resolve([messageTo('13800138000', {}, 'mobile')], () =>
		given({ user_list: [] }),
	);
	expect(to).toMatchObject([
		{ problem: { hint: expect.stringMatching(/^Check the mobile number\. /) as string } },
	]);
});

test('an address that is too long is cut off', async () => {
	const { to } = await resolve([byEmail(`${'n'.repeat(90)}@example.com`)], () =>
		given({ user_list: [] }),
	);
	expect(to).toMatchObject([
		{ problem: { message: `No Feishu user found for ${'n'.repeat(80)}` } },
	]);
});

test('a look-up that fails fails for those who were in it, and was no delivery', async () => {
	const { to, asked } = await resolve(
		[byEmail('a@example.com'), messageTo('13800138000', {}, 'mobile'), messageTo('ou_9')],
		(body) => (body.emails ? noAnswer : contacts(body)),
	);
	expect(to).toEqual([
		{
			kind: 'failed',
			receiver: 'a@example.com',
			meantFor: 'chat',
			receiveType: 'chat',
			verdict: { verdict: 'notNow', holdsUp: 'message', loss: noAnswer.loss },
		},
		'ou_8000',
		'ou_9',
	]);
	// Looking up again is harmless.
	expect(asked).toHaveLength(3 + 1);
});

test('a look-up that is refused is not tried again', async () => {
	const { to, asked } = await resolve([byEmail('a@example.com')], () =>
		answered(400, { code: 99991672 }),
	);
	expect(to).toMatchObject([{ kind: 'failed', verdict: { verdict: 'refused' } }]);
	expect(asked).toHaveLength(1);
});
