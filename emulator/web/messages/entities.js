// HTML escapes in Markdown and in `un_escape` text, decoded to characters (never to markup).
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text

const named = new Map([
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
	['nbsp', '\u00a0'],
	['ensp', '\u2002'],
	['emsp', '\u2003'],
	['sim', '\u223c'],
]);

/**
 * @param {string} source one escape, such as `&#42;`; an unknown one comes back as it is
 * @returns {string}
 */
export function entity(source) {
	const name = source.slice(1, -1).toLowerCase();
	if (!name.startsWith('#')) return named.get(name) ?? source;
	const code = name.startsWith('#x')
		? Number.parseInt(name.slice(2), 16)
		: Number.parseInt(name.slice(1), 10);
	const drawable = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
	return drawable ? String.fromCodePoint(code) : source;
}

/** @param {string} text */
export const entities = (text) =>
	text.replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity);
