import { problem } from '../../result';
import { builder } from './builder';
import type { CardInput } from './cardInput';
import { json } from './json';
import { template } from './template';
import { MAX_BYTES, type MessageType } from '../messageType';

/** Every way to enter a card, in the order of the dropdown. */
const cardInputs: readonly CardInput[] = [builder, json, template];

/**
 * Cards: JSON 1.0, or a template of the card builder
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). The endpoint takes no JSON 2.0:
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
 */
export const interactive: MessageType = {
	msgType: 'interactive',
	label: 'Card',
	description: 'A card with header, text, pictures and buttons',
	maxBytes: MAX_BYTES.interactive,
	pictureParameter: 'cardBlocks',
	fields: [
		{
			displayName: 'Card Input',
			name: 'cardInput',
			type: 'options',
			noDataExpression: true,
			options: cardInputs.map(({ value, label, description }) => ({ name: label, value, description })),
			default: 'builder',
			description: 'How to enter the card',
		},
		...cardInputs.flatMap(({ value, fields }) =>
			fields.map((field) => ({
				...field,
				displayOptions: { ...field.displayOptions, show: { cardInput: [value], ...field.displayOptions?.show } },
			})),
		),
	],
	compile(parameters) {
		const chosen = cardInputs.find(({ value }) => value === parameters.cardInput);
		if (chosen) return chosen.compile(parameters);
		return problem('cardInput', "'Card Input' has a value that does not exist", `Choose one of ${cardInputs.map(({ value }) => value).join(', ')}.`);
	},
};
