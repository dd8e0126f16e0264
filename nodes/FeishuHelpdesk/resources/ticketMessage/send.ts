import { messageTypes } from '../../../shared/messageTypes';
import { chooseFrom } from '../../../shared/messageTypes/messageChoice';
import type { Operation } from '../../../shared/n8n/operation';
import { sendItems } from '../../../shared/n8n/sendItems';
import { itemOptions, runOptions } from '../../../shared/options';
import { optionsField } from '../../../shared/options/optionsField';
import { toOutput } from '../../../shared/output/output';
import { labelsOf } from '../../../shared/parameters/labelsOf';
import type { MessageSource } from '../../../shared/run/messageSource';
import { intoTicket, ticketField } from '../../../shared/tickets/ticketLocator';

const typesForTickets = messageTypes.filter(({ fitsTicket }) => fitsTicket);
const choice = chooseFrom(typesForTickets);

const { concurrency, maxWaitSeconds, spreadOverSeconds } = runOptions;
const { timeoutSeconds, maxTries, deduplicationKey, dryRun, resendUnknown } = itemOptions;

/** Those of a bot message, but for its quota and for the ways around a ticket. */
const options = {
	concurrency,
	maxWaitSeconds,
	spreadOverSeconds,
	timeoutSeconds,
	maxTries,
	dryRun,
	resendUnknown,
	deduplicationKey: {
		...deduplicationKey,
		field: {
			...deduplicationKey.field,
			description:
				"Sends a message once per key and ticket, also across executions and restarts. Where this node has sent one into the ticket with this key before, it is skipped. Where that is unclear, e.g. because n8n was stopped in the middle, the item fails as unclear. n8n keeps the node's latest 5,000 keys, and a run with more is refused.",
		},
	},
};

export const source: MessageSource = {
	...choice,
	receivers: intoTicket,
	fields: [...choice.fields, optionsField(options, choice.options)],
};

export const send: Operation = {
	value: 'send',
	label: 'Send',
	action: 'Send ticket message',
	description: 'Send a message into a ticket that is not closed. Its agents see it as well.',
	subtitle: `"Send: " + (${labelsOf(typesForTickets)})[$parameter["messageType"]] + " → Ticket"`,
	fields: [ticketField, ...source.fields],
	execute: async (context) =>
		toOutput(context, await sendItems(context, source, context.getInputData().length)),
};
