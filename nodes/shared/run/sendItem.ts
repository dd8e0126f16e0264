import type { Claims } from '../delivery/claims';
import { deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { readMessageId, type FeishuRequest, type MessageBody } from '../feishu/sendMessage';
import type { Pictures } from './pictures';
import { foundBy, mayHaveArrived, unsent, type Message, type Outcome } from './outcome';

/** Where deduplication keys are kept. */
export interface KeyStore extends Claims {
	/** Runs work with the same key one after the other. */
	exclusively<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** What sending a message needs besides the message. */
export interface SendContext extends DeliveryContext {
	readonly messagesPerMinute: number;
	readonly pictures: Pictures;
	readonly keys: KeyStore;
}

/** Sends one message, by the ways its options allow. */
export async function sendItem(message: Message, context: SendContext): Promise<Outcome> {
	if (context.halted.aborted) return unsent(message, { verdict: 'notTried' });
	const { options, receivers } = message.prepared;
	if (options.deduplicationKey === '') return await uploadAndSend(message, context);
	// One key of an item with several receivers stands for one message to each of them.
	const key =
		receivers.people.length === 1
			? options.deduplicationKey
			: `${options.deduplicationKey} ${message.receiver}`;
	return await context.keys.exclusively(key, async () => await claimAndSend(key, message, context));
}

async function claimAndSend(key: string, message: Message, context: SendContext): Promise<Outcome> {
	const {
		receiver,
		prepared: { options },
	} = message;
	const { deduplicationKey } = options;
	const claim = await context.keys.claim(key);
	if (claim === 'delivered') return { kind: 'skipped', deduplicationKey, receiver };
	if (claim === 'unclear' && !options.resendUnknown)
		return { kind: 'unclear', deduplicationKey, receiver };
	const outcome = await uploadAndSend(message, context);
	// A claim that is kept, also because n8n's store fails now, tells the next execution that this message is unclear.
	await settleClaim(key, claim, outcome, context).catch(() => undefined);
	return outcome;
}

async function settleClaim(
	key: string,
	claim: 'claimed' | 'unclear',
	outcome: Outcome,
	{ keys }: SendContext,
): Promise<void> {
	if (outcome.kind === 'sent') await keys.confirm(key);
	// When Feishu refuses to send an unclear message again, the first one may still have arrived.
	else if (claim === 'claimed' && !mayHaveArrived(outcome)) await keys.release(key);
}

async function uploadAndSend(message: Message, context: SendContext): Promise<Outcome> {
	const uploaded = await context.pictures.upload(message, context);
	if (uploaded.verdict !== 'sent') return unsent(message, uploaded);
	return await send(
		message,
		message.prepared.requestTo(message.recipient, uploaded.value, message.idOf),
		context,
	);
}

async function send(
	message: Message,
	request: FeishuRequest<MessageBody>,
	context: SendContext,
): Promise<Outcome> {
	const { options } = message.prepared;
	const deliverBy = async (by: FeishuRequest) =>
		await deliver(
			{
				request: by,
				read: readMessageId,
				timeoutSeconds: options.timeoutSeconds,
				retry: options,
				pace: context.client.pace,
				perMinute: context.messagesPerMinute,
			},
			context,
		);
	const delivered = await deliverBy(request);
	if (delivered.verdict === 'sent') return sent(message, request, delivered.value);
	const refusal =
		options.fallbackToPrivateChat && request.body.receive_type === 'chat'
			? refusalOfGroup(delivered)
			: undefined;
	if (refusal === undefined) return unsent(message, delivered);

	const privately = { ...request, body: { ...request.body, receive_type: 'user' } };
	const second = await deliverBy(privately);
	return second.verdict === 'sent'
		? sent(message, privately, second.value, refusal)
		: { ...unsent(message, second), receiveType: 'user' };
}

/**
 * What Feishu said when it refused the receiver or the group, as opposed to the app, the helpdesk or the load. Which
 * 154xxx code a ticket in progress gives is not documented, so each of them counts but those of the account.
 */
function refusalOfGroup(delivered: CallResult): string | undefined {
	if (delivered.verdict !== 'refused' || delivered.everyItem || !('statement' in delivered))
		return undefined;
	const { code = 0, msg = '' } = delivered.statement;
	return Math.floor(code / 1000) === 154
		? `Feishu refused the dedicated group with code ${code} (${msg})`
		: undefined;
}

function sent(
	{ receiver }: Message,
	{ body }: FeishuRequest<MessageBody>,
	messageId: string,
	fallbackReason?: string,
): Outcome {
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
