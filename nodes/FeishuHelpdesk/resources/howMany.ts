import type { INodeProperties } from 'n8n-workflow';

import { readNumber, readSwitch, type Parameters } from '../../shared/parameters/readParameter';
import { andThen, success, type Result } from '../../shared/result';

const RETURN_ALL = { displayName: 'Return All', name: 'returnAll' };
const LIMIT = { displayName: 'Limit', name: 'limit' };

/** How many results an operation gives, as n8n's own nodes ask for it. */
export const howManyFields: readonly INodeProperties[] = [
	{
		...RETURN_ALL,
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		...LIMIT,
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** Infinity for all. */
export function readHowMany(parameters: Parameters): Result<number> {
	const { name, displayName } = RETURN_ALL;
	return andThen(readSwitch(parameters, name, displayName, false), (returnAll) =>
		returnAll
			? success(Infinity)
			: readNumber(parameters, LIMIT.name, LIMIT.displayName, 50, {
					min: 1,
					max: 1_000_000,
					whole: true,
				}),
	);
}
