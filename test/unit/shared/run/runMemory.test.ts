import type { Message, Outcome, Planned } from '../../../../nodes/shared/run/outcome';
import { RunMemory, type UnclearCalls } from '../../../../nodes/shared/run/runMemory';
import { by } from '../../../support/receiver';
import { prepareMessage } from '../../../support/prepareMessage';
import { messageTo } from './messageTo';

function messages(
	item: number,
	receivers: string[],
	text = 'x',
	options = {},
	more = {},
): Message[] {
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by('id', receivers.join(',')),
		messageType: 'text',
		text,
		options,
		...more,
	});
	if (!prepared.ok) throw new TypeError(prepared.problem.message);
	return prepared.value.receivers.people.map((person) => ({
		item,
		receiver: person.id,
		person,
		idOf: ({ id }) => id,
		recipient: { receiverId: person.id, receiverIdType: 'open_id', receiveType: 'chat' },
		prepared: prepared.value,
	}));
}

const [one, two] = messages(0, ['ou_1', 'ou_2']) as [Message, Message];
const loss = { neverConnected: false, reason: '' };
const sent: Outcome = {
	kind: 'sent',
	message: { message_id: 'om_1', msg_type: 'text', receiver_id: 'ou_1', receive_type: 'chat' },
};
const failed = (verdict: Extract<Outcome, { kind: 'failed' }>['verdict']): Outcome => ({
	kind: 'failed',
	verdict,
	receiver: 'ou_1',
	meantFor: 'chat',
	receiveType: 'chat',
});
const unclear = failed({ verdict: 'unknown', loss });
const notTried = failed({ verdict: 'notTried' });
const known = (outcome: Outcome): Planned => ({
	item: 0,
	outcome,
	hasKey: false,
	isRemembered: true,
});
const fails = (): Planned[] => [
	{ item: 0, outcome: { kind: 'unreadable', error: new Error('no') } },
];

test('an item of which everything is known is not read again', () => {
	const memory = new RunMemory();
	memory.plan(0, () => [one, two]);
	memory.remember(one, sent);
	memory.remember(two, unclear);
	const prepare = jest.fn(fails);
	expect(memory.plan(0, prepare)).toEqual([known(sent), known(unclear)]);
	expect(prepare).not.toHaveBeenCalled();
});

test('an item that failed before it was read counts nobody: once all are known, it is not read again', () => {
	const memory = new RunMemory();
	memory.plan(0, fails);
	memory.plan(0, () => [one]);
	memory.remember(one, sent);
	expect(memory.plan(0, fails)).toEqual([known(sent)]);
});

test('what is known stays, whatever fails for the rest of the item', () => {
	const memory = new RunMemory();
	memory.plan(0, () => [one, two]);
	memory.remember(one, sent);
	memory.remember(two, notTried);
	expect(memory.plan(0, fails)).toEqual([known(sent), ...fails()]);
	expect(memory.plan(0, () => [one, two])).toEqual([known(sent), two]);
});

test('a receiver whom nothing is known of is not settled by another one', () => {
	const memory = new RunMemory();
	memory.plan(0, () => [one, two]);
	memory.remember(one, sent);
	expect([memory.recall(one), memory.recall(two)]).toEqual([sent, undefined]);
	expect(memory.recall({ ...one, item: 1 })).toBeUndefined();
});

test('a person is the same by another spelling', () => {
	const memory = new RunMemory();
	memory.plan(0, () => [one]);
	const another = { ...one, receiver: 'person1@example.com' };
	expect(memory.isSettled(another)).toBe(false);
	memory.remember(one, sent);
	expect(memory.recall(another)).toBe(sent);
	expect(memory.isSettled(another)).toBe(true);
});

test.each<[string, Outcome]>([
	['not tried', notTried],
	['put off', failed({ verdict: 'waitTooLong', waitMs: 1 })],
	['not connected', failed({ verdict: 'notNow', holdsUp: 'message', loss })],
	[
		'refused with all',
		failed({
			verdict: 'refused',
			everyItem: true,
			tokenRefused: false,
			statement: { httpStatus: 401, scopes: [] },
		}),
	],
	[
		'refused with all of its kind of ID',
		failed({
			verdict: 'refused',
			everyItem: false,
			everyIdOf: 'user_id',
			tokenRefused: false,
			statement: { httpStatus: 400, scopes: [] },
		}),
	],
])('%s may still be sent', (_, outcome) => {
	const memory = new RunMemory();
	memory.plan(0, () => [one]);
	memory.remember(one, outcome);
	expect(memory.recall(one)).toBeUndefined();
	expect(memory.plan(0, () => [one])).toEqual([one]);
});

describe('calls of a tool', () => {
	const call = (calls: UnclearCalls) => new RunMemory(calls);

	test('what may have arrived is not sent again by another call, unless the user wants it', () => {
		const calls: UnclearCalls = new Map();
		call(calls).remember(one, unclear);
		expect(call(calls).recall(one)).toBe(unclear);
		expect(call(calls).recall({ ...one, item: 7 })).toBe(unclear);
		const [other] = messages(0, ['ou_1'], 'y') as [Message];
		const [wanted] = messages(0, ['ou_1'], 'x', { resendUnknown: true }) as [Message];
		expect([two, other, wanted].map((message) => call(calls).recall(message))).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	test('the same words to the same person in the other place are the same message', () => {
		const at = (receiver: string, receiveType: string, text = 'x') =>
			messageTo(receiver, { receiveType, text });
		const calls: UnclearCalls = new Map();
		call(calls).remember(at('ou_1', 'chat'), unclear);
		expect(call(calls).recall(at('ou_1', 'user'))).toBe(unclear);
		for (const message of [at('ou_2', 'user'), at('ou_1', 'user', 'y')])
			expect(call(calls).recall(message)).toBeUndefined();

		call(calls).remember(at('ou_3', 'user'), unclear);
		expect(call(calls).recall(at('ou_3', 'chat'))).toBe(unclear);
	});

	test('the same letters as another kind of ID are another person', () => {
		const calls: UnclearCalls = new Map();
		const [person] = messages(0, ['ou_1'], 'x') as [Message];
		call(calls).remember(person, unclear);
		const asUserId: Message = {
			...person,
			recipient: { ...person.recipient, receiverIdType: 'user_id' },
		};
		expect(call(calls).recall(asUserId)).toBeUndefined();
	});

	test('another picture is another message', () => {
		const picture = (imageBinaryField: string) =>
			messages(
				0,
				['ou_1'],
				'',
				{},
				{ messageType: 'image', imageSource: 'binary', imageBinaryField },
			);
		const [a] = picture('a') as [Message];
		const [b] = picture('b') as [Message];
		const calls: UnclearCalls = new Map();
		call(calls).remember(a, unclear);
		expect([a, b].map((message) => call(calls).recall(message))).toEqual([unclear, undefined]);
	});

	test('what was sent may be sent again by another call', () => {
		const calls: UnclearCalls = new Map();
		call(calls).remember(one, sent);
		expect(call(calls).recall(one)).toBeUndefined();
	});

	test('without an agent two equal messages are two', () => {
		new RunMemory().remember(one, unclear);
		expect(new RunMemory().recall(one)).toBeUndefined();
	});
});
