import type { INodeProperties } from 'n8n-workflow';

import {
	isJsonObject,
	readChoice,
	type Parameters,
	readSwitch,
} from '../../parameters/readParameter';
import { all, andThen, inField, success, type Result } from '../../result';

export const cardOptions: INodeProperties = {
	displayName: 'Card Options',
	name: 'cardOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allow Forwarding',
			name: 'enableForward',
			type: 'boolean',
			default: true,
			description: 'Whether the receiver can forward the card to others',
		},
		{
			displayName: 'Width',
			name: 'width',
			type: 'options',
			options: [
				{ name: 'Compact', value: 'compact', description: 'At most 400 pixels' },
				{ name: 'Default', value: 'default', description: 'At most 600 pixels' },
				{ name: 'Fill', value: 'fill', description: 'As wide as the chat' },
			],
			default: 'default',
			description: 'Width of the card on large screens',
		},
	],
};

/**
 * Only what differs from Feishu's defaults. `wide_screen_mode`, which many examples carry, is not in the document any
 * more; `width_mode` has taken its place:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure (config)
 */
export function compileConfig(parameters: Parameters): Result<{ config?: object }> {
	const options = isJsonObject(parameters.cardOptions) ? parameters.cardOptions : {};
	const read = all({
		enableForward: readSwitch(options, 'enableForward', 'Allow Forwarding', true),
		width: readChoice({ width: options.width ?? 'default' }, 'width', 'Width', [
			'compact',
			'default',
			'fill',
		]),
	});
	return andThen(inField(read, 'cardOptions'), ({ enableForward, width }) => {
		const config = {
			...(enableForward ? {} : { enable_forward: false }),
			...(width === 'default' ? {} : { width_mode: width }),
		};
		return success(Object.keys(config).length === 0 ? {} : { config });
	});
}
