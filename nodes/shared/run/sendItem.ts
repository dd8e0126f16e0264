import type { KeyStore } from '../delivery/claimAhead';
import type { Fate } from '../delivery/claims';
import { deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { CODE_MEANINGS } from '../feishu/errorCodes';
import type { FeishuRequest } from '../feishu/request';
import { readMessageId, type BotMessageBody } from '../feishu/sendMessage';
import { keyOf } from './deduplicationKeys';
import type { Pictures } from './pictures';
import { foundBy, mayHaveArrived, unsent, type Message, type Outcome } from './outcome';

/** What sending a message needs besides the message. */
export interface SendContext extends DeliveryContext {
	readonly messagesPerMinute: number;
	readonly pictures: Pictures;
	readonly keys: KeyStore;
}

/** Sends one message, by the ways its options allow. */
export async function sendItem(message: Message, context: SendContext): Promise<Outcome> {
	if (context.halted.aborted) return unsent(message, { verdict: 'notTried' });
	const key = keyOf(message);
	return key === undefined
		? await uploadAndSend(message, context)
		: await claimAndSend(key, message, context);
}

async function claimAndSend(key: string, message: Message, context: SendContext): Promise<Outcome> {
	const {
		receiver,
		recipient: { receiverId },
		prepared: { options },
	} = message;
	const { deduplicationKey } = options;
	const claim = await context.keys.claim(key);
	if (claim === 'halted') return unsent(message, { verdict: 'notTried' });
	let outcome: Outcome | undefined;
	try {
		if (claim === 'delivered')
			outcome = { kind: 'skipped', deduplicationKey, receiver, receiverId };
		else if (claim === 'unclear' && !options.resendUnknown)
			outcome = { kind: 'unclear', deduplicationKey, receiver };
		else outcome = await uploadAndSend(message, context);
		return outcome;
	} finally {
		context.keys.settle(key, fateOf(outcome));
	}
}

/** @param outcome undefined when n8n's store of files failed: nothing was sent then */
function fateOf(outcome: Outcome | undefined): Fate {
	if (outcome === undefined) return 'notDelivered';
	if (outcome.kind === 'sent') return 'delivered';
	// When Feishu refuses to send an unclear message again, the first one may still have arrived: the claims see to that.
	return mayHaveArrived(outcome) || outcome.kind === 'skipped' ? 'unknown' : 'notDelivered';
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
	request: FeishuRequest<BotMessageBody>,
	context: SendContext,
): Promise<Outcome> {
	const { options, notAfter } = message.prepared;
	const notAfterMs = notAfter && context.clock.now() + notAfter.getTime() - Date.now();
	const deliverBy = async (by: FeishuRequest) =>
		await deliver(
			{
				request: by,
				read: readMessageId,
				timeoutSeconds: options.timeoutSeconds,
				retry: options,
				pace: context.client.pace,
				perMinute: context.messagesPerMinute,
				notAfterMs,
			},
			context,
		);
	const delivered = await deliverBy(request);
	if (delivered.verdict === 'sent') return sent(message, request, delivered.value);
	const refusal =
		options.ticketInProgress === 'privateChat' && request.body.receive_type === 'chat'
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
 * 154xxx code a ticket in progress gives is not documented, so each of them counts but those of the account; and those codes
 * of the message service that are about the group.
 */
function refusalOfGroup(delivered: CallResult): string | undefined {
	if (
		delivered.verdict !== 'refused' ||
		delivered.everyItem ||
		delivered.everyIdOf ||
		!('statement' in delivered)
	)
		return undefined;
	const { code = 0, msg = '' } = delivered.statement;
	return Math.floor(code / 1000) === 154 || CODE_MEANINGS.get(code)?.about === 'group'
		? `Feishu refused the dedicated group with code ${code} (${msg})`
		: undefined;
}

function sent(
	{ receiver }: Message,
	{ body }: FeishuRequest<BotMessageBody>,
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
