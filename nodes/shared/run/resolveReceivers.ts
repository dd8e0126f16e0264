import { deliver, messageNotSent, type Carrier, type Delivered } from '../delivery/deliver';
import { addressKey, findUsersRequest, MAX_ADDRESSES, readFoundUsers } from '../feishu/findUsers';
import { addresses, type Address } from '../receivers/idTypes';
import type { Message, Planned } from './outcome';

/** Finds the people behind e-mail addresses and mobile numbers: all of the run in few look-ups, each address once. */
export async function resolveReceivers(planned: readonly Planned[], carrier: Carrier): Promise<Planned[]> {
	let resolved = [...planned];
	for (const address of addresses) resolved = await resolveType(address, resolved, carrier);
	return resolved;
}

async function resolveType(idType: Address, planned: Planned[], carrier: Carrier): Promise<Planned[]> {
	const isConcerned = (entry: Planned): entry is Message => 'prepared' in entry && entry.prepared.receivers.idType === idType;
	const sought = [...new Map(planned.filter(isConcerned).map(({ receiver }) => [addressKey(receiver), receiver])).entries()];
	const answers = new Map<string, Delivered<ReadonlyMap<string, string>>>();
	for (let i = 0; i < sought.length; i += MAX_ADDRESSES) {
		const batch = sought.slice(i, i + MAX_ADDRESSES);
		const request = findUsersRequest(idType.value, batch.map(([, address]) => address));
		// Looking up again is harmless, so unclear answers are tried again.
		const retry = { maxTries: 3, resendUnknown: true };
		const found = await deliver({ request, read: readFoundUsers, timeoutSeconds: 30, retry, pace: carrier.line.sidePace, perMinute: 0 }, carrier);
		batch.forEach(([key]) => answers.set(key, found));
	}
	return planned.map((entry) => (isConcerned(entry) ? resolve(entry, idType, answers.get(addressKey(entry.receiver)), carrier) : entry));
}

function resolve(message: Message, { noun, notFoundBecause }: Address, answer: Delivered<ReadonlyMap<string, string>> | undefined, { line }: Carrier): Planned {
	const { item, receiver, delivery } = message;
	if (!answer) return message;
	if (answer.verdict !== 'sent') {
		return { item, outcome: { kind: 'failed', verdict: messageNotSent(answer), receiver, receiveType: delivery.receiveType, hasPastedToken: !line.canRenewToken } };
	}
	const openId = answer.value.get(addressKey(receiver));
	if (openId !== undefined) return { ...message, delivery: { ...delivery, receiverId: openId } };
	return {
		item,
		outcome: {
			kind: 'invalid',
			receiver,
			problem: {
				field: 'receiverId',
				message: `No Feishu user with this ${noun} that the app may see`,
				hint: `It is ${receiver.slice(0, 80)}. Check the spelling. The person may have left, or be outside of the app's contacts range: widen it in the developer console. ${notFoundBecause}`,
			},
		},
	};
}
