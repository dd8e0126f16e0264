import { chosenMessage } from '../../nodes/SendBotMessage/operations/send';
import type { Parameters } from '../../nodes/shared/parameters/readParameter';
import type { MessageSource } from '../../nodes/shared/run/messageSource';
import { prepareItem } from '../../nodes/shared/run/prepareItem';

/** Prepares an item of the operation Send, like the node. */
export function prepareMessage(parameters: object, source: MessageSource = chosenMessage) {
	return prepareItem(parameters as Parameters, source);
}
