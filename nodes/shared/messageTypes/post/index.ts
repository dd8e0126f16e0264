import { readVariant, variantFields, variantOptions } from '../../parameters/variants';
import { andThen } from '../../result';
import type { MessageInput } from '../messageInput';
import { MAX_BYTES, type MessageType } from '../messageType';
import { builder } from './builder';
import { json } from './json';
import { preview } from './preview';

/** Every way to enter a rich text, in the order of the dropdown. */
const inputs: readonly MessageInput[] = [builder, json];

const postInput = {
	displayName: 'Rich Text Input',
	name: 'postInput',
	noDataExpression: true,
	default: 'builder',
	description: 'How to enter the rich text',
};

/** Rich text: languages, each with a title and paragraphs. */
export const post: MessageType = {
	value: 'post',
	label: 'Rich Text',
	description: 'Title and paragraphs with styles, links, mentions and pictures',
	maxBytes: MAX_BYTES.post,
	fitsTicket: true,
	pictureParameter: 'postElements',
	mentionParameter: 'postElements',
	fields: variantFields(postInput, inputs),
	options: variantOptions(postInput, inputs),
	compile: (parameters) =>
		andThen(readVariant(parameters, postInput, inputs), (input) => input.compile(parameters)),
	preview,
};
