// The colours of cards: header templates, text tags and coloured words share their names.
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/enumerations-for-fields-related-to-color

export const colours = [
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
 * A class for a colour name; shades such as `blue-600` and `light_grey` take the colour they belong to. Empty for others.
 * @param {unknown} name
 */
export function colourClass(name) {
	if (typeof name !== 'string') return '';
	const base = name
		.toLowerCase()
		.replace(/^light_/, '')
		.replace(/-\d{1,3}$/, '')
		.replace('gray', 'grey');
	return colours.includes(base) ? `colour-${base}` : '';
}
