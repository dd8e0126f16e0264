import {
	isFailure,
	isFinal,
	isUnclear,
	mayHaveArrived,
	readerFacts,
	unsent,
	wayFacts,
	type Outcome,
	type UnsentMessage,
} from '../../../../nodes/shared/run/outcome';
import { messageTo } from './messageTo';

const statement = { httpStatus: 400, code: 1, scopes: [] };
const failed = (verdict: UnsentMessage['verdict']): Outcome => unsent(messageTo('ou_1'), verdict);
const refused = { verdict: 'refused', tokenRefused: false, everyItem: false, statement } as const;
const of = (kind: Outcome['kind']) => ({ kind }) as Outcome;

// Never twice: what may have arrived is final. Never lost: what was only put off is not.
test.each<{ what: string; outcome: Outcome; is: string[] }>([
	{ what: 'sent', outcome: of('sent'), is: ['arrived', 'final'] },
	{ what: 'skipped', outcome: of('skipped'), is: ['final'] },
	{ what: 'a dry run', outcome: of('dryRun'), is: [] },
	{ what: 'invalid', outcome: of('invalid'), is: ['failure'] },
	{ what: 'a store that failed', outcome: of('storeFailed'), is: ['failure'] },
	{
		what: 'a key that is unclear',
		outcome: of('unclear'),
		is: ['failure', 'unclear', 'arrived', 'final'],
	},
	{
		what: 'no clear answer',
		outcome: failed({ verdict: 'unknown', statement }),
		is: ['failure', 'unclear', 'arrived', 'final'],
	},
	{ what: 'refused', outcome: failed(refused), is: ['failure', 'final'] },
	{
		what: 'refused as everything',
		outcome: failed({ ...refused, everyItem: true }),
		is: ['failure'],
	},
	{
		what: 'refused with its kind of ID',
		outcome: failed({ ...refused, everyIdOf: 'user_id' }),
		is: ['failure'],
	},
	{ what: 'put off', outcome: failed({ verdict: 'waitTooLong', waitMs: 1 }), is: ['failure'] },
	{ what: 'too late', outcome: failed({ verdict: 'tooLate' }), is: ['failure'] },
	{ what: 'not tried', outcome: failed({ verdict: 'notTried' }), is: ['failure'] },
])('$what', ({ outcome, is }) => {
	expect({
		failure: isFailure(outcome),
		unclear: isUnclear(outcome),
		arrived: mayHaveArrived(outcome),
		final: isFinal(outcome),
	}).toEqual({
		failure: is.includes('failure'),
		unclear: is.includes('unclear'),
		arrived: is.includes('arrived'),
		final: is.includes('final'),
	});
});

test('what was not sent says to whom and where', () => {
	expect(unsent(messageTo('ou_1'), { verdict: 'tooLate' })).toEqual({
		kind: 'failed',
		verdict: { verdict: 'tooLate' },
		receiver: 'ou_1',
		meantFor: 'chat',
		receiveType: 'chat',
	});
});

test('the output says by what the receiver was found, and each note once', () => {
	const message = messageTo('ou_1');
	expect(readerFacts(message)).toEqual({});
	expect(
		readerFacts({
			...message,
			receiver: 'a@example.com',
			person: { ...message.person, notes: ['A.', 'B.'] },
			prepared: { ...message.prepared, notes: ['B.', 'C.'] },
		}),
	).toEqual({ found_by: 'a@example.com', read_as: 'A. B. C.' });
});

test('the output says whom it was meant for, where it went, and why there', () => {
	const { recipient } = messageTo('ou_1');
	const group = { receiver_id: 'ou_1', receive_type: 'chat' };
	expect(wayFacts(recipient, { recipient })).toStrictEqual(group);
	expect(
		wayFacts(recipient, {
			recipient: { receiverId: '7', receiverIdType: 'ticket_id', receiveType: 'ticket' },
			reason: 'Ticket 7 is in progress',
		}),
	).toEqual({
		receiver_id: 'ou_1',
		ticket_id: '7',
		sent_to: 'ticket',
		fallback_reason: 'Ticket 7 is in progress',
	});
});
