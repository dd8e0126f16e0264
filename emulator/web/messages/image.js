// msg_type image, and every other picture in a message. Only pictures that were uploaded to this emulator are loaded.
import { h } from '../tree.js';
import { imageAddress } from './address.js';
import { object, string } from './shape.js';

/** @param {unknown} content `{ image_key }` */
export const image = (content) => h('div', { class: 'image' }, picture(object(content).image_key));

/**
 * @param {unknown} key
 * @param {{ alt?: string, look?: string, width?: number | undefined }} [options]
 */
export function picture(key, { alt = '', look = '', width } = {}) {
	const src = imageAddress(key);
	const missing = h(
		'span',
		{ class: `picture missing aside ${look}`.trim(), title: alt },
		h('icon', { name: 'image' }),
		h(
			'span',
			{ class: 'picture-says' },
			src ? 'Not uploaded to this emulator' : 'No usable image key',
		),
		h('bdi', { class: 'picture-key' }, string(key).slice(0, 200)),
	);
	if (!src) return missing;
	return h(
		'img',
		{
			class: `picture ${look}`.trim(),
			src,
			alt: alt || 'Picture',
			title: alt,
			'data-width': width,
		},
		missing,
	);
}
