import type { DeliveryContext } from '../delivery/deliver';
import { mayMeanTicketInProgress } from '../feishu/errorCodes';
import { messagePlaces } from '../feishu/messagePlaces';
import type { OpenTickets, TicketState } from './openTickets';
import type { Message, Outcome, UnsentMessage } from './outcome';

/**
 * Where Feishu refused a dedicated group with a code that leaves open why, reads whether the receiver has a ticket in progress.
 * After everything else, so that nothing waits for it; and no more, once reading does not get through or the context's time is over.
 *
 * @param outcomes of these messages
 * @param onTold told what is known now
 */
export async function explainRefusals(
	messages: readonly Message[],
	outcomes: readonly Outcome[],
	tickets: OpenTickets,
	context: DeliveryContext,
	onTold: (message: Message, outcome: Outcome) => void,
): Promise<Outcome[]> {
	const known = new Map<string, TicketState>();
	const told = [...outcomes];
	for (const [index, message] of messages.entries()) {
		const outcome = told[index];
		if (!outcome || !leavesTicketOpen(outcome, message)) continue;
		if (context.clock.now() >= context.deadlineMs) break;
		const { receiverId } = message.recipient;
		const ticket = known.get(receiverId) ?? (await tickets.newestOf(receiverId, context));
		known.set(receiverId, ticket);
		const explained = { ...outcome, ticket };
		told[index] = explained;
		onTold(message, explained);
		if (ticket.kind === 'unread' && ticket !== tickets.refusal) break;
	}
	return told;
}

function leavesTicketOpen(outcome: Outcome, { recipient }: Message): outcome is UnsentMessage {
	return (
		outcome.kind === 'failed' &&
		outcome.verdict.verdict === 'refused' &&
		'statement' in outcome.verdict &&
		mayMeanTicketInProgress(outcome.verdict.statement) &&
		messagePlaces[outcome.receiveType].closesForTicket &&
		// Tickets know their guest by the Open ID.
		recipient.receiverIdType === 'open_id'
	);
}
