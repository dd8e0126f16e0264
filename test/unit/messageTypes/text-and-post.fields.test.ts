/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- fixtures are files */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { post } from '../../../nodes/SendBotMessage/messageTypes/post';
import { elementFields } from '../../../nodes/SendBotMessage/messageTypes/post/elements';
import { text } from '../../../nodes/SendBotMessage/messageTypes/text';

const imageKeyOf = (binaryField: string) => `img_of_${binaryField}`;

function readFixtures(msgType: string): Array<[string, INodeParameters]> {
	const folder = join(__dirname, '../../fixtures/messages', msgType);
	return readdirSync(folder)
		.map((file): [string, { parameters: INodeParameters; content?: object }] => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as never])
		.filter(([, { content }]) => content)
		.map(([file, { parameters }]) => [`${msgType}/${file}`, parameters]);
}

/** The values as n8n hands them to the node: those of hidden fields gone, defaults filled in. */
function throughN8n(fields: readonly INodeProperties[], parameters: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters([...fields], parameters, true, false, null, null) as INodeParameters;
}

/** The values as n8n saves them: without those that are the default. */
function saved(fields: readonly INodeProperties[], parameters: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters([...fields], parameters, false, false, null, null) as INodeParameters;
}

describe.each([['text', text] as const, ['post', post] as const])('%s', (msgType, messageType) => {
	test.each(readFixtures(msgType))('%s is the same after n8n has saved and read it', (_file, parameters) => {
		const { fields } = messageType;
		const compiled = messageType.compile(throughN8n(fields, saved(fields, parameters)), imageKeyOf);
		expect(compiled).toEqual(messageType.compile(parameters, imageKeyOf));
	});
});

test('an element that was just added has every field that its type shows, with its default', () => {
	const added = (type: string) => throughN8n(elementFields, { type });
	expect(throughN8n(elementFields, {})).toEqual({ type: 'text', text: '', style: [], newParagraph: true });
	expect(added('link')).toEqual({ type: 'link', text: '', href: '', style: [], newParagraph: true });
	expect(added('mention')).toEqual({ type: 'mention', who: 'person', userId: '', style: [], newParagraph: true });
	expect(added('picture')).toEqual({ type: 'picture', pictureSource: 'binary', binaryField: 'data' });
	expect(added('emoji')).toEqual({ type: 'emoji', emojiType: '', newParagraph: true });
	expect(added('codeBlock')).toEqual({ type: 'codeBlock', language: 'plainText', code: '' });
	expect(added('divider')).toEqual({ type: 'divider' });
	expect(added('markdown')).toEqual({ type: 'markdown', markdown: '' });
});
