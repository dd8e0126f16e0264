import type { Claim, Fate } from '../../../../nodes/shared/delivery/claims';
import { Flight } from '../../../../nodes/shared/delivery/flight';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import type { FeishuRequest } from '../../../../nodes/shared/feishu/request';
import type { Message, Outcome } from '../../../../nodes/shared/run/outcome';
import { sendItem, type SendContext } from '../../../../nodes/shared/run/sendItem';
import { virtualClock } from '../../../support/virtualClock';
import { DELIVERED, newRun, NO_ANSWER } from './manyMessages';
import { messageTo } from './messageTo';
import { answered, given } from './readingContext';

const REFUSED = answered(400, { code: 154402, msg: 'no' });
const GROUP_DISSOLVED = answered(400, { code: 232009, msg: 'gone' });
const TICKET_CLOSED = answered(401, { code: 154401, msg: 'closed' });
const IN_TICKET = given({
	total: 1,
	tickets: [{ ticket_id: '7', status: 2, guest: { id: 'ou_1' } }],
});

/** What becomes of it, and what was asked for: the receive type, or the path without the first part. */
async function send(
	message: Message,
	answers: readonly Exchange[] = [],
	settings: Partial<SendContext> = {},
) {
	const virtual = virtualClock();
	const asked: string[] = [];
	const run = newRun(virtual, async (request) => {
		const answer = answers[asked.length] ?? DELIVERED;
		asked.push(goalOf(request));
		await virtual.clock.wait(10);
		return answer;
	});
	const { clock } = virtual;
	const flight = new Flight(1, run.client.pace.growth, () => clock.now());
	const outcome = await virtual.run(sendItem(message, { ...run, flight, ...settings }));
	return { outcome, asked };
}

function goalOf({ path, body }: FeishuRequest): string {
	return String(body?.receive_type ?? path.replace('/open-apis/helpdesk/v1/', ''));
}

const once = { maxTries: 1 };
const halted = AbortSignal.abort();

describe('without a key', () => {
	test('what arrives says where, and the store of keys is not asked', async () => {
		const { keys } = newRun(virtualClock(), async () => DELIVERED);
		const claim = async () => await Promise.reject(new Error('asked'));
		expect(await send(messageTo('ou_1'), [], { keys: { ...keys, claim } })).toEqual({
			outcome: {
				kind: 'sent',
				message: {
					message_id: 'om_1',
					msg_type: 'text',
					receiver_id: 'ou_1',
					receive_type: 'chat',
				},
			},
			asked: ['chat'],
		});
	});

	test('after a halt nothing is asked', async () => {
		const { outcome, asked } = await send(messageTo('ou_1'), [], { halted });
		expect(outcome).toMatchObject({ kind: 'failed', verdict: { verdict: 'notTried' } });
		expect(asked).toEqual([]);
	});

	test('a picture that was not uploaded: the message is not sent, for the same reason', async () => {
		const { outcome, asked } = await send(messageTo('ou_1'), [], {
			pictures: { check: async () => undefined, upload: async () => ({ verdict: 'notTried' }) },
		});
		expect(outcome).toMatchObject({ kind: 'failed', verdict: { verdict: 'notTried' } });
		expect(asked).toEqual([]);
	});

	test('a question whose time is over is not asked, one that has time is', async () => {
		const message = messageTo('ou_1', { options: once });
		const at = (ms: number) => ({
			...message,
			prepared: { ...message.prepared, notAfter: new Date(Date.now() + ms) },
		});
		const late = await send(at(-1000));
		expect(late.outcome).toMatchObject({ verdict: { verdict: 'tooLate' } });
		expect(late.asked).toEqual([]);
		expect((await send(at(60_000))).outcome.kind).toBe('sent');
	});
});

describe('with a key', () => {
	const message = messageTo('ou_1', { options: { ...once, deduplicationKey: 'k' } });
	const resending = messageTo('ou_1', {
		options: { ...once, deduplicationKey: 'k', resendUnknown: true },
	});
	const key = '["open_id","ou_1","k"]';

	/** Likewise, where the store says this of the key; and what it is told in the end. */
	async function sendWith(
		claim: Claim | 'halted',
		sent: Message,
		answers: readonly Exchange[] = [],
		settings: Partial<SendContext> = {},
	) {
		const settled: Array<[string, Fate]> = [];
		const { keys } = newRun(virtualClock(), async () => DELIVERED);
		const store = {
			...keys,
			claim: async () => claim,
			settle: (...entry: [string, Fate]) => void settled.push(entry),
		};
		const work = send(sent, answers, { keys: store, ...settings });
		return { ...(await work.catch((error: Error) => ({ error, asked: [] }))), settled };
	}

	test.each<[string, Exchange, Outcome['kind'], Fate]>([
		['arrives', DELIVERED, 'sent', 'delivered'],
		['is refused', REFUSED, 'failed', 'notDelivered'],
		['gets no answer', NO_ANSWER, 'failed', 'unknown'],
	])('a message that %s settles it so', async (_, answer, kind, fate) => {
		const { outcome, settled } = (await sendWith('claimed', message, [answer])) as never as {
			outcome: Outcome;
			settled: unknown;
		};
		expect(outcome.kind).toBe(kind);
		expect(settled).toEqual([[key, fate]]);
	});

	test('a message that was delivered before is skipped, and nothing is said anew of the key', async () => {
		expect(await sendWith('delivered', message)).toEqual({
			outcome: {
				kind: 'skipped',
				deduplicationKey: 'k',
				facts: {},
				recipient: message.recipient,
			},
			asked: [],
			settled: [[key, 'unknown']],
		});
	});

	test('one that may have been is not sent, unless the user wants it', async () => {
		const unclear = {
			kind: 'unclear',
			deduplicationKey: 'k',
			receiver: 'ou_1',
			meantFor: 'chat',
		};
		expect(await sendWith('unclear', message)).toEqual({
			outcome: unclear,
			asked: [],
			settled: [[key, 'unknown']],
		});
		expect(await sendWith('unclear', resending)).toMatchObject({
			outcome: { kind: 'sent' },
			settled: [[key, 'delivered']],
		});
		// Whatever became of this one, the one before may have arrived.
		expect(await sendWith('unclear', resending, [REFUSED])).toMatchObject({
			outcome: { ...unclear, again: { kind: 'failed', verdict: { verdict: 'refused' } } },
			settled: [[key, 'unknown']],
		});
	});

	test('a key that was waited for until the halt is nobody’s', async () => {
		expect(await sendWith('halted', message)).toMatchObject({
			outcome: { kind: 'failed', verdict: { verdict: 'notTried' } },
			asked: [],
			settled: [],
		});
	});

	test('after a halt it is not asked for', async () => {
		expect(await sendWith('claimed', message, [], { halted })).toMatchObject({ settled: [] });
	});

	test('a store of files that fails: nothing was sent', async () => {
		const pictures = {
			check: async () => undefined,
			upload: async () => await Promise.reject(new Error('disk')),
		};
		expect(await sendWith('claimed', message, [], { pictures })).toEqual({
			error: new Error('disk'),
			asked: [],
			settled: [[key, 'notDelivered']],
		});
	});
});

describe('a group that refuses', () => {
	const message = messageTo('ou_1', { options: { ...once, ticketInProgress: 'privateChat' } });

	test.each([
		['for a reason that is not documented', 154000],
		['because it was dissolved', 232009],
		['because the bot is not in it', 230002],
	])('%s: into the private chat, and the output says why', async (_, code) => {
		const refused = answered(400, { code, msg: 'no' });
		expect(await send(message, [refused])).toMatchObject({
			outcome: {
				kind: 'sent',
				message: {
					receive_type: 'user',
					fallback_reason: `Feishu refused the dedicated group with code ${code} (no)`,
				},
			},
			asked: ['chat', 'user'],
		});
	});

	test('a refusal without words has none in the reason', async () => {
		const { outcome } = await send(message, [answered(400, { code: 154000 })]);
		expect(outcome).toMatchObject({
			message: { fallback_reason: 'Feishu refused the dedicated group with code 154000' },
		});
	});

	test('the private chat refuses too: that is what is told', async () => {
		expect(await send(message, [GROUP_DISSOLVED, REFUSED])).toMatchObject({
			outcome: {
				kind: 'failed',
				receiver: 'ou_1',
				meantFor: 'chat',
				receiveType: 'user',
				verdict: { statement: { code: 154402 } },
			},
			asked: ['chat', 'user'],
		});
	});

	test.each([
		['which is about the content', answered(400, { code: 230022 })],
		['which is about the helpdesk, in the same range', answered(401, { code: 154001 })],
		['which is no answer', NO_ANSWER],
		['which is a page of somebody else', answered(403, '<html>')],
		['without a code', answered(400, {})],
		['which leaves open whether it arrived', answered(500, { code: 154999 })],
	])('an answer %s does not lead elsewhere', async (_, answer) => {
		const { outcome, asked } = await send(message, [answer]);
		expect(outcome).toMatchObject({ kind: 'failed', receiveType: 'chat' });
		expect(asked).toEqual(['chat']);
	});

	test('nor does any where the sender wants no other way, or no group was meant', async () => {
		const plain = messageTo('ou_1', { options: once });
		const toUser = messageTo('ou_1', {
			receiveType: 'user',
			options: { ...once, ticketInProgress: 'privateChat' },
		});
		expect((await send(plain, [GROUP_DISSOLVED])).asked).toEqual(['chat']);
		expect((await send(toUser, [GROUP_DISSOLVED])).asked).toEqual(['user']);
	});
});

describe('a ticket in progress', () => {
	const message = messageTo('ou_1', { options: { ...once, ticketInProgress: 'ticket' } });
	const INTO = 'tickets/7/messages';
	const ticket = { kind: 'open', ticketId: '7', status: 'Processing' };

	test('takes the message, and the output says so', async () => {
		expect(await send(message, [IN_TICKET])).toMatchObject({
			outcome: { message: { receiver_id: 'ou_1', ticket_id: '7', sent_to: 'ticket' } },
			asked: ['tickets', INTO],
		});
	});

	test('closed meanwhile: the group takes it, and there is no ticket to speak of', async () => {
		const { outcome, asked } = await send(message, [IN_TICKET, TICKET_CLOSED]);
		expect(asked).toEqual(['tickets', INTO, 'chat']);
		expect(outcome).toEqual({
			kind: 'sent',
			message: {
				message_id: 'om_1',
				msg_type: 'text',
				receiver_id: 'ou_1',
				receive_type: 'chat',
			},
		});
	});

	test.each([
		['refused', REFUSED],
		['unclear', NO_ANSWER],
	])('%s there: not sent elsewhere', async (_, answer) => {
		const { outcome, asked } = await send(message, [IN_TICKET, answer]);
		expect(outcome).toMatchObject({ kind: 'failed', receiveType: 'ticket', ticket });
		expect(asked).toEqual(['tickets', INTO]);
	});
});
