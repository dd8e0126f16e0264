import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Parameters } from '../parameters/readParameter';
import { receiverFields } from '../receivers/fields';
import { textOf } from '../receivers/readPeople';
import { toError } from '../result';
import type { MessageSource } from '../run/messageSource';
import type { Planned } from '../run/outcome';
import { prepareItem } from '../run/prepareItem';

/** How many items to prepare before other work of the n8n process gets its turn. */
const ITEMS_AT_A_STRETCH = 100;

/** Prepares the first so many items before one is sent, so that bad input is found while nothing is sent yet. */
export async function prepareAll(
	context: IExecuteFunctions,
	source: MessageSource,
	items: number,
): Promise<Planned[]> {
	const planned: Planned[] = [];
	for (let i = 0; i < items; i++) {
		if (i % ITEMS_AT_A_STRETCH === ITEMS_AT_A_STRETCH - 1) await sleep(0);
		for (const entry of prepare(context, source, i)) planned.push(entry);
	}
	return planned;
}

function prepare(context: IExecuteFunctions, source: MessageSource, item: number): Planned[] {
	try {
		const parameters = readParameters(context, item, source);
		const prepared = prepareItem(parameters, source);
		if (!prepared.ok) {
			const receiver = textOf(parameters.receiver);
			return [{ item, outcome: { kind: 'invalid', problem: prepared.problem, receiver } }];
		}
		const { people, receiveType } = prepared.value.receivers;
		return people.map((person) => ({
			item,
			receiver: person.id,
			person,
			recipient: { receiverId: person.id, receiverIdType: person.idType.wireType, receiveType },
			idOf: ({ id }) => id,
			prepared: prepared.value,
		}));
	} catch (error) {
		// An expression that failed.
		return [{ item, outcome: { kind: 'unreadable', error: toError(error) } }];
	}
}

const ALWAYS_READ = new Set([...receiverFields.map(({ name }) => name), 'options']);

/**
 * The parameters of one item, expressions resolved.
 * @throws what n8n throws when an expression fails
 */
function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	source: MessageSource,
): Parameters {
	// Without a fallback n8n throws for a field that is not shown.
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex, null);
	return Object.fromEntries(
		[...ALWAYS_READ, ...source.namesOf(read)].map((name) => [name, read(name)]),
	);
}
