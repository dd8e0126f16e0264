// The colors of cards: header templates, text tags and colored words share their names.
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/enumerations-for-fields-related-to-color

export const colors = [
	'blue',
	'wathet',
	'turquoise',
	'green',
	'lime',
	'yellow',
	'orange',
	'red',
	'carmine',
	'violet',
	'purple',
	'indigo',
	'grey',
	'neutral',
];

/**
 * A class for a color name; shades such as `blue-600` and `light_grey` use the color they belong to. Empty for others.
 * @param {unknown} name
 */
export function colorClass(name) {
	if (typeof name !== 'string') return '';
	const base = name
		.toLowerCase()
		.replace(/^light_/, '')
		.replace(/-\d{1,3}$/, '')
		.replace('gray', 'grey');
	return colors.includes(base) ? `color-${base}` : '';
}
