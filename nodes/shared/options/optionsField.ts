import type { INodeProperties } from 'n8n-workflow';

import type { Option } from './option';

/**
 * One collection for an operation: how to send, and the rare fields of what it sends. In the order of their labels, as n8n's UX
 * guidelines ask.
 */
export function optionsField(
	ofSending: Readonly<Record<string, Option<unknown>>>,
	ofMessage: readonly INodeProperties[],
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...Object.values(ofSending).map(({ field }) => field), ...ofMessage].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
}
