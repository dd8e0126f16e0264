import type { INodeProperties } from 'n8n-workflow';

import { shownWhen } from '../shared/parameters/shownWhen';
import { resources } from './resources';
import type { Resource } from './resources/resource';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ label, value }) => ({ name: label, value })),
	default: 'ticket',
};

function fieldsOf({ value, operations }: Resource): INodeProperties[] {
	const show = { resource: [value] };
	const operation: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: operations.map(({ value: saved, label, action, description }) => ({
			name: label,
			value: saved,
			action,
			description,
		})),
		default: 'getAll',
	};
	return [
		operation,
		...operations.flatMap((one) => shownWhen({ ...show, operation: [one.value] }, one.fields)),
	];
}

const subtitles = resources
	.flatMap(({ value, operations }) =>
		operations.map((one) => `${JSON.stringify(`${value} ${one.value}`)}: ${one.subtitle}`),
	)
	.join(', ');

/** Below the node on the canvas, e.g. "Get many: Ticket", or "Dry run: Send: Text → Ticket". */
export const subtitle = `={{ ($parameter["options"]?.dryRun === true ? "Dry run: " : "") + ({ ${subtitles} })[$parameter["resource"] + " " + $parameter["operation"]] }}`;

export const fields: INodeProperties[] = [resource, ...resources.flatMap(fieldsOf)];
