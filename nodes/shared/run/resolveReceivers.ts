import { asNotSent, deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { addressKey, findUsersRequest, MAX_ADDRESSES, readFoundUsers } from '../feishu/findUsers';
import type { Address } from '../receivers/idType';
import { addresses, isAddress } from '../receivers/idTypes';
import { personKey, type Person } from '../receivers/readPeople';
import type { Problem } from '../result';
import { unsent, type Message, type Planned } from './outcome';

/** What a look-up says of one address: an Open ID, nobody, or that it failed. */
export type Found = CallResult<string | undefined>;

/**
 * Finds the people behind e-mail addresses and mobile numbers, receivers and those who are mentioned: all of the run in few
 * look-ups, each address once. Somebody whom an item names twice, in two ways, is written to once.
 * @param known Open IDs by person, of those who were found in an earlier try; those who are found now are added
 */
export async function resolveReceivers(
	planned: readonly Planned[],
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<Planned[]> {
	const people = planned.flatMap((entry) =>
		'prepared' in entry ? [entry.person, ...entry.prepared.mentioned] : [],
	);
	const found = await findPeople(people, context, known);
	const written = new Set<string>();
	return planned
		.map((entry) => ('prepared' in entry ? resolve(entry, found) : entry))
		.filter((entry) => {
			if (!('prepared' in entry)) return true;
			const { receiverIdType, receiverId } = entry.recipient;
			const key = JSON.stringify([entry.item, receiverIdType, receiverId]);
			return !written.has(key) && written.add(key);
		});
}

/** What look-ups say of those among the people who are known by an address, by {@link personKey}. */
export async function findPeople(
	people: readonly Person[],
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<ReadonlyMap<string, Found>> {
	const found = new Map<string, Found>();
	for (const address of addresses) {
		const ofKind = people.filter(({ idType }) => idType === address);
		await lookUp(address, ofKind, found, context, known);
	}
	return found;
}

async function lookUp(
	address: Address,
	people: readonly Person[],
	found: Map<string, Found>,
	context: DeliveryContext,
	known: Map<string, string>,
): Promise<void> {
	const nameOf = (key: string) => `${address.mode} ${key}`;
	const sought = [...new Map(people.map(({ id }) => [addressKey(id), id])).entries()].filter(
		([key]) => !known.has(nameOf(key)),
	);
	const answers = new Map<string, Found>();
	for (let i = 0; i < sought.length; i += MAX_ADDRESSES) {
		const batch = sought.slice(i, i + MAX_ADDRESSES);
		const request = findUsersRequest(
			address.mode,
			batch.map(([, id]) => id),
		);
		// Looking up again is harmless, so unclear answers are tried again.
		const retry = { maxTries: 3, resendUnknown: true };
		const answer = await deliver(
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
			if (answer.verdict !== 'sent') {
				answers.set(key, answer);
				continue;
			}
			const id = answer.value.get(key);
			answers.set(key, { ...answer, value: id });
			if (id !== undefined) known.set(nameOf(key), id);
		}
	}
	for (const person of people) {
		const key = addressKey(person.id);
		const id = known.get(nameOf(key));
		const answer = id === undefined ? answers.get(key) : ({ verdict: 'sent', value: id } as const);
		if (answer) found.set(personKey(person), answer);
	}
}

function resolve(message: Message, found: ReadonlyMap<string, Found>): Planned {
	const { item, person, receiver, recipient, prepared } = message;
	const ids = new Map<string, string>();
	for (const sought of [person, ...prepared.mentioned]) {
		if (!isAddress(sought.idType)) continue;
		const answer = found.get(personKey(sought));
		if (answer && answer.verdict !== 'sent')
			return { item, outcome: unsent(message, asNotSent(answer)) };
		if (answer?.value === undefined) {
			const nobody =
				sought === person
					? notFound(sought.id, sought.idType, 'receiver')
					: notFound(sought.id, sought.idType, prepared.mentionParameter, ', who is mentioned');
			return { item, outcome: { kind: 'invalid', receiver, problem: nobody } };
		}
		ids.set(personKey(sought), answer.value);
	}
	const idOf = (sought: Person) => ids.get(personKey(sought)) ?? sought.id;
	return { ...message, recipient: { ...recipient, receiverId: idOf(person) }, idOf };
}

/** @param role what the person is, where it is not the receiver */
export function notFound(
	id: string,
	{ noun, notFoundBecause }: Address,
	field: string,
	role = '',
): Problem {
	const name = noun.replace(/^an? /, '');
	return {
		field,
		message: `No Feishu user found for ${id.slice(0, 80)}${role}`,
		hint: `Check the ${name}. The person may have left, or be outside of the app's contacts range: widen it in the developer console. ${notFoundBecause}`,
	};
}
