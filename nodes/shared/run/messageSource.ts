import type { MessageType } from '../messageTypes/messageType';
import type { Parameters } from '../parameters/readParameter';
import type { ReceiverSource } from '../receivers/readReceivers';
import type { Result } from '../result';

/** What an operation sends, and to whom: the parameters that say it, and the message type that compiles them. */
export interface MessageSource {
	readonly receivers: ReceiverSource;
	/** The fields of what is sent, as the panel has them. */
	readonly fields: MessageType['fields'];
	/** Names of the parameters of what is sent; those of receiver and options come on top. `read` gives one of the item's parameters. */
	namesOf(read: (name: string) => unknown): readonly string[];
	messageTypeOf(parameters: Parameters): Result<MessageType>;
}
