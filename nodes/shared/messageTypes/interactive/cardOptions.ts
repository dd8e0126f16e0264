import type { INodeProperties } from 'n8n-workflow';

import { optionsOf, readChoice, readSwitch, type Parameters } from '../../parameters/readParameter';
import { all, andThen, inField, success, type Result } from '../../result';

const widths = [
	{ name: 'Compact', value: 'compact', description: 'At most 400 pixels' },
	{ name: 'Default', value: 'default', description: 'At most 600 pixels' },
	{ name: 'Fill', value: 'fill', description: 'As wide as the chat' },
];

export const cardOptions: readonly INodeProperties[] = [
	{
		displayName: 'Card Width',
		name: 'cardWidth',
		type: 'options',
		options: widths,
		default: 'default',
		description: 'Width of the card on large screens',
	},
	{
		displayName: 'Prevent Forwarding',
		name: 'preventForwarding',
		type: 'boolean',
		default: true,
		description: 'Whether to keep the receiver from forwarding the card to others',
	},
];

/**
 * Only what differs from Feishu's defaults. `wide_screen_mode`, which many examples carry, is not in the document any
 * more; `width_mode` has taken its place:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure (config)
 */
export function compileConfig(parameters: Parameters): Result<{ config?: object }> {
	const options = optionsOf(parameters);
	const read = all({
		preventForwarding: readSwitch(options, 'preventForwarding', 'Prevent Forwarding', false),
		width: readChoice(
			{ cardWidth: options.cardWidth ?? 'default' },
			'cardWidth',
			'Card Width',
			widths,
		),
	});
	return andThen(inField(read, 'options'), ({ preventForwarding, width }) => {
		const config = {
			...(preventForwarding ? { enable_forward: false } : {}),
			...(width === 'default' ? {} : { width_mode: width }),
		};
		return success(Object.keys(config).length === 0 ? {} : { config });
	});
}
