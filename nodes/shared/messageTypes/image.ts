import { pictureFields, readPicture } from '../parameters/readPicture';
import { andThen, success } from '../result';
import type { MessageType } from './messageType';
import { shownPicture } from './preview';

const NAMES = { source: 'imageSource', binaryField: 'imageBinaryField' };

/** `{"image_key": "..."}`, https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json */
export const image: MessageType = {
	value: 'image',
	label: 'Image',
	description: 'A picture from a file, or one that was uploaded to Feishu',
	pictureParameter: NAMES.binaryField,
	fields: pictureFields('Image', NAMES),
	compile(parameters) {
		return andThen(readPicture(parameters, 'Image', NAMES), (imageKey) =>
			success({ image_key: imageKey }),
		);
	},
	preview: ({ image_key: key }) => shownPicture(key),
};
