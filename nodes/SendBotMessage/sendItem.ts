import { judge, type Verdict } from './feishu/reply';
import { nextStep } from './feishu/retryPolicy';
import { sendMessageRequest, type Delivery, type FeishuRequest } from './feishu/sendMessage';
import { DEFAULT_TIMEOUT_SECONDS } from './fields';
import { messageTypeByName } from './messageTypes';
import { readRequiredText, type Parameters } from './readParameter';
import { problem, success, type Problem, type Result } from './result';
import type { Transport } from './transport';

/** What became of one item. */
export type Outcome =
	| { readonly kind: 'sent'; readonly message: SentMessage }
	/** Refused here, before anything was sent. */
	| { readonly kind: 'invalid'; readonly problem: Problem; readonly receiverId?: string }
	| { readonly kind: 'failed'; readonly verdict: FailedVerdict; readonly delivery: Delivery; readonly hasPastedToken: boolean };

export type FailedVerdict = Exclude<Verdict, { verdict: 'sent' }>;

export interface SentMessage {
	readonly message_id: string;
	readonly msg_type: string;
	readonly receiver_id: string;
	readonly receive_type: string;
}

/** Compiles and sends the message of one item. Never throws. */
export async function sendItem(parameters: Parameters, transport: Result<Transport>): Promise<Outcome> {
	const delivery = readDelivery(parameters);
	if (!delivery.ok) return { kind: 'invalid', problem: delivery.problem };
	const { receiverId } = delivery.value;
	const prepared = prepare(parameters, delivery.value);
	if (!prepared.ok) return { kind: 'invalid', problem: prepared.problem, receiverId };
	if (!transport.ok) {
		const verdict = { verdict: 'refused', problem: transport.problem, tokenRefused: false } as const;
		return { kind: 'failed', verdict, delivery: delivery.value, hasPastedToken: false };
	}

	const { request, timeoutSeconds } = prepared.value;
	for (let attempt = 1; ; attempt++) {
		const verdict = judge(await transport.value.exchange(request, timeoutSeconds));
		if (verdict.verdict === 'sent') {
			const { msg_type = '', receiver_id = '', receive_type = '' } = request.body;
			return { kind: 'sent', message: { message_id: verdict.messageId, msg_type, receiver_id, receive_type } };
		}
		if (transport.value.hasPastedToken || nextStep(verdict, attempt) === 'stop') {
			return { kind: 'failed', verdict, delivery: delivery.value, hasPastedToken: transport.value.hasPastedToken };
		}
		transport.value.forgetToken();
	}
}

interface Prepared {
	readonly request: FeishuRequest;
	readonly timeoutSeconds: number;
}

function prepare(parameters: Parameters, delivery: Delivery): Result<Prepared> {
	const timeoutSeconds = readTimeout(parameters);
	if (!timeoutSeconds.ok) return timeoutSeconds;
	const messageType = messageTypeByName.get(String(parameters.messageType));
	if (!messageType) {
		return problem('messageType', "'Message Type' has a value that does not exist", `Choose one of ${[...messageTypeByName.keys()].join(', ')}.`);
	}
	const content = messageType.compile(parameters);
	if (!content.ok) return content;
	const request = sendMessageRequest(delivery, messageType.msgType, content.value, messageType.maxBytes);
	return request.ok ? success({ request: request.value, timeoutSeconds: timeoutSeconds.value }) : request;
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

function readChoice<const T extends string>(parameters: Parameters, field: string, label: string, choices: readonly T[]): Result<T> {
	const chosen = choices.find((choice) => choice === parameters[field]);
	return chosen === undefined
		? problem(field, `'${label}' has a value that does not exist`, `Choose one of ${choices.join(', ')}.`)
		: success(chosen);
}

function readTimeout(parameters: Parameters): Result<number> {
	const { timeout = DEFAULT_TIMEOUT_SECONDS } = (parameters.options ?? {}) as Parameters;
	const seconds = Number(timeout);
	// Node's timers hold at most 2^31 ms; more would fire at once.
	return seconds > 0 && seconds <= 86_400
		? success(seconds)
		: problem('timeout', "'Timeout' is not a number of seconds between 1 and 86400", 'Enter seconds, e.g. 30.');
}
