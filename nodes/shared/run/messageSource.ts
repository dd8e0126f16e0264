import type { MessageType } from '../messageTypes/messageType';
import type { Parameters } from '../parameters/readParameter';
import type { Result } from '../result';

/** What an operation sends: the parameters that say it, and the message type that compiles them. */
export interface MessageSource {
	/** All of its fields, as the panel has them. */
	readonly fields: MessageType['fields'];
	/** Names of its parameters; those of receiver and options come on top. `read` gives one of the item's parameters. */
	namesOf(read: (name: string) => unknown): readonly string[];
	messageTypeOf(parameters: Parameters): Result<MessageType>;
}
