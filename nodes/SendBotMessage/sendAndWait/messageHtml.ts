/** Makes text harmless in HTML, between tags and in attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// In escaped text. Lengths are bounded so that no text makes matching slow.
const STYLED = /\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()]{1,2000})\)|\*\*([^*\n]{1,500})\*\*|(?<![*\w])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![*\w])|~~([^~\n]{1,500})~~/g;

function styled(text: string): string {
	return text.replace(STYLED, (_, label?: string, href?: string, bold?: string, italic?: string, struck?: string) => {
		if (label !== undefined) return `<a href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`;
		if (bold !== undefined) return `<strong>${styled(bold)}</strong>`;
		return italic === undefined ? `<s>${styled(struck ?? '')}</s>` : `<em>${styled(italic)}</em>`;
	});
}

/**
 * The Markdown of a card as HTML: bold, italic, strikethrough and web links; mentions by the name they were given. What
 * else Markdown has stays as it was written. Everything is escaped first, so the only tags are those put in here.
 */
export function markdownHtml(markdown: string): string {
	const text = escapeHtml(markdown)
		// The cards' own escapes for characters, such as &#42;
		.replace(/&#38;#(\d{1,6});/g, '&#$1;')
		.replace(/&#60;at\b[^\n]{0,200}?&#62;([^&\n]{0,100})&#60;\/at&#62;/g, (_, name: string) => (name === '' ? '' : `@${name}`));
	return styled(text);
}
