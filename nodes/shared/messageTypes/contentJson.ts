import { PictureOfItem } from '../parameters/readPicture';

/** Gives the image key of the picture in a binary field of the item. */
export type KeyOfPicture = (binaryField: string) => string;

/** A compiled content as it travels, with the keys of its pictures. */
export function contentJson(content: object, keyOf: KeyOfPicture): string {
	return JSON.stringify(content, (_name, value: unknown) =>
		value instanceof PictureOfItem ? keyOf(value.binaryField) : value,
	);
}
