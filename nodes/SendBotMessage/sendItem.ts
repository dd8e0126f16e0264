import { deliver, type Clock, type Delivered, type Line, type RunPolicy } from './delivery/deliver';
import type { FeishuRequest } from './feishu/sendMessage';
import type { Outcome } from './outcome';
import type { PreparedItem } from './prepareItem';

/** Where deduplication keys are kept. */
export interface KeyStore {
	/** Records the key; false when it was recorded before. */
	record(key: string): Promise<boolean>;
	release(key: string): Promise<void>;
}

/** Sends the message of one item, by the ways its options allow. */
export async function sendItem(item: PreparedItem, line: Line, run: RunPolicy, clock: Clock, keys: KeyStore): Promise<Outcome> {
	const { delivery, options } = item;
	const { deduplicationKey } = options;
	if (run.isHalted()) return failed(item, line, { verdict: 'notTried' });
	if (deduplicationKey === '') return await send(item, line, run, clock);
	if (!(await keys.record(deduplicationKey))) return { kind: 'skipped', deduplicationKey, delivery };
	const outcome = await send(item, line, run, clock);
	const mayHaveArrived = outcome.kind === 'sent' || (outcome.kind === 'failed' && outcome.verdict.verdict === 'unknown');
	if (!mayHaveArrived) await keys.release(deduplicationKey);
	return outcome;
}

async function send(item: PreparedItem, line: Line, run: RunPolicy, clock: Clock): Promise<Outcome> {
	const { request, options, delivery } = item;
	const deliverBy = (by: FeishuRequest) => deliver(by, options.timeoutSeconds, line, options, run, clock);
	const delivered = await deliverBy(request);
	if (delivered.verdict === 'sent') return sent(request, delivered.messageId);
	const refusal = options.fallbackToPrivateChat && delivery.receiveType === 'chat' ? refusalOfGroup(delivered) : undefined;
	if (refusal === undefined) return failed(item, line, delivered);

	const privately: FeishuRequest = { ...request, body: { ...request.body, receive_type: 'user' } };
	const second = await deliverBy(privately);
	return second.verdict === 'sent' ? sent(privately, second.messageId, refusal) : failed(item, line, second);
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

function sent({ body }: FeishuRequest, messageId: string, fallbackReason?: string): Outcome {
	const { msg_type = '', receiver_id = '', receive_type = '' } = body;
	const message = { message_id: messageId, msg_type, receiver_id, receive_type };
	return { kind: 'sent', message: fallbackReason === undefined ? message : { ...message, fallback_reason: fallbackReason } };
}

function failed({ delivery }: PreparedItem, line: Line, verdict: Exclude<Delivered, { verdict: 'sent' }>): Outcome {
	return { kind: 'failed', verdict, delivery, hasPastedToken: !line.canRenewToken };
}
