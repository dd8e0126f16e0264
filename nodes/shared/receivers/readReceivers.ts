import type { Recipient } from '../feishu/sendMessage';
import { readChoice, type Parameters } from '../parameters/readParameter';
import { all, type Result } from '../result';
import { receiveTypes } from './fields';
import { readPeople, type Person } from './readPeople';

/** Whom an item's message goes to, as the panel has it. */
export interface Receivers {
	readonly receiveType: Recipient['receiveType'];
	/** At least one, each once. */
	readonly people: readonly Person[];
}

/** As many messages as Feishu's quota of 100 a minute lets out within the preset Max Wait. */
const MAX_RECEIVERS = 3000;

/** Reads the receivers of an item. */
export function readReceivers(parameters: Parameters): Result<Receivers> {
	return all({
		receiveType: readChoice(parameters, 'receiveType', 'Send To', receiveTypes),
		people: readPeople(parameters, 'receiver', 'Receiver', MAX_RECEIVERS),
	});
}
