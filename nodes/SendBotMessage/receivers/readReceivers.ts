import type { Delivery } from '../feishu/sendMessage';
import { readChoice, readRequiredText, type Parameters } from '../parameters/readParameter';
import { problem, success, type Result } from '../result';
import { idTypes, readId, type IdType } from './idTypes';

/** Whom an item's message goes to, as the panel has it. */
export interface Receivers {
	readonly receiveType: Delivery['receiveType'];
	readonly idType: IdType;
	/** At least one, each once. */
	readonly ids: readonly string[];
}

/** Reads the receivers: one, several separated by comma, semicolon or line break, or a list from an expression. */
export function readReceivers(parameters: Parameters): Result<Receivers> {
	const receiveType = readChoice(parameters, 'receiveType', 'Send To', ['chat', 'user']);
	if (!receiveType.ok) return receiveType;
	const chosen = readChoice(parameters, 'receiverIdType', 'Receiver ID Type', idTypes.map(({ value }) => value));
	if (!chosen.ok) return chosen;
	const idType = idTypes.find(({ value }) => value === chosen.value) as IdType;
	const ids: string[] = [];
	const { receiverId } = parameters;
	for (const entry of Array.isArray(receiverId) ? (receiverId as unknown[]) : [receiverId]) {
		const text = readRequiredText({ receiverId: entry }, 'receiverId', 'Receiver ID');
		if (!text.ok) return text;
		for (const part of text.value.split(/[,;，；、\r\n]+/)) {
			if (part.trim() === '') continue;
			const id = readId(part.trim(), idType);
			if (!id.ok) return id;
			if (!ids.includes(id.value)) ids.push(id.value);
		}
	}
	if (ids.length === 0) return problem('receiverId', "'Receiver ID' is empty", 'Fill it in. If an expression fills it, check that this item has the value.');
	return success({ receiveType: receiveType.value, idType, ids });
}
