import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Content } from '../../SendBotMessage/content';
import { readParameters } from '../../SendBotMessage/fields';
import type { Planned } from '../run/outcome';
import { prepareItem } from '../run/prepareItem';

/** How many items to prepare before other work of the n8n process gets its turn. */
const ITEMS_AT_A_STRETCH = 100;

/** Prepares the first so many items before one is sent, so that bad input is found while nothing is sent yet. */
export async function prepareAll(context: IExecuteFunctions, content: Content, items: number): Promise<Planned[]> {
	const planned: Planned[] = [];
	for (let i = 0; i < items; i++) {
		if (i % ITEMS_AT_A_STRETCH === ITEMS_AT_A_STRETCH - 1) await sleep(0);
		for (const entry of prepare(context, content, i)) planned.push(entry);
	}
	return planned;
}

function prepare(context: IExecuteFunctions, content: Content, item: number): Planned[] {
	try {
		const parameters = readParameters(context, item, content);
		const prepared = prepareItem(parameters, content);
		if (!prepared.ok) {
			const { receiverId } = parameters;
			const receiver = typeof receiverId === 'string' ? receiverId : undefined;
			return [{ item, outcome: { kind: 'invalid', problem: prepared.problem, receiver } }];
		}
		const { idType, ids, receiveType } = prepared.value.receivers;
		return ids.map((receiver) => ({ item, receiver, delivery: { receiverId: receiver, receiverIdType: idType.wireType, receiveType }, prepared: prepared.value }));
	} catch (error) {
		// An expression that failed.
		return [{ item, outcome: { kind: 'unreadable', error: error instanceof Error ? error : new TypeError(String(error)) } }];
	}
}
