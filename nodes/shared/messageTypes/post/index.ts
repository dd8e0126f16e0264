import type { INodeProperties } from 'n8n-workflow';

import { readChoice } from '../../parameters/readParameter';
import { MAX_BYTES, type MessageType } from '../messageType';
import { builderFields, compileBuilder } from './builder';
import { compileJson, jsonField } from './json';

/** Rich text: languages, each with a title and paragraphs. Built from a list of elements, or entered as Feishu's JSON. */
export const post: MessageType = {
	msgType: 'post',
	label: 'Rich Text',
	description: 'Title and paragraphs with styles, links, mentions and pictures',
	maxBytes: MAX_BYTES.post,
	pictureParameter: 'postElements',
	fields: [
		{
			displayName: 'Rich Text Input',
			name: 'postInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Builder', value: 'builder', description: 'Put the message together from a list of elements' },
				{ name: 'JSON', value: 'json', description: "Feishu's own format for rich text" },
			],
			default: 'builder',
			description: 'How to enter the rich text',
		},
		...builderFields.map((field) => shownFor('builder', field)),
		shownFor('json', jsonField),
	],
	compile(parameters) {
		const input = readChoice(parameters, 'postInput', 'Rich Text Input', ['builder', 'json']);
		if (!input.ok) return input;
		return input.value === 'json' ? compileJson(parameters) : compileBuilder(parameters);
	},
};

function shownFor(input: string, field: INodeProperties): INodeProperties {
	return { ...field, displayOptions: { show: { postInput: [input] } } };
}
