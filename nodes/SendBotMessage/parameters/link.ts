/**
 * Whether Feishu may take the address of a link. "Make sure the link is legal, or sending fails" is all that it documents
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). Links into apps, such as lark:// or
 * mailto:, are common; what runs or reads on the receiver's computer is not let through.
 */
export function isLink(href: unknown): boolean {
	if (typeof href !== 'string' || /[\s\p{Cc}]/u.test(href) || !URL.canParse(href)) return false;
	const scheme = href.slice(0, href.indexOf(':')).toLowerCase();
	if (scheme === 'http' || scheme === 'https') return /^https?:\/\/[^/]/i.test(href);
	return !['javascript', 'data', 'vbscript', 'file', 'blob', 'about'].includes(scheme);
}
