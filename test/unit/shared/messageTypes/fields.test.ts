/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs what n8n runs in the browser */
import { runInNewContext } from 'node:vm';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';

import { optionsField } from '../../../../nodes/SendBotMessage/options';
import { interactive } from '../../../../nodes/shared/messageTypes/interactive';
import { cardBlocks } from '../../../../nodes/shared/messageTypes/interactive/cardBlocks';
import { post } from '../../../../nodes/shared/messageTypes/post';
import { elementFields } from '../../../../nodes/shared/messageTypes/post/postElements';
import { itemTitle } from '../../../../nodes/shared/parameters/itemTitle';
import { text } from '../../../../nodes/shared/messageTypes/text';
import { by } from '../../../support/receiver';
import { messageCases } from '../../../fixtures/messages';

/** The cases with a content: name and parameters. */
function validCases(msgType: string): Array<[string, INodeParameters]> {
	return (messageCases[msgType] ?? [])
		.filter(({ content }) => content)
		.map(({ name, parameters }) => [name, parameters as INodeParameters]);
}

/** The values as n8n hands them to the node: those of hidden fields gone, defaults filled in. */
function throughN8n(
	fields: readonly INodeProperties[],
	parameters: INodeParameters,
): INodeParameters {
	return NodeHelpers.getNodeParameters(
		[...fields],
		parameters,
		true,
		false,
		null,
		null,
	) as INodeParameters;
}

/** The values as n8n saves them: without those that are the default. */
function saved(fields: readonly INodeProperties[], parameters: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(
		[...fields],
		parameters,
		false,
		false,
		null,
		null,
	) as INodeParameters;
}

describe.each([
	['text', text] as const,
	['post', post] as const,
	['interactive', interactive] as const,
])('%s', (msgType, messageType) => {
	test.each(validCases(msgType))(
		'%s: the same after n8n has saved and read it',
		(_name, parameters) => {
			const { options = [] } = messageType;
			const fields = [...messageType.fields, optionsField(options)];
			const compiled = messageType.compile({
				...throughN8n(fields, saved(fields, parameters)),
				saved: parameters.saved,
			});
			expect(compiled).toEqual(messageType.compile(parameters));
		},
	);
});

test('an element that was just added has every field that its type shows, with its default', () => {
	const added = (type: string) => throughN8n(elementFields, { type });
	expect(throughN8n(elementFields, {})).toEqual({
		type: 'text',
		text: '',
		style: [],
		newParagraph: true,
	});
	expect(added('link')).toEqual({
		type: 'link',
		text: '',
		href: '',
		style: [],
		newParagraph: true,
	});
	expect(added('mention')).toEqual({
		type: 'mention',
		who: 'person',
		person: { __rl: true, mode: 'email', value: '' },
		style: [],
		newParagraph: true,
	});
	expect(added('picture')).toEqual({
		type: 'picture',
		pictureSource: 'binary',
		binaryField: 'data',
	});
	expect(added('emoji')).toEqual({ type: 'emoji', emojiType: '', newParagraph: true });
	expect(added('codeBlock')).toEqual({ type: 'codeBlock', language: 'plainText', code: '' });
	expect(added('divider')).toEqual({ type: 'divider' });
	expect(added('markdown')).toEqual({ type: 'markdown', markdown: '' });
});

const [{ values: blockFields }] = cardBlocks.options as [INodePropertyCollection];

test('a block that was just added has every field that its type shows, with its default', () => {
	const added = (type: string) => throughN8n(blockFields, { type });
	expect(throughN8n(blockFields, {})).toEqual({
		type: 'markdown',
		text: '',
	});
	expect(added('button')).toEqual({ type: 'button', text: '', url: '', style: 'default' });
	expect(added('divider')).toEqual({ type: 'divider' });
	expect(added('field')).toEqual({ type: 'field', name: '', value: '' });
	expect(added('mention')).toEqual({
		type: 'mention',
		who: 'person',
		person: { __rl: true, mode: 'email', value: '' },
		text: '',
	});
	expect(added('note')).toEqual({ type: 'note', text: '' });
	expect(added('picture')).toEqual({
		type: 'picture',
		pictureSource: 'binary',
		binaryField: 'data',
		altText: '',
	});
});

/** What n8n writes above a folded entry. It evaluates the expression in the browser, with the entry as $collection.item. */
function titleOf(expression: string, properties: INodeProperties[], value: object): unknown {
	return runInNewContext(expression.replace(/^=\{\{|\}\}$/g, ''), {
		$collection: { item: { properties, value } },
	});
}

test.each([
	[{ type: 'text', text: 'Due on Friday' }, 'Text: Due on Friday'],
	[{ type: 'text', text: '={{ $json.text }}' }, 'Text: {{ $json.text }}'],
	[{ type: 'markdown', markdown: 'x'.repeat(70) }, `Markdown: ${'x'.repeat(60)}`],
	[{ type: 'codeBlock', code: 'SELECT 1' }, 'Code Block: SELECT 1'],
	[{ type: 'divider' }, 'Divider'],
])('the title of an element: %j', (value, title) => {
	expect(titleOf(itemTitle('type'), elementFields, value)).toBe(title);
});

test('the title of a translation', () => {
	const locale: INodeProperties = {
		displayName: 'Language',
		name: 'locale',
		type: 'options',
		options: [{ name: 'English', value: 'en_us' }],
		default: 'en_us',
	};
	expect(titleOf(itemTitle('locale'), [locale], { locale: 'en_us', title: 'Reminder' })).toBe(
		'English: Reminder',
	);
});

test.each([
	[{ type: 'field', name: 'Amount', text: 'x' }, 'Field: Amount'],
	[{ type: 'markdown', text: 'x'.repeat(70) }, `Text: ${'x'.repeat(60)}`],
	[{ type: 'markdown', text: '={{ $json.text }}' }, 'Text: {{ $json.text }}'],
	[{ type: 'divider' }, 'Divider'],
	[{ type: 'mention', who: 'everyone', person: by('email', 'a@example.com') }, 'Mention'],
	[{ type: 'mention', who: 'person', person: by('email', '') }, 'Mention'],
	[
		{ type: 'mention', who: 'person', person: by('email', 'a@example.com') },
		'Mention: a@example.com',
	],
	[
		{
			type: 'mention',
			who: 'person',
			person: { ...by('list', 'ou_1'), cachedResultName: 'Li Hua' },
		},
		'Mention: Li Hua',
	],
])('the title of a block: %j', (value, title) => {
	expect(
		titleOf(cardBlocks.typeOptions?.fixedCollection?.itemTitle as string, blockFields, value),
	).toBe(title);
});
