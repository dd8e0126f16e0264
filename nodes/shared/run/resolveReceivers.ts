import { asNotSent, deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { addressKey, findUsersRequest, MAX_ADDRESSES, readFoundUsers } from '../feishu/findUsers';
import { addresses, type Address } from '../receivers/idTypes';
import { unsent, type Message, type Planned } from './outcome';

/** Finds the people behind e-mail addresses and mobile numbers: all of the run in few look-ups, each address once. */
export async function resolveReceivers(
	planned: readonly Planned[],
	context: DeliveryContext,
): Promise<Planned[]> {
	let resolved = [...planned];
	for (const address of addresses) resolved = await resolveType(address, resolved, context);
	return resolved;
}

async function resolveType(
	idType: Address,
	planned: Planned[],
	context: DeliveryContext,
): Promise<Planned[]> {
	const isConcerned = (entry: Planned): entry is Message =>
		'prepared' in entry && entry.prepared.receivers.idType === idType;
	const sought = [
		...new Map(
			planned.filter(isConcerned).map(({ receiver }) => [addressKey(receiver), receiver]),
		).entries(),
	];
	const answers = new Map<string, CallResult<ReadonlyMap<string, string>>>();
	for (let i = 0; i < sought.length; i += MAX_ADDRESSES) {
		const batch = sought.slice(i, i + MAX_ADDRESSES);
		const request = findUsersRequest(
			idType.value,
			batch.map(([, address]) => address),
		);
		// Looking up again is harmless, so unclear answers are tried again.
		const retry = { maxTries: 3, resendUnknown: true };
		const found = await deliver(
			{
				request,
				read: readFoundUsers,
				timeoutSeconds: 30,
				retry,
				pace: context.client.sidePace,
				perMinute: 0,
			},
			context,
		);
		batch.forEach(([key]) => answers.set(key, found));
	}
	return planned.map((entry) =>
		isConcerned(entry) ? resolve(entry, idType, answers.get(addressKey(entry.receiver))) : entry,
	);
}

function resolve(
	message: Message,
	{ noun, notFoundBecause }: Address,
	answer: CallResult<ReadonlyMap<string, string>> | undefined,
): Planned {
	const { item, receiver, recipient } = message;
	if (!answer) return message;
	if (answer.verdict !== 'sent') return { item, outcome: unsent(message, asNotSent(answer)) };
	const openId = answer.value.get(addressKey(receiver));
	if (openId !== undefined) return { ...message, recipient: { ...recipient, receiverId: openId } };
	return {
		item,
		outcome: {
			kind: 'invalid',
			receiver,
			problem: {
				field: 'receiverId',
				message: `No Feishu user found for ${receiver.slice(0, 80)}`,
				hint: `Check the ${noun}. The person may have left, or be outside of the app's contacts range: widen it in the developer console. ${notFoundBecause}`,
			},
		},
	};
}
