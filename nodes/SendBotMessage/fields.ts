import type { INodeProperties } from 'n8n-workflow';

import { labelsOf } from '../shared/parameters/labelsOf';
import { shownWhen } from '../shared/parameters/shownWhen';
import { receiverFields, receiveTypes } from '../shared/receivers/fields';
import { operations } from './operations';

/**
 * Hidden, as in n8n's own Send Email node: with it n8n describes the node to AI agents by the action of its operation, which
 * therefore says whose bot it is, and lists each operation by itself in the nodes panel.
 */
const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'hidden',
	noDataExpression: true,
	options: [{ name: 'Bot Message', value: 'botMessage' }],
	default: 'botMessage',
};

/** Workflows saved before there was a choice have no value here: n8n gives them the default. */
const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['botMessage'] } },
	options: operations.map(({ label, value, action, description }) => ({
		name: label,
		value,
		action,
		description,
	})),
	default: 'send',
};

const subtitles = operations
	.map(({ value, subtitle }) => `${JSON.stringify(value)}: ${subtitle}`)
	.join(', ');

/**
 * Below the node on the canvas, e.g. "Card → Dedicated Group", or "Dry run: Card → Dedicated Group". A choice made by an
 * expression is left out.
 */
export const subtitle = `={{ ($parameter["options"]?.dryRun === true ? "Dry run: " : "") + [({ ${subtitles} })[$parameter["operation"]], (${labelsOf(receiveTypes.map(({ name, value }) => ({ label: name, value })))})[$parameter["receiveType"]]].filter((name) => name).join(" → ") }}`;

export const fields: INodeProperties[] = [
	resource,
	operation,
	...receiverFields,
	...operations.flatMap(({ value, fields }) => shownWhen({ operation: [value] }, fields)),
];
