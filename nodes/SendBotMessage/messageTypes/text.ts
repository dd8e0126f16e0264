import { readRequiredText } from '../readParameter';
import { success } from '../result';
import { MAX_BYTES, type MessageType } from './messageType';

/** `{"text": "..."}`, https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json */
export const text: MessageType = {
	msgType: 'text',
	label: 'Text',
	description: 'Plain text with line breaks, mentions and links',
	maxBytes: MAX_BYTES.text,
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your expense report is due on Friday.',
			description: 'The message. Line breaks stay as they are.',
			hint: 'Mention someone with &lt;at user_id="ou_…"&gt;&lt;/at&gt;',
		},
	],
	compile(parameters) {
		const message = readRequiredText(parameters, 'text', 'Text');
		return message.ok ? success({ text: message.value }) : message;
	},
};
