// JSON for reading: indented, colored, and with every invisible or direction-changing character spelled out.
import { h } from './tree.js';

/** @typedef {import('./tree.js').Tree} Tree */

const deepest = 40;
const mostColored = 6000;
const invisible = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * @param {unknown} value
 * @returns {Tree[]}
 */
export function printJson(value) {
	/** @type {Tree[]} */
	const out = [];
	const put = (/** @type {string} */ text, /** @type {string} */ look = '') => {
		const last = out.at(-1);
		if (look && out.length < mostColored) out.push(h('span', { class: look }, text));
		else if (typeof last === 'string') out[out.length - 1] = last + text;
		else out.push(text);
	};
	print(value, 0, put);
	return out;
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @param {(text: string, look?: string) => void} put
 */
function print(value, depth, put) {
	if (typeof value === 'string') return put(quote(value), 'json-string');
	if (typeof value !== 'object' || value === null) return put(String(value), 'json-literal');
	const entries = Object.entries(value);
	const [start, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
	if (entries.length === 0) return put(start + end);
	if (depth >= deepest) return put(`${start} nested too deeply to print ${end}`, 'json-omitted');
	const indent = '  '.repeat(depth);
	put(start);
	entries.forEach(([key, child], at) => {
		put(`${at === 0 ? '' : ','}\n${indent}  `);
		if (!Array.isArray(value)) {
			put(quote(key), 'json-key');
			put(': ');
		}
		print(child, depth + 1, put);
	});
	put(`\n${indent}${end}`);
}

/** @param {string} text */
const quote = (text) =>
	JSON.stringify(text).replace(
		invisible,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/**
 * The same as plain text, for copying.
 * @param {unknown} value
 */
export function jsonText(value) {
	try {
		return JSON.stringify(value, null, 2) ?? '';
	} catch {
		return 'nested too deeply to print';
	}
}
