import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { readParameters } from './fields';
import type { Outcome } from './outcome';
import { prepareItem, type PreparedItem } from './prepareItem';

type Refused = Extract<Outcome, { kind: 'invalid' | 'thrown' }>;

/** How many items to prepare before other work of the n8n process gets its turn. */
const ITEMS_AT_A_STRETCH = 100;

/** Prepares every item before the first is sent, so that bad input is found while nothing is sent yet. */
export async function prepareAll(context: IExecuteFunctions): Promise<Array<PreparedItem | Refused>> {
	const prepared: Array<PreparedItem | Refused> = [];
	const { length } = context.getInputData();
	for (let i = 0; i < length; i++) {
		if (i % ITEMS_AT_A_STRETCH === ITEMS_AT_A_STRETCH - 1) await sleep(0);
		prepared.push(prepare(context, i));
	}
	return prepared;
}

function prepare(context: IExecuteFunctions, itemIndex: number): PreparedItem | Refused {
	try {
		const parameters = readParameters(context, itemIndex);
		const result = prepareItem(parameters);
		if (result.ok) return result.value;
		const { receiverId } = parameters;
		return { kind: 'invalid', problem: result.problem, receiverId: typeof receiverId === 'string' ? receiverId : undefined };
	} catch (error) {
		// An expression that failed.
		return { kind: 'thrown', error: error instanceof Error ? error : new TypeError(String(error)) };
	}
}
