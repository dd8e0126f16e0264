import type { INodeProperties } from 'n8n-workflow';

import type { Ticket } from '../../../shared/feishu/tickets';
import { readSwitch, type Parameters } from '../../../shared/parameters/readParameter';
import { andThen, success, type Result } from '../../../shared/result';
import { fullTicket, simpleTicket } from '../../../shared/tickets/ticketView';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** How a ticket comes out. */
export function readView(
	parameters: Parameters,
): Result<(ticket: Ticket) => Readonly<Record<string, unknown>>> {
	const { name, displayName } = simplifyField;
	return andThen(readSwitch(parameters, name, displayName, true), (isSimple) =>
		success(isSimple ? simpleTicket : fullTicket),
	);
}
