import { readVariant, variantFields, variantOptions } from '../../parameters/variants';
import { andThen } from '../../result';
import type { MessageInput } from '../messageInput';
import { MAX_BYTES, type MessageType } from '../messageType';
import { builder } from './builder';
import { json } from './json';
import { preview } from './preview';
import { template } from './template';

/** Every way to enter a card, in the order of the dropdown. */
const inputs: readonly MessageInput[] = [builder, json, template];

const cardInput = {
	displayName: 'Card Input',
	name: 'cardInput',
	noDataExpression: true,
	default: 'builder',
	description: 'How to enter the card',
};

/**
 * Cards: JSON 1.0, or a template of the card builder
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). The endpoint takes no JSON 2.0:
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
 */
export const interactive: MessageType = {
	value: 'interactive',
	label: 'Card',
	description: 'A card with header, text, pictures and buttons',
	maxBytes: MAX_BYTES.interactive,
	pictureParameter: 'cardBlocks',
	mentionParameter: 'cardBlocks',
	fields: variantFields(cardInput, inputs),
	options: variantOptions(cardInput, inputs),
	compile: (parameters) =>
		andThen(readVariant(parameters, cardInput, inputs), (input) => input.compile(parameters)),
	preview,
};
