import { readText } from '../../../parameters/readParameter';
import { pictureFields, readPicture } from '../../../parameters/readPicture';
import { all, andThen, success } from '../../../result';
import type { BlockType } from './blockType';

const NAMES = { source: 'pictureSource', binaryField: 'binaryField' };

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/image */
export const picture: BlockType = {
	value: 'picture',
	label: 'Picture',
	description: 'A picture as wide as the card',
	fields: [
		...pictureFields('Picture', NAMES),
		{
			displayName: 'Description',
			name: 'altText',
			type: 'string',
			default: '',
			placeholder: 'e.g. Chart of open tickets per week',
			description: 'Shown on hover on desktop',
		},
	],
	compile(block) {
		const read = all({
			imageKey: readPicture(block, 'Picture', NAMES),
			content: readText(block, 'altText', 'Description'),
		});
		return andThen(read, ({ imageKey, content }) =>
			success({ tag: 'img', img_key: imageKey, alt: { tag: 'plain_text', content } }),
		);
	},
};
