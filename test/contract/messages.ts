import type { IDataObject } from 'n8n-workflow';

import { by } from '../support/receiver';

/** What a message names that differs between one Feishu and another. */
export interface Names {
	/** Open ID. */
	readonly receiver: string;
	/** Key of a picture that the app has uploaded. */
	readonly imageKey: string;
	readonly templateId?: string;
}

/** One message, said in both languages. */
export interface Message {
	readonly name: string;
	readonly msgType: 'text' | 'post' | 'image' | 'interactive';
	/** As the SDK takes it, before it is put into a string. */
	readonly content: (names: Names) => object;
	/** As our node takes it. */
	readonly parameters: (names: Names) => IDataObject;
	/** Whether Helpdesk takes it at all is not documented: questions.ts asks. */
	readonly isOpen?: true;
}

const TEXT = 'Contract check: "quoted" \\ 中文 🎉 \u2028 <b>&amp;\nsecond line';
const LINK = 'https://example.com/report?id=1&lang=中文';

const locales = {
	zh_cn: { title: 'Contract check 合约', content: [[{ tag: 'text', text: TEXT }]] },
	en_us: { content: [[{ tag: 'a', text: 'Report', href: LINK }]] },
};

const card = {
	config: { wide_screen_mode: true },
	header: { template: 'blue', title: { tag: 'plain_text', content: TEXT } },
	elements: [
		{ tag: 'div', text: { tag: 'lark_md', content: '**Due** on Friday' } },
		{ tag: 'hr' },
		{
			tag: 'action',
			actions: [
				{
					tag: 'button',
					text: { tag: 'plain_text', content: 'Report' },
					url: LINK,
					type: 'primary',
				},
			],
		},
	],
};

/** Every message type, each in every way in which the node can write it. */
export const messages: readonly Message[] = [
	{
		name: 'text',
		msgType: 'text',
		content: () => ({ text: TEXT }),
		parameters: () => ({ text: TEXT }),
	},
	{
		name: 'text with a mention',
		msgType: 'text',
		content: ({ receiver }) => ({ text: `<at user_id="${receiver}"></at> ${TEXT}` }),
		parameters: ({ receiver }) => ({
			text: TEXT,
			mentions: { mention: [{ who: 'person', person: by('id', receiver), position: 'before' }] },
		}),
	},
	{
		name: 'post from a list',
		msgType: 'post',
		content: ({ receiver, imageKey }) => ({
			post: {
				zh_cn: {
					title: 'Contract check',
					content: [
						[
							{ tag: 'text', text: 'Hello ' },
							{ tag: 'at', user_id: receiver },
							{ tag: 'a', text: 'Report', href: LINK },
						],
						[{ tag: 'img', image_key: imageKey }],
					],
				},
			},
		}),
		parameters: ({ receiver, imageKey }) => ({
			postInput: 'builder',
			postTitle: 'Contract check',
			postElements: {
				element: [
					{ type: 'text', text: 'Hello ', newParagraph: true },
					{ type: 'mention', who: 'person', person: by('id', receiver), newParagraph: false },
					{ type: 'link', text: 'Report', href: LINK, newParagraph: false },
					{ type: 'picture', pictureSource: 'imageKey', imageKey },
				],
			},
		}),
	},
	{
		name: 'post from JSON',
		msgType: 'post',
		content: () => ({ post: locales }),
		parameters: () => ({ postInput: 'json', postJson: JSON.stringify(locales) }),
	},
	{
		name: 'post with what is not documented for Helpdesk',
		msgType: 'post',
		isOpen: true,
		content: () => ({
			post: {
				zh_cn: {
					title: '',
					content: [
						[
							{ tag: 'text', text: 'Due', style: ['bold'] },
							{ tag: 'emotion', emoji_type: 'SMILE' },
						],
						[{ tag: 'hr' }],
						[{ tag: 'code_block', language: 'PYTHON', text: 'print("中文")\n' }],
						[{ tag: 'md', text: '**Thanks**' }],
					],
				},
			},
		}),
		parameters: () => ({
			postInput: 'builder',
			postElements: {
				element: [
					{ type: 'text', text: 'Due', style: ['bold'], newParagraph: true },
					{ type: 'emoji', emojiType: 'SMILE', newParagraph: false },
					{ type: 'divider' },
					{ type: 'codeBlock', language: 'PYTHON', code: 'print("中文")\n' },
					{ type: 'markdown', markdown: '**Thanks**' },
				],
			},
		}),
	},
	{
		name: 'image',
		msgType: 'image',
		content: ({ imageKey }) => ({ image_key: imageKey }),
		parameters: ({ imageKey }) => ({ imageSource: 'imageKey', imageKey }),
	},
	{
		name: 'card from blocks',
		msgType: 'interactive',
		content: ({ receiver, imageKey }) => ({
			header: { template: 'orange', title: { tag: 'plain_text', content: 'Contract check' } },
			elements: [
				{ tag: 'markdown', content: `<at id=${receiver}></at> please check` },
				{ tag: 'markdown', content: '**Due** on Friday' },
				{ tag: 'img', img_key: imageKey, alt: { tag: 'plain_text', content: 'Chart' } },
				{ tag: 'hr' },
				{
					tag: 'action',
					actions: [
						{
							tag: 'button',
							text: { tag: 'plain_text', content: 'Report' },
							type: 'primary',
							url: LINK,
						},
					],
				},
			],
		}),
		parameters: ({ receiver, imageKey }) => ({
			cardInput: 'builder',
			cardTitle: 'Contract check',
			options: { cardColor: 'orange' },
			cardBlocks: {
				block: [
					{ type: 'mention', who: 'person', person: by('id', receiver), text: 'please check' },
					{ type: 'markdown', text: '**Due** on Friday' },
					{ type: 'picture', pictureSource: 'imageKey', imageKey, altText: 'Chart' },
					{ type: 'divider' },
					{ type: 'button', text: 'Report', url: LINK, style: 'primary' },
				],
			},
		}),
	},
	{
		name: 'card from JSON',
		msgType: 'interactive',
		content: () => card,
		parameters: () => ({ cardInput: 'json', cardJson: JSON.stringify(card) }),
	},
	{
		name: 'card from a template',
		msgType: 'interactive',
		isOpen: true,
		content: ({ templateId }) => ({
			type: 'template',
			data: {
				template_id: templateId,
				template_version_name: '1.0.0',
				template_variable: { name: '李 "Hua"' },
			},
		}),
		parameters: ({ templateId }) => ({
			cardInput: 'template',
			cardTemplateId: templateId,
			cardTemplateVersion: '1.0.0',
			cardTemplateVariables: JSON.stringify({ name: '李 "Hua"' }),
		}),
	},
];
