const schemes = new Set(['http:', 'https:', 'lark:', 'feishu:', 'mailto:', 'tel:']);

/**
 * Whether a link is legal. The document only says that links must be ("请确保链接地址的合法性");
 * read here as: an absolute address without blanks, of a kind that a chat client opens.
 */
export function isLegalLink(link: string): boolean {
	if (/\s/.test(link) || !URL.canParse(link)) return false;
	const { protocol, hostname } = new URL(link);
	const needsHost = protocol === 'http:' || protocol === 'https:';
	return schemes.has(protocol) && (!needsHost || hostname !== '');
}
