import type { INodeProperties } from 'n8n-workflow';

import { itemOptions, runOptions } from '../shared/options';

/**
 * One collection for an operation: how to send, and the rare fields of what it sends. In the order of their labels, as n8n's UX
 * guidelines ask.
 */
export function optionsField(ofOperation: readonly INodeProperties[]): INodeProperties {
	const ofSending = Object.values({ ...runOptions, ...itemOptions }).map(({ field }) => field);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...ofSending, ...ofOperation].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
}
