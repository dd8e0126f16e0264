import type { TicketMessage } from '../feishu/ticketMessages';
import { asRecord } from '../result';
import { withMoments } from './ticketView';

type Fields = Readonly<Record<string, unknown>>;

/** A message as it came, with its ticket, and what people read of it where that is plain text. */
export function fullMessage(ticketId: string, message: TicketMessage): Fields {
	const text = textIn(message.content);
	return {
		ticket_id: ticketId,
		...withMoments(message, ['created_at']),
		...(text === undefined || Object.hasOwn(message, 'text') ? {} : { text }),
	};
}

/** `{"content":"…","msg_type":"text"}` of the document; and `{"text":"…"}`, as messages are sent. */
function textIn(content: unknown): string | undefined {
	const { content: inside, text } = asRecord(
		typeof content === 'string' ? parse(content) : content,
	);
	return [inside, text].find((value): value is string => typeof value === 'string');
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}

/** The oldest first. What has no time stays where it was. */
export function oldestFirst(messages: readonly TicketMessage[]): TicketMessage[] {
	return [...messages].sort((a, b) => (Number(a.created_at) || 0) - (Number(b.created_at) || 0));
}
