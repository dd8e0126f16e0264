/** Makes text harmless in HTML, between tags and in attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// In escaped text. What stands between two marks holds neither, so that no part of a text is gone through for each mark in it.
const MARK = /\[|\*\*([^*\n]+)\*\*|~~([^~\n]+)~~|\*([^*\n]+)\*/g;
const LINK = /\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+)\)/y;

function styled(text: string): string {
	let html = '';
	let done = 0;
	for (let at = 0; ;) {
		MARK.lastIndex = at;
		const mark = MARK.exec(text);
		if (!mark) return html + text.slice(done);
		const part = styledAt(text, mark);
		if (part) html += text.slice(done, mark.index) + part.html;
		at = part?.end ?? mark.index + 1;
		if (part) done = at;
	}
}

/** What begins with the mark, and where it ends; undefined where the mark is a character like any other. */
function styledAt(
	text: string,
	{ index, 0: { length }, 1: bold, 2: struck, 3: italic }: RegExpExecArray,
): { html: string; end: number } | undefined {
	const end = index + length;
	if (bold !== undefined) return { html: `<strong>${styled(bold)}</strong>`, end };
	if (struck !== undefined) return { html: `<s>${styled(struck)}</s>`, end };
	if (italic !== undefined)
		return isItalic(text, index, italic, end)
			? { html: `<em>${styled(italic)}</em>`, end }
			: undefined;
	LINK.lastIndex = index;
	const [, label, href] = LINK.exec(text) ?? [];
	return label === undefined
		? undefined
		: {
				html: `<a href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`,
				end: LINK.lastIndex,
			};
}

/** Not in 5 * 3 * 2, nor in a*b*c. */
function isItalic(text: string, start: number, inner: string, end: number): boolean {
	return (
		inner.trim().length === inner.length && !/[*\w]/.test(text.charAt(start - 1) + text.charAt(end))
	);
}

/**
 * The Markdown of a card as HTML: bold, italic, strikethrough and web links; mentions by the name they were given. What
 * else Markdown has stays as it was written. Everything is escaped first, so the only tags are those put in here.
 */
export function markdownHtml(markdown: string): string {
	const mentions = markdown.replace(/<at(?: [^<>\n]*)?>([^&<>"'\n]*)<\/at>/g, (_, name: string) =>
		name === '' ? '' : `@${name}`,
	);
	// The cards' own escapes for characters, such as &#42;
	return styled(escapeHtml(mentions).replace(/&#38;#(\d{1,6});/g, '&#$1;'));
}
