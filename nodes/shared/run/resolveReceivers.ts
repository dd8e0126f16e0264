import { asNotSent, deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { addressKey, findUsersRequest, MAX_ADDRESSES, readFoundUsers } from '../feishu/findUsers';
import { addresses, type Address } from '../receivers/idTypes';
import { unsent, type Failure, type Message, type Planned } from './outcome';

/**
 * Finds the people behind e-mail addresses and mobile numbers: all of the run in few look-ups, each address once.
 * @param known Open IDs by address, of those who were found in an earlier try; those who are found now are added
 */
export async function resolveReceivers(
	planned: readonly Planned[],
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<Planned[]> {
	let resolved = [...planned];
	for (const address of addresses) resolved = await resolveType(address, resolved, context, known);
	return resolved;
}

async function resolveType(
	idType: Address,
	planned: Planned[],
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<Planned[]> {
	const nameOf = (key: string) => `${idType.value} ${key}`;
	const isConcerned = (entry: Planned): entry is Message =>
		'prepared' in entry && entry.prepared.receivers.idType === idType;
	const sought = [
		...new Map(
			planned.filter(isConcerned).map(({ receiver }) => [addressKey(receiver), receiver]),
		).entries(),
	].filter(([key]) => !known.has(nameOf(key)));
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
		for (const [key] of batch) {
			answers.set(key, found);
			const id = found.verdict === 'sent' ? found.value.get(key) : undefined;
			if (id !== undefined) known.set(nameOf(key), id);
		}
	}
	return planned.map((entry) => {
		if (!isConcerned(entry)) return entry;
		const key = addressKey(entry.receiver);
		const id = known.get(nameOf(key));
		return id === undefined
			? { item: entry.item, outcome: notFound(entry, idType, answers.get(key)) }
			: { ...entry, recipient: { ...entry.recipient, receiverId: id } };
	});
}

function notFound(
	message: Message,
	{ noun, notFoundBecause }: Address,
	answer: CallResult | undefined,
): Failure {
	const { receiver } = message;
	if (answer && answer.verdict !== 'sent') return unsent(message, asNotSent(answer));
	return {
		kind: 'invalid',
		receiver,
		problem: {
			field: 'receiverId',
			message: `No Feishu user found for ${receiver.slice(0, 80)}`,
			hint: `Check the ${noun}. The person may have left, or be outside of the app's contacts range: widen it in the developer console. ${notFoundBecause}`,
		},
	};
}
