import { readRequiredText } from '../readParameter';
import { problem, success } from '../result';
import type { MessageType } from './messageType';

/** `{"image_key": "..."}`, https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json */
export const image: MessageType = {
	msgType: 'image',
	label: 'Image',
	description: 'A picture that was uploaded to Feishu',
	fields: [
		{
			displayName: 'Image Source',
			name: 'imageSource',
			type: 'options',
			noDataExpression: true,
			options: [{ name: 'Image Key', value: 'imageKey', description: 'A picture that was uploaded to Feishu before' }],
			default: 'imageKey',
			description: 'Where the picture comes from',
		},
		{
			displayName: 'Image Key',
			name: 'imageKey',
			type: 'string',
			displayOptions: { show: { imageSource: ['imageKey'] } },
			required: true,
			default: '',
			placeholder: 'e.g. img_v2_041b28e3-5680-48c2-9af2-497ace79333g',
			description: 'The key that Feishu gave the picture when it was uploaded',
			hint: 'The picture may have to be uploaded by the same app that sends it',
		},
	],
	compile(parameters) {
		const imageKey = readRequiredText(parameters, 'imageKey', 'Image Key', true);
		if (!imageKey.ok) return imageKey;
		if (/^(https?:|data:|\/)/i.test(imageKey.value)) {
			return problem('imageKey', "'Image Key' is an address, not a key", 'Feishu takes only the key of an uploaded picture; it starts with img_');
		}
		return success({ image_key: imageKey.value });
	},
};
