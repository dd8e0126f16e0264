import type { Claims } from '../delivery/claims';
import { deliver, type Carrier, type Delivered } from '../delivery/deliver';
import { readMessageId, type FeishuRequest, type MessageBody } from '../feishu/sendMessage';
import { foundBy, mayHaveArrived, type FailedOutcome, type Message, type Outcome } from './outcome';
import type { Pictures } from '../n8n/pictures';

/** Where deduplication keys are kept. */
export interface KeyStore extends Claims {
	/** Runs work with the same key one after the other. */
	exclusively<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** What sending needs besides the message. */
export interface Means extends Carrier {
	readonly messagesPerMinute: number;
	readonly pictures: Pictures;
	readonly keys: KeyStore;
}

/** Sends one message, by the ways its options allow. */
export async function sendItem(message: Message, means: Means): Promise<Outcome> {
	if (means.run.isHalted()) return failed(message, means, { verdict: 'notTried' });
	const { options, receivers } = message.prepared;
	if (options.deduplicationKey === '') return await uploadAndSend(message, means);
	// One key of an item with several receivers stands for one message to each of them.
	const key = receivers.ids.length === 1 ? options.deduplicationKey : `${options.deduplicationKey} ${message.receiver}`;
	return await means.keys.exclusively(key, async () => await claimAndSend(key, message, means));
}

async function claimAndSend(key: string, message: Message, means: Means): Promise<Outcome> {
	const { receiver, prepared: { options } } = message;
	const { deduplicationKey } = options;
	const claim = await means.keys.claim(key);
	if (claim === 'delivered') return { kind: 'skipped', deduplicationKey, receiver };
	if (claim === 'unclear' && !options.resendUnknown) return { kind: 'unclear', deduplicationKey, receiver };
	const outcome = await uploadAndSend(message, means);
	// A claim that is kept, also because n8n's store fails now, tells the next execution that this message is unclear.
	await settleClaim(key, claim, outcome, means).catch(() => undefined);
	return outcome;
}

async function settleClaim(key: string, claim: 'claimed' | 'unclear', outcome: Outcome, { keys }: Means): Promise<void> {
	if (outcome.kind === 'sent') await keys.confirm(key);
	// When Feishu refuses to send an unclear message again, the first one may still have arrived.
	else if (claim === 'claimed' && !mayHaveArrived(outcome)) await keys.release(key);
}

async function uploadAndSend(message: Message, means: Means): Promise<Outcome> {
	const uploaded = await means.pictures.upload(message, means);
	if (uploaded.verdict !== 'sent') return failed(message, means, uploaded);
	const request = message.prepared.requestTo(message.delivery, uploaded.value);
	if (!request.ok) return { kind: 'invalid', problem: request.problem, receiver: message.receiver };
	return await send(message, request.value, means);
}

async function send(message: Message, request: FeishuRequest<MessageBody>, means: Means): Promise<Outcome> {
	const { options } = message.prepared;
	const deliverBy = async (by: FeishuRequest) =>
		await deliver({ request: by, read: readMessageId, timeoutSeconds: options.timeoutSeconds, retry: options, pace: means.line.pace, perMinute: means.messagesPerMinute }, means);
	const delivered = await deliverBy(request);
	if (delivered.verdict === 'sent') return sent(message, request, delivered.value);
	const refusal = options.fallbackToPrivateChat && request.body.receive_type === 'chat' ? refusalOfGroup(delivered) : undefined;
	if (refusal === undefined) return failed(message, means, delivered);

	const privately = { ...request, body: { ...request.body, receive_type: 'user' } };
	const second = await deliverBy(privately);
	return second.verdict === 'sent' ? sent(message, privately, second.value, refusal) : { ...failed(message, means, second), receiveType: 'user' };
}

/**
 * What Feishu said when it refused the receiver or the group, as opposed to the app, the helpdesk or the load. Which
 * 154xxx code a ticket in progress gives is not documented, so each of them counts but those of the account.
 */
function refusalOfGroup(delivered: Delivered): string | undefined {
	if (delivered.verdict !== 'refused' || delivered.everyItem || !('statement' in delivered)) return undefined;
	const { code = 0, msg = '' } = delivered.statement;
	return Math.floor(code / 1000) === 154 ? `Feishu refused the dedicated group with code ${code} (${msg})` : undefined;
}

function sent({ receiver }: Message, { body }: FeishuRequest<MessageBody>, messageId: string, fallbackReason?: string): Outcome {
	const { msg_type, receiver_id, receive_type } = body;
	return {
		kind: 'sent',
		message: {
			message_id: messageId,
			msg_type,
			receiver_id,
			receive_type,
			...foundBy(receiver, receiver_id),
			...(fallbackReason === undefined ? {} : { fallback_reason: fallbackReason }),
		},
	};
}

function failed({ receiver, delivery }: Message, { line }: Means, verdict: Exclude<Delivered, { verdict: 'sent' }>): FailedOutcome {
	return { kind: 'failed', verdict, receiver, receiveType: delivery.receiveType, hasPastedToken: !line.canRenewToken };
}
