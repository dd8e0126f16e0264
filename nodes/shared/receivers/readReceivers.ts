import type { INodeProperties } from 'n8n-workflow';

import type { Recipient } from '../feishu/sendMessage';
import { readChoice, type Parameters } from '../parameters/readParameter';
import { all, type Result } from '../result';
import { receiverFields, receiveTypes } from './fields';
import { readPeople, type Person } from './readPeople';

/** Whom an item's message goes to, as the panel has it. */
export interface Receivers {
	readonly receiveType: Recipient['receiveType'];
	/** At least one, each once. */
	readonly people: readonly Person[];
}

/** As many messages as Feishu's quota of 100 a minute lets out within the preset Max Wait. */
const MAX_RECEIVERS = 3000;

/** The parameters that say whom messages go to, and how they are read. */
export interface ReceiverSource {
	/** All of them, as the panel has them. */
	readonly fields: readonly INodeProperties[];
	/** The one that names the receivers. */
	readonly field: string;
	read(parameters: Parameters): Result<Receivers>;
}

/** Reads the people of an item, who get a bot message. */
export function readReceivers(parameters: Parameters): Result<Receivers> {
	return all({
		receiveType: readChoice(parameters, 'receiveType', 'Send To', receiveTypes),
		people: readPeople(parameters, 'receiver', 'Receiver', MAX_RECEIVERS),
	});
}

export const toPeople: ReceiverSource = {
	fields: receiverFields,
	field: 'receiver',
	read: readReceivers,
};
