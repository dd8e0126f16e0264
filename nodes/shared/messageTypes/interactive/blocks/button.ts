import { readLink } from '../../../parameters/readLink';
import { readChoice, readRequiredText } from '../../../parameters/readParameter';
import { all, andThen, success } from '../../../result';
import type { BlockType } from './blockType';

const styles = [
	{ name: 'Danger', value: 'danger', description: 'Red' },
	{ name: 'Default', value: 'default', description: 'Black' },
	{ name: 'Primary', value: 'primary', description: 'Blue' },
];

/**
 * Opens a link, and nothing else: whether a press in a Helpdesk card calls back to the app is not documented.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/interactive-components/button
 */
export const button: BlockType = {
	value: 'button',
	label: 'Button',
	description: 'Opens a link; buttons that follow one another share a row',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Open the report',
			description: 'At most 100 characters',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/report',
			description:
				'The address that the button opens. Links into Feishu, such as lark://…, work too.',
		},
		{
			displayName: 'Style',
			name: 'style',
			type: 'options',
			options: styles,
			default: 'default',
			description: 'How the button looks',
		},
	],
	compile(block) {
		const read = all({
			content: readRequiredText(block, 'text', 'Text'),
			url: readLink(block, 'url', 'URL'),
			style: readChoice({ style: block.style ?? 'default' }, 'style', 'Style', styles),
		});
		return andThen(read, ({ content, url, style }) =>
			success({ tag: 'button', text: { tag: 'plain_text', content }, type: style, url }),
		);
	},
	// In JSON 1.0 a button at the top of a card must be inside an action, as the document above says.
	join: (actions) => ({ tag: 'action', actions }),
};
