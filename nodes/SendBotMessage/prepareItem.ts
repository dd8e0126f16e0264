import { sendMessageRequest, type Delivery, type FeishuRequest } from './feishu/sendMessage';
import { messageTypeByName } from './messageTypes';
import { readItemOptions, type ItemOptions } from './options';
import { readChoice, readRequiredText, type Parameters } from './readParameter';
import { problem, success, type Result } from './result';

/** A message that is ready to go. */
export interface PreparedItem {
	readonly delivery: Delivery;
	readonly request: FeishuRequest;
	readonly options: ItemOptions;
}

/** Checks the parameters of one item and compiles its message. Pure; never throws. */
export function prepareItem(parameters: Parameters): Result<PreparedItem> {
	const delivery = readDelivery(parameters);
	if (!delivery.ok) return delivery;
	const options = readItemOptions((parameters.options ?? {}) as Parameters);
	if (!options.ok) return options;
	const messageType = messageTypeByName.get(String(parameters.messageType));
	if (!messageType) {
		return problem('messageType', "'Message Type' has a value that does not exist", `Choose one of ${[...messageTypeByName.keys()].join(', ')}.`);
	}
	const content = messageType.compile(parameters, () => '');
	if (!content.ok) return content;
	const request = sendMessageRequest(delivery.value, messageType.msgType, content.value, messageType.maxBytes);
	return request.ok ? success({ delivery: delivery.value, request: request.value, options: options.value }) : request;
}

/** Prefixes of IDs that are not what their type says: Feishu would look up a person who does not exist. */
const PREFIXES = [
	{ prefix: 'ou_', type: 'open_id', what: 'an Open ID' },
	{ prefix: 'on_', type: 'union_id', what: 'a Union ID' },
	{ prefix: 'oc_', type: undefined, what: 'the ID of a group' },
	{ prefix: 'cli_', type: undefined, what: 'the ID of an app' },
] as const;

function readDelivery(parameters: Parameters): Result<Delivery> {
	const receiveType = readChoice(parameters, 'receiveType', 'Send To', ['chat', 'user']);
	if (!receiveType.ok) return receiveType;
	const idType = readChoice(parameters, 'receiverIdType', 'Receiver ID Type', ['open_id', 'union_id', 'user_id']);
	if (!idType.ok) return idType;
	const receiverId = readRequiredText(parameters, 'receiverId', 'Receiver ID', true);
	if (!receiverId.ok) return receiverId;
	const actual = PREFIXES.find(({ prefix }) => receiverId.value.startsWith(prefix));
	if (actual && actual.type !== idType.value) {
		const remedy = actual.type ? `Choose ${actual.type} as 'Receiver ID Type', or` : 'The endpoint sends to people:';
		return problem('receiverId', `'Receiver ID' is ${actual.what}, but 'Receiver ID Type' is ${idType.value}`, `${remedy} enter the ID of a person that fits.`);
	}
	if (idType.value !== 'user_id' && receiverId.value.includes('@')) {
		return problem('receiverId', "'Receiver ID' is an e-mail address", "Look up the person's ID first, or let the list of receivers carry it.");
	}
	return success({ receiveType: receiveType.value, receiverIdType: idType.value, receiverId: receiverId.value });
}
