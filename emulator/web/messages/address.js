// Which addresses a message may link to, and which pictures it may show. Everything else is shown as text.

const schemes = new Set(['http:', 'https:', 'lark:', 'mailto:']);

/** @param {string} value */
export function isLinkAddress(value) {
	// A URL parser drops tabs and newlines and trims spaces, so "java\nscript:" must not even reach it.
	if (/[\s\u0000-\u001f\u007f]/.test(value) || !URL.canParse(value)) return false;
	return schemes.has(new URL(value).protocol);
}

/**
 * The address as the browser will use it, or null if the page does not link to it.
 * @param {unknown} value
 * @returns {string | null}
 */
export function linkAddress(value) {
	if (typeof value !== 'string') return null;
	const trimmed = value.trim();
	return isLinkAddress(trimmed) ? new URL(trimmed).href : null;
}

/** @param {string} value */
export const isImageAddress = (value) => /^\/_emulator\/images\/[A-Za-z0-9_-]{1,200}$/.test(value);

/**
 * @param {unknown} key
 * @returns {string | null}
 */
export function imageAddress(key) {
	const address = `/_emulator/images/${String(key)}`;
	return typeof key === 'string' && isImageAddress(address) ? address : null;
}
