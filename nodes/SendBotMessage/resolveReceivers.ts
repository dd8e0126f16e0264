import { deliver, messageNotSent, type Carrier, type Delivered } from './delivery/deliver';
import { addressKey, findUsersRequest, MAX_ADDRESSES, readFoundUsers, type AddressType } from './feishu/findUsers';
import type { Failing, Message } from './outcome';

/** A message, or why there is none. */
export type Planned = Message | { readonly item: number; readonly outcome: Failing };

const WORDS = {
	email: { kind: 'e-mail address', causes: 'An enterprise mailbox of Feishu cannot be looked up.' },
	mobile: { kind: 'mobile number', causes: 'A number outside mainland China begins with + and the country code.' },
} as const;

/** Finds the people behind e-mail addresses and mobile numbers: all of the run in few look-ups, each address once. */
export async function resolveReceivers(planned: readonly Planned[], carrier: Carrier): Promise<Planned[]> {
	let resolved = [...planned];
	for (const type of ['email', 'mobile'] as const) resolved = await resolveType(type, resolved, carrier);
	return resolved;
}

async function resolveType(type: AddressType, planned: Planned[], carrier: Carrier): Promise<Planned[]> {
	const isConcerned = (entry: Planned): entry is Message => 'prepared' in entry && entry.prepared.receivers.idType === type;
	const addresses = [...new Map(planned.filter(isConcerned).map(({ receiver }) => [addressKey(receiver), receiver])).entries()];
	const answers = new Map<string, Delivered<ReadonlyMap<string, string>>>();
	for (let i = 0; i < addresses.length; i += MAX_ADDRESSES) {
		const batch = addresses.slice(i, i + MAX_ADDRESSES);
		const request = findUsersRequest(type, batch.map(([, address]) => address));
		// Looking up again is harmless, so unclear answers are tried again.
		const retry = { maxTries: 3, resendUnknown: true };
		const found = await deliver({ request, read: readFoundUsers, timeoutSeconds: 30, retry, pace: carrier.line.sidePace, perMinute: 0 }, carrier);
		batch.forEach(([key]) => answers.set(key, found));
	}
	return planned.map((entry) => (isConcerned(entry) ? resolve(entry, type, answers.get(addressKey(entry.receiver)), carrier) : entry));
}

function resolve(message: Message, type: AddressType, answer: Delivered<ReadonlyMap<string, string>> | undefined, { line }: Carrier): Planned {
	const { item, receiver, delivery } = message;
	if (!answer) return message;
	if (answer.verdict !== 'sent') {
		return { item, outcome: { kind: 'failed', verdict: messageNotSent(answer), receiver, receiveType: delivery.receiveType, hasPastedToken: !line.canRenewToken } };
	}
	const openId = answer.value.get(addressKey(receiver));
	if (openId !== undefined) return { ...message, delivery: { ...delivery, receiverId: openId, receiverIdType: 'open_id' } };
	const { kind, causes } = WORDS[type];
	return {
		item,
		outcome: {
			kind: 'invalid',
			receiver,
			problem: {
				field: 'receiverId',
				message: `No Feishu user with this ${kind} that the app may see`,
				hint: `It is ${receiver.slice(0, 80)}. The person may not exist, may have left, or may be outside of what the app's contacts permission covers. ${causes}`,
			},
		},
	};
}
