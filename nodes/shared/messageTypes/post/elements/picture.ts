import { pictureFields, readPicture } from '../../../parameters/readPicture';
import { andThen, success } from '../../../result';
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
		return andThen(readPicture(element, 'Picture', NAMES), (imageKey) =>
			success([[{ tag: 'img', image_key: imageKey }]]),
		);
	},
};
