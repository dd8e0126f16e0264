import { MOST_KEYS } from '../options';
import type { Message, Planned } from './outcome';

/**
 * What stands for the message in the store of keys; undefined where the item has no key. A key is for one person, whoever else
 * is in the item: by the Open ID where one is known or was found, otherwise by the ID that was entered. Structured, so that
 * no two pairs of key and person look the same.
 */
export function keyOf({ prepared, recipient }: Message): string | undefined {
	const { deduplicationKey } = prepared.options;
	return deduplicationKey === ''
		? undefined
		: JSON.stringify([recipient.receiverIdType, recipient.receiverId, deduplicationKey]);
}

/** Refuses a run with more keys than are kept: some would push others out, and their messages would be sent again. */
export function refuseTooManyKeys(planned: readonly Planned[]): readonly Planned[] {
	const keys = new Set(
		planned.flatMap((entry) => ('outcome' in entry ? [] : (keyOf(entry) ?? []))),
	);
	if (keys.size <= MOST_KEYS) return planned;
	const problem = {
		field: 'deduplicationKey',
		message: `More than ${MOST_KEYS.toLocaleString('en-US')} deduplication keys in one run`,
		hint: `There are ${keys.size.toLocaleString('en-US')}, one for each key and person, and n8n keeps the latest ${MOST_KEYS.toLocaleString('en-US')} of this node. Split the items over several nodes, each with at most so many people, or remove 'Deduplication Key'.`,
	};
	return planned.map((entry) =>
		'outcome' in entry || keyOf(entry) === undefined
			? entry
			: {
					item: entry.item,
					outcome: { kind: 'invalid', problem, receiver: entry.receiver },
				},
	);
}
