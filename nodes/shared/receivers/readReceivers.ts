import type { Recipient } from '../feishu/sendMessage';
import {
	MAX_NAME_LENGTH,
	readAtMost,
	readChoice,
	readRequiredText,
	type Parameters,
} from '../parameters/readParameter';
import { problem, success, type Result } from '../result';
import { idTypes, readId, type IdType } from './idTypes';

/** Whom an item's message goes to, as the panel has it. */
export interface Receivers {
	readonly receiveType: Recipient['receiveType'];
	readonly idType: IdType;
	/** At least one, each once. */
	readonly ids: readonly string[];
}

/** As many messages as Feishu's quota of 100 a minute lets out within the preset Max Wait. */
const MAX_RECEIVERS = 3000;

/** Reads the receivers: one, several separated by comma, semicolon or line break, or a list from an expression. */
export function readReceivers(parameters: Parameters): Result<Receivers> {
	const receiveType = readChoice(parameters, 'receiveType', 'Send To', ['chat', 'user']);
	if (!receiveType.ok) return receiveType;
	const chosen = readChoice(
		parameters,
		'receiverIdType',
		'Receiver ID Type',
		idTypes.map(({ value }) => value),
	);
	if (!chosen.ok) return chosen;
	const idType = idTypes.find(({ value }) => value === chosen.value) as IdType;
	const ids = new Set<string>();
	const { receiverId } = parameters;
	const entries = Array.isArray(receiverId) ? (receiverId as unknown[]) : [receiverId];
	if (entries.length > MAX_RECEIVERS) return TOO_MANY;
	let count = 0;
	for (const entry of entries) {
		const text = readRequiredText({ receiverId: entry }, 'receiverId', 'Receiver ID');
		if (!text.ok) return text;
		for (const [part] of text.value.matchAll(/[^,;，；、\r\n]+/g)) {
			if (part.trim() === '') continue;
			if (++count > MAX_RECEIVERS) return TOO_MANY;
			const short = readAtMost(
				success(part.trim()),
				MAX_NAME_LENGTH,
				'receiverId',
				'Receiver ID',
				'Separate several by commas or line breaks, and check what the expression returns for this item.',
			);
			const id = short.ok ? readId(short.value, idType) : short;
			if (!id.ok) return id;
			ids.add(id.value);
		}
	}
	if (ids.size === 0)
		return problem(
			'receiverId',
			"'Receiver ID' is empty",
			'Fill it in. If an expression fills it, check that this item has the value.',
		);
	return success({ receiveType: receiveType.value, idType, ids: [...ids] });
}

const TOO_MANY = problem(
	'receiverId',
	`'Receiver ID' has more than ${MAX_RECEIVERS} receivers`,
	`Split the list over several items: each may have ${MAX_RECEIVERS}.`,
);
