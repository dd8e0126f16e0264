import { messageTypeByName } from '../shared/messageTypes';
import type { MessageType } from '../shared/messageTypes/messageType';
import type { Parameters } from '../shared/parameters/readParameter';
import { problem, success, type Result } from '../shared/result';

/** What an operation sends: the parameters that say it, and the message type that compiles them. */
export interface Content {
	/** Names of its parameters; those of receiver and options come on top. `read` gives one of the item's parameters. */
	namesOf(read: (name: string) => unknown): readonly string[];
	messageTypeOf(parameters: Parameters): Result<MessageType>;
}

/** The content of the operation Send: what the chosen message type makes of its fields. */
export const message: Content = {
	// Only the chosen type's fields: an expression left behind in another type's field must not fail the item.
	namesOf: (read) => ['messageType', ...(messageTypeByName.get(String(read('messageType')))?.fields ?? []).map(({ name }) => name)],
	messageTypeOf({ messageType }) {
		const chosen = messageTypeByName.get(String(messageType));
		return chosen ? success(chosen) : problem('messageType', "'Message Type' has a value that does not exist", `Choose one of ${[...messageTypeByName.keys()].join(', ')}.`);
	},
};
