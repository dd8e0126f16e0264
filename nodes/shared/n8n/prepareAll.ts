import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Parameters } from '../parameters/readParameter';
import { textOf } from '../receivers/readPeople';
import { toError } from '../result';
import type { MessageSource } from '../run/messageSource';
import type { Planned } from '../run/outcome';
import { prepareItem } from '../run/prepareItem';
import type { RunMemory } from '../run/runMemory';
import { lostValuesOf, type FindLostValues } from './lostValues';
import { findMixedUpCall } from './toolCall';

/** How many items to prepare before other work of the n8n process gets its turn. */
const ITEMS_AT_A_STRETCH = 100;

/**
 * Prepares the first so many items before one is sent, so that bad input is found while nothing is sent yet. What is known of
 * an item from an earlier try is not read again.
 */
export async function prepareAll(
	context: IExecuteFunctions,
	source: MessageSource,
	items: number,
	memory: RunMemory,
): Promise<Planned[]> {
	const planned: Planned[] = [];
	const mixedUp = findMixedUpCall(context);
	const findLostValues = lostValuesOf(context);
	const prepareItemOf = (item: number): Planned[] =>
		mixedUp
			? [{ item, outcome: { kind: 'invalid', problem: mixedUp } }]
			: prepare(context, source, item, findLostValues);
	for (let i = 0; i < items; i++) {
		if (i % ITEMS_AT_A_STRETCH === ITEMS_AT_A_STRETCH - 1) await sleep(0);
		for (const entry of memory.plan(i, () => prepareItemOf(i))) planned.push(entry);
	}
	return planned;
}

function prepare(
	context: IExecuteFunctions,
	source: MessageSource,
	item: number,
	findLostValues: FindLostValues,
): Planned[] {
	try {
		const parameters = readParameters(context, item, source);
		const lost = findLostValues(item, parameters, [...source.receivers.fields, ...source.fields]);
		const prepared = lost ?? prepareItem(parameters, source);
		if (!prepared.ok) {
			const receiver = textOf(parameters[source.receivers.field]);
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

/**
 * The parameters of one item, expressions resolved; in `saved`, as they are saved.
 * @throws what n8n throws when an expression fails
 */
function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	source: MessageSource,
): Parameters {
	// Without a fallback n8n throws for a field that is not shown.
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex, null);
	const names = [
		...new Set([
			...source.receivers.fields.map(({ name }) => name),
			'options',
			...source.namesOf(read),
		]),
	];
	const saved = (name: string): unknown =>
		context.getNodeParameter(name, itemIndex, null, { rawExpressions: true });
	return {
		...Object.fromEntries(names.map((name) => [name, read(name)])),
		saved: Object.fromEntries(names.map((name) => [name, saved(name)])),
	};
}
