import type { KeyStore } from '../delivery/claimAhead';
import type { Fate } from '../delivery/claims';
import { deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import type { Flight } from '../delivery/flight';
import type { Quota } from '../delivery/pace';
import { CODE_MEANINGS, saysTicketIsClosed } from '../feishu/errorCodes';
import { messagePlaces } from '../feishu/messagePlaces';
import { readMessageId, type Recipient } from '../feishu/sendMessage';
import type { KeyOfPicture } from '../messageTypes/contentJson';
import { keyOf } from './deduplicationKeys';
import type { OpenTickets } from './openTickets';
import type { Pictures } from './pictures';
import {
	aimOf,
	mayHaveArrived,
	readerFacts,
	unsent,
	wayFacts,
	type Message,
	type Outcome,
	type Way,
} from './outcome';
import { firstWay } from './firstWay';

/** What sending a message needs besides the message. */
export interface SendContext extends DeliveryContext {
	/** Feishu counts the messages of each place apart, or together, as it does. */
	readonly quotas: Readonly<Record<Recipient['receiveType'], Quota>>;
	readonly flight: Flight;
	readonly pictures: Pictures;
	readonly keys: KeyStore;
	readonly tickets: OpenTickets;
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
		recipient,
		prepared: { options },
	} = message;
	const { deduplicationKey } = options;
	const claim = await context.keys.claim(key);
	if (claim === 'halted') return unsent(message, { verdict: 'notTried' });
	let outcome: Outcome | undefined;
	try {
		if (claim === 'delivered')
			outcome = { kind: 'skipped', deduplicationKey, facts: readerFacts(message), recipient };
		else if (claim === 'unclear' && !options.resendUnknown)
			outcome = { kind: 'unclear', deduplicationKey, ...aimOf(message) };
		else {
			const again = await uploadAndSend(message, context);
			// Whatever became of this one, the one before may have arrived.
			const staysUnclear = claim === 'unclear' && again.kind === 'failed';
			outcome = staysUnclear
				? { kind: 'unclear', deduplicationKey, ...aimOf(message), again }
				: again;
		}
		return outcome;
	} finally {
		context.keys.settle(key, fateOf(outcome));
	}
}

/** @param outcome undefined when n8n's store of files failed: nothing was sent then */
function fateOf(outcome: Outcome | undefined): Fate {
	if (outcome === undefined) return 'notDelivered';
	if (outcome.kind === 'sent') return 'delivered';
	return mayHaveArrived(outcome) || outcome.kind === 'skipped' ? 'unknown' : 'notDelivered';
}

async function uploadAndSend(message: Message, context: SendContext): Promise<Outcome> {
	const uploaded = await context.pictures.upload(message, context);
	if (uploaded.verdict !== 'sent') return unsent(message, uploaded);
	return await send(message, uploaded.value, context);
}

async function send(message: Message, keyOf: KeyOfPicture, context: SendContext): Promise<Outcome> {
	const { recipient, prepared, idOf } = message;
	const { options, notAfter } = prepared;
	const notAfterMs = notAfter && context.clock.now() + notAfter.getTime() - Date.now();
	const deliverTo = async (to: Recipient) =>
		await deliver(
			{
				...context.quotas[to.receiveType],
				subject: messagePlaces[to.receiveType].subject,
				request: prepared.requestTo(to, keyOf, idOf, recipient),
				read: readMessageId,
				timeoutSeconds: options.timeoutSeconds,
				retry: options,
				flight: context.flight,
				notAfterMs,
			},
			context,
		);
	const around = await firstWay(message, context.tickets, context);
	if (around.ticket) {
		const delivered = await deliverTo(around.recipient);
		if (delivered.verdict === 'sent') return sent(message, around, delivered.value);
		// Closed meanwhile: the group takes messages again.
		if (!isTicketClosed(delivered)) {
			const { ticket } = around;
			const { receiveType } = around.recipient;
			return { ...unsent(message, delivered), receiveType, ticket };
		}
	}
	const delivered = await deliverTo(recipient);
	if (delivered.verdict === 'sent') return sent(message, { recipient }, delivered.value);
	const refusal =
		options.ticketInProgress === 'privateChat' &&
		messagePlaces[recipient.receiveType].closesForTicket
			? refusalOfGroup(delivered)
			: undefined;
	if (refusal === undefined) return unsent(message, delivered);

	const privately = { ...recipient, receiveType: 'user' } as const;
	const second = await deliverTo(privately);
	return second.verdict === 'sent'
		? sent(message, { recipient: privately, reason: refusal }, second.value)
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
		? `Feishu refused the dedicated group with code ${code}${msg && ` (${msg})`}`
		: undefined;
}

function isTicketClosed(delivered: CallResult): boolean {
	return (
		delivered.verdict === 'refused' &&
		'statement' in delivered &&
		saysTicketIsClosed(delivered.statement)
	);
}

function sent(message: Message, way: Way, messageId: string): Outcome {
	const { recipient, prepared } = message;
	return {
		kind: 'sent',
		message: {
			message_id: messageId,
			msg_type: prepared.msgType,
			...wayFacts(recipient, way),
			...readerFacts(message),
		},
	};
}
