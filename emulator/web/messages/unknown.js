// Says what the page cannot draw, and shows the JSON as it was sent.
import { printJson } from '../json.js';
import { h } from '../tree.js';

/**
 * @param {string} says
 * @param {unknown} value
 */
export const unknown = (says, value) =>
	h(
		'details',
		{ class: 'unknown' },
		h('summary', {}, says),
		h('pre', { class: 'json' }, ...printJson(value)),
	);

/**
 * @param {unknown} tag
 * @param {unknown} value
 */
export const unknownTag = (tag, value) =>
	unknown(
		`Not shown here: ${typeof tag === 'string' ? `tag “${tag.slice(0, 60)}”` : 'something without a tag'}`,
		value,
	);
