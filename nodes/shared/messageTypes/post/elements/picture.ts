import { pictureFields, readPicture } from '../../../parameters/readPicture';
import { success } from '../../../result';
import type { ElementType } from './elementType';

const NAMES = { source: 'pictureSource', binaryField: 'binaryField' };

export const picture: ElementType = {
	value: 'picture',
	label: 'Picture',
	description: 'A picture in a paragraph of its own',
	styled: false,
	alone: true,
	fields: pictureFields('Picture', NAMES),
	compile(element) {
		const imageKey = readPicture(element, 'Picture', NAMES);
		return imageKey.ok ? success([[{ tag: 'img', image_key: imageKey.value }]]) : imageKey;
	},
};
