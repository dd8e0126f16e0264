// Reads JSON of any shape safely: missing or unexpected values become empty.

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function object(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? /** @type {Record<string, unknown>} */ (value)
		: {};
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * A string as it is; a number or boolean as text; anything else as an empty string.
 * @param {unknown} value
 */
export function string(value) {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/**
 * An own property, so that names such as "constructor" find nothing.
 * @param {unknown} value
 * @param {string} name
 */
export const own = (value, name) =>
	Object.hasOwn(object(value), name) ? object(value)[name] : undefined;
