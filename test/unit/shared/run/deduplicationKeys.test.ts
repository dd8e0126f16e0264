import { keyOf, refuseTooManyKeys } from '../../../../nodes/shared/run/deduplicationKeys';
import type { Message, Planned } from '../../../../nodes/shared/run/outcome';
import { messageTo } from './messageTo';

const withKey = messageTo('ou_1', { options: { deduplicationKey: 'k' } });
const withoutKey = messageTo('ou_1');

const to = (message: Message, receiverId: string): Message => ({
	...message,
	recipient: { ...message.recipient, receiverId },
});

test('a key is for one person, and for one kind of ID', () => {
	const ofUserId = { ...withKey.recipient, receiverIdType: 'user_id' } as const;
	const keys = [withKey, to(withKey, 'ou_2'), { ...withKey, recipient: ofUserId }].map(keyOf);
	expect(new Set(keys).size).toBe(3);
	expect(keyOf({ ...withKey, item: 9 })).toBe(keys[0]);
	expect(keyOf(withoutKey)).toBeUndefined();
});

// n8n keeps 5,000 of them for certain: docs/promises.md
test('5,000 keys in one run are kept, and each counts once', () => {
	const most = Array.from({ length: 5000 }, (_, i) => to(withKey, `ou_${i}`));
	const planned = [...most, ...most.slice(0, 10), withoutKey];
	expect(refuseTooManyKeys(planned)).toBe(planned);
});

test('of more than 5,000 none is sent that has one; the rest is left as it is', () => {
	const failed: Planned = { item: 1, outcome: { kind: 'unreadable', error: new Error('no') } };
	const many = Array.from({ length: 5001 }, (_, i) => to(withKey, `ou_${i}`));
	const planned = refuseTooManyKeys([failed, withoutKey, ...many]);
	expect(planned.slice(0, 2)).toEqual([failed, withoutKey]);
	expect(planned).toHaveLength(5003);
	expect(planned.slice(2).every((entry) => 'outcome' in entry)).toBe(true);
	expect(planned[2]).toEqual({
		item: 0,
		outcome: {
			kind: 'invalid',
			receiver: 'ou_1',
			problem: {
				field: 'deduplicationKey',
				message: 'More than 5,000 deduplication keys in one run',
				hint: expect.stringContaining('There are 5,001, ') as string,
			},
		},
	});
});
