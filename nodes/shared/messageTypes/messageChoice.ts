import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters/readParameter';
import { readVariant, variantFields, variantOptions } from '../parameters/variants';
import type { Result } from '../result';
import type { MessageType } from './messageType';

/** A choice among message types, in the panel and as it is read. */
export interface MessageChoice {
	/** The dropdown, and the fields of each type. */
	readonly fields: INodeProperties[];
	/** Rare fields, for the collection Options. */
	readonly options: INodeProperties[];
	/** Names of the parameters of the type that is chosen. */
	namesOf(read: (name: string) => unknown): readonly string[];
	messageTypeOf(parameters: Parameters): Result<MessageType>;
}

const messageType = {
	displayName: 'Message Type',
	name: 'messageType',
	noDataExpression: true,
	default: 'text',
	description: 'What kind of message to send',
};

export function chooseFrom(messageTypes: readonly MessageType[]): MessageChoice {
	const messageTypeOf = (parameters: Parameters) =>
		readVariant(parameters, messageType, messageTypes);
	return {
		fields: variantFields(messageType, messageTypes),
		options: variantOptions(messageType, messageTypes),
		// Only the chosen type's fields: an expression left behind in another type's field must not fail the item.
		namesOf(read) {
			const chosen = messageTypeOf({ messageType: read('messageType') });
			return [
				'messageType',
				'options',
				...(chosen.ok ? chosen.value.fields.map(({ name }) => name) : []),
			];
		},
		messageTypeOf,
	};
}
