import type { Delivery } from './feishu/sendMessage';
import { readChoice, readRequiredText, type Parameters } from './readParameter';
import { problem, success, type Result } from './result';

/** Whom an item's message goes to, as the panel has it. */
export interface Receivers {
	readonly receiveType: Delivery['receiveType'];
	readonly idType: IdType;
	/** At least one, each once. */
	readonly ids: readonly string[];
}

export type IdType = Delivery['receiverIdType'] | 'email' | 'mobile';

const LABEL = "'Receiver ID'";

/** Prefixes of IDs that are not what their type says: Feishu would look up a person who does not exist. */
const PREFIXES = [
	{ prefix: 'ou_', type: 'open_id', what: 'an Open ID' },
	{ prefix: 'on_', type: 'union_id', what: 'a Union ID' },
	{ prefix: 'oc_', type: undefined, what: 'the ID of a group' },
	{ prefix: 'cli_', type: undefined, what: 'the ID of an app' },
] as const;

/** Reads the receivers: one, several separated by comma, semicolon or line break, or a list from an expression. */
export function readReceivers(parameters: Parameters): Result<Receivers> {
	const receiveType = readChoice(parameters, 'receiveType', 'Send To', ['chat', 'user']);
	if (!receiveType.ok) return receiveType;
	const idType = readChoice(parameters, 'receiverIdType', 'Receiver ID Type', ['open_id', 'union_id', 'user_id', 'email', 'mobile']);
	if (!idType.ok) return idType;
	const ids: string[] = [];
	const { receiverId } = parameters;
	for (const entry of Array.isArray(receiverId) ? (receiverId as unknown[]) : [receiverId]) {
		const text = readRequiredText({ receiverId: entry }, 'receiverId', 'Receiver ID');
		if (!text.ok) return text;
		for (const part of text.value.split(/[,;，；、\r\n]+/)) {
			if (part.trim() === '') continue;
			const id = readId(part.trim(), idType.value);
			if (!id.ok) return id;
			if (!ids.includes(id.value)) ids.push(id.value);
		}
	}
	if (ids.length === 0) return problem('receiverId', `${LABEL} is empty`, 'Fill it in. If an expression fills it, check that this item has the value.');
	return success({ receiveType: receiveType.value, idType: idType.value, ids });
}

function readId(id: string, idType: IdType): Result<string> {
	const actual = PREFIXES.find(({ prefix }) => id.startsWith(prefix));
	if (actual && actual.type !== idType) {
		const remedy = actual.type ? `Choose ${actual.type} as 'Receiver ID Type', or` : 'The endpoint sends to people:';
		return problem('receiverId', `${LABEL} is ${actual.what}, but 'Receiver ID Type' is ${idType}`, `${remedy} enter what fits.`);
	}
	if (idType === 'email') {
		return /^[^\s@]+@[^\s@]+$/.test(id) ? success(id) : problem('receiverId', `${LABEL} is not an e-mail address`, `It is ${JSON.stringify(id.slice(0, 80))}. Enter an address such as li.hua@example.com, or choose another 'Receiver ID Type'.`);
	}
	if (idType === 'mobile') {
		const digits = id.replace(/[\s().-]/g, '');
		return /^\+?\d{5,15}$/.test(digits) ? success(digits) : problem('receiverId', `${LABEL} is not a mobile number`, `It is ${JSON.stringify(id.slice(0, 80))}. Enter digits; numbers outside mainland China begin with + and the country code.`);
	}
	if (idType !== 'user_id' && id.includes('@')) {
		return problem('receiverId', `${LABEL} is an e-mail address, but 'Receiver ID Type' is ${idType}`, "Choose Email as 'Receiver ID Type'.");
	}
	return success(id);
}
