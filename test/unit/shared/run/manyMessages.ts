import type { FeishuClient } from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import type { FeishuRequest } from '../../../../nodes/shared/feishu/request';
import type { Message, Outcome } from '../../../../nodes/shared/run/outcome';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import { RunMemory } from '../../../../nodes/shared/run/runMemory';
import { sendAll, type Run } from '../../../../nodes/shared/run/sendAll';
import { prepareMessage } from '../../../support/prepareMessage';
import { by } from '../../../support/receiver';
import type { virtualClock } from '../../../support/virtualClock';

export const DELIVERED: Exchange = {
	kind: 'answered',
	status: 200,
	headers: {},
	body: { code: 0, data: { message_id: 'om_1' } },
	token: 'issued',
};

export const NO_ANSWER: Exchange = {
	kind: 'noAnswer',
	loss: { neverConnected: false, reason: '' },
};

export interface Campaign {
	readonly count: number;
	readonly concurrency: number;
	/** 0: no pacing. */
	readonly messagesPerMinute: number;
	readonly options?: object;
	exchange(): Promise<Exchange>;
}

/** Sends a message to each of so many people from a process of its own. Whatever fails, it goes on. */
export async function sendMany(
	{ count, concurrency, messagesPerMinute, options, exchange }: Campaign,
	virtual: Virtual,
): Promise<Outcome[]> {
	const message = messageWith(options);
	return await sendAll(
		Array.from({ length: count }, (_, item) => ({ ...message, ...to(`ou_${item}`), item })),
		newRun(virtual, exchange, { concurrency }, messagesPerMinute),
	);
}

type Virtual = Pick<ReturnType<typeof virtualClock>, 'clock' | 'wakeAll'>;

/** A run in a process of its own that goes on whatever fails, unless told otherwise. n8n's stores never fail. */
export function newRun(
	{ clock, wakeAll }: Virtual,
	exchange: (request: FeishuRequest) => Promise<Exchange>,
	settings: Partial<Run> = {},
	messagesPerMinute = 0,
): Run {
	const client: FeishuClient = {
		baseUrl: '',
		account: '',
		pace: new Pace(),
		sidePace: new Pace(),
		ticketQuotas: ticketQuotas(),
		exchange: async (request) => ({
			exchange: await exchange(request),
			forgetToken: () => undefined,
		}),
	};
	const halt = new AbortController();
	const quota = { pace: client.pace, perMinute: messagesPerMinute };
	return {
		client,
		clock,
		halted: halt.signal,
		deadlineMs: Infinity,
		onQuotaWait: () => undefined,
		quotas: { chat: quota, user: quota, ticket: quota },
		tickets: new OpenTickets(),
		pictures: {
			check: async () => undefined,
			upload: async () => ({ verdict: 'sent', value: String }),
		},
		keys: {
			expect: () => undefined,
			claim: async () => 'claimed',
			settle: () => undefined,
			finish: async () => undefined,
		},
		concurrency: 1,
		stopsOnFailure: false,
		memory: new RunMemory(),
		halt() {
			halt.abort();
			wakeAll();
		},
		onSettled: () => undefined,
		...settings,
	};
}

/** What they all say: preparing it takes longer than sending it. */
function messageWith(options = {}): Pick<Message, 'person' | 'idOf' | 'prepared'> {
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by('id', 'ou_1'),
		messageType: 'text',
		text: 'x',
		options,
	});
	const [person] = prepared.ok ? prepared.value.receivers.people : [];
	if (!prepared.ok || !person) throw new TypeError('Not a good message');
	return { person, idOf: ({ id }) => id, prepared: prepared.value };
}

const to = (receiver: string): Pick<Message, 'receiver' | 'recipient'> => ({
	receiver,
	recipient: { receiverId: receiver, receiverIdType: 'open_id', receiveType: 'chat' },
});
