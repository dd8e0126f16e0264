// Line icons on a 16 by 16 grid, drawn in the color of the text around them.

/** @type {Record<string, string[]>} */
const icons = {
	bot: [
		'M3 8.5v-1a5 5 0 0 1 10 0v1',
		'M3 8.5h1.5v3.5H3.8A1.3 1.3 0 0 1 2.5 10.7V9.3A.8.8 0 0 1 3 8.5z',
		'M13 8.5h-1.5v3.5h.7a1.3 1.3 0 0 0 1.3-1.3V9.3a.8.8 0 0 0-.5-.8z',
		'M12.2 12c0 1.2-1.2 2-2.7 2H8.5',
	],
	group: [
		'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
		'M1.5 13.5c0-2.2 1.9-3.5 4.5-3.5s4.5 1.3 4.5 3.5',
		'M10.5 3.2a2.4 2.4 0 0 1 0 4.6',
		'M12 10.3c1.5.4 2.5 1.5 2.5 3.2',
	],
	person: [
		'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8z',
		'M2.75 14c0-2.4 2.2-3.75 5.25-3.75S13.25 11.6 13.25 14',
	],
	ticket: [
		'M2 4h12v2.6a1.5 1.5 0 0 0 0 2.8V12H2V9.4a1.5 1.5 0 0 0 0-2.8z',
		'M10 4v1.4',
		'M10 7.3v1.4',
		'M10 10.6V12',
	],
	image: ['M2.5 3h11v10h-11z', 'M2.5 11l3.3-3.3 2.7 2.7 1.7-1.7 3.3 3.3', 'M10.3 6.3h.01'],
	video: ['M2 4h8.5v8H2z', 'M10.5 7l3.5-2v6l-3.5-2'],
	card: ['M2.5 3h11v10h-11z', 'M2.5 6h11', 'M5 8.7h6', 'M5 10.7h3.5'],
	link: [
		'M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9',
		'M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
	],
	open: ['M6.5 3.5h-3v9h9v-3', 'M9 3h4v4', 'M13 3 7.5 8.5'],
	down: ['M4 6.5l4 4 4-4'],
	calendar: ['M2.5 4h11v9.5h-11z', 'M2.5 7h11', 'M5.5 2.5v3', 'M10.5 2.5v3'],
	clock: ['M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z', 'M8 4.8V8l2.2 1.6'],
	info: ['M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z', 'M8 7.3v3.7', 'M8 5.1h.01'],
	warning: ['M8 2.5 14.5 13.5h-13z', 'M8 6.5v3.2', 'M8 11.6h.01'],
	bolt: ['M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z'],
	copy: ['M5.5 5.5h8v8h-8z', 'M10.5 5.5v-3h-8v8h3'],
	check: ['M3 8.5l3.3 3.3L13 5'],
	back: ['M9.8 3.5 5.3 8l4.5 4.5'],
	search: ['M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z', 'M10.3 10.3 13.7 13.7'],
	inbox: ['M2 9.5 4 3h8l2 6.5v3.5H2z', 'M2 9.5h3.5l1 1.8h3l1-1.8H14'],
	trash: ['M2.7 4.3h10.6', 'M6 4.3V2.7h4v1.6', 'M4 4.3l.6 9h6.8l.6-9'],
};

/**
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function drawIcon(name) {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	svg.setAttribute('viewBox', '0 0 16 16');
	const known = Object.hasOwn(icons, name);
	svg.setAttribute('class', known ? `icon icon-${name}` : 'icon');
	svg.setAttribute('aria-hidden', 'true');
	for (const d of (known && icons[name]) || []) {
		const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
		path.setAttribute('d', d);
		svg.append(path);
	}
	return svg;
}
