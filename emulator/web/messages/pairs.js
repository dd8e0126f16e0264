// Finds out which marks in a line of Markdown belong together.

/** @typedef {import('../tree.js').Tree} Tree */
/** @typedef {import('../tree.js').Branch} Branch */
/** @typedef {import('./inline.js').Piece} Piece */
/**
 * Something found in a line. A mark may open or close; a mark without a partner stays text.
 * @typedef {{ source: string, node?: Tree, key?: string, opens?: boolean, closes?: boolean, wrap?: Branch }} Token
 */

const deepestFont = 8;

/**
 * Three asterisks may end italic and bold that began separately, as in `**a *b***`.
 * @param {Token[]} found
 * @returns {Token[]}
 */
function separated(found) {
	/** @type {string[]} */
	let begun = [];
	return found.flatMap((token) => {
		const key = token.key ?? '';
		if (!key.startsWith('*')) return [token];
		if (key === '***' && token.closes && begun.length === 2) {
			const ends = begun
				.reverse()
				.map((one) => ({ ...token, source: one, key: one, opens: false }));
			begun = [];
			return ends;
		}
		if (token.closes && begun.includes(key)) begun = begun.slice(0, begun.indexOf(key));
		else if (token.opens && key !== '***' && !begun.includes(key)) begun = [...begun, key];
		return [token];
	});
}

/**
 * Decides which marks open, which close, and which stay text.
 * @param {Token[]} all
 * @param {boolean} nests false for md: what is bold, italic, underlined or struck is not parsed any further
 * @returns {Piece[]}
 */
export function paired(all, nests) {
	const found = separated(all);
	/** @type {number[]} */
	const open = [];
	/** @type {Map<number, 'open' | 'close'>} */
	const roles = new Map();
	found.forEach((token, at) => {
		const place = token.closes
			? open.findLastIndex((other) => found[other]?.key === token.key)
			: -1;
		const opener = open[place];
		const already = open.filter((other) => found[other]?.key === token.key).length;
		if (opener !== undefined) {
			open.length = place;
			if (!nests) for (let inner = opener; inner < at; inner++) roles.delete(inner);
			roles.set(opener, 'open').set(at, 'close');
		} else if (token.opens && already < (token.key === 'font' ? deepestFont : 1)) {
			open.push(at);
		}
	});
	let depth = 0;
	return found.map((token, at) => {
		const role = roles.get(at);
		if (role === 'open' && token.wrap) {
			depth++;
			// Colors can be nested in each other; every other style is the same inside itself.
			return { open: token.key === 'font' ? `font ${at}` : (token.key ?? ''), wrap: token.wrap };
		}
		if (role === 'close') {
			depth--;
			return { close: token.key ?? '' };
		}
		if (depth > 0 && !nests) return { node: token.source };
		return { node: token.node ?? token.source };
	});
}
