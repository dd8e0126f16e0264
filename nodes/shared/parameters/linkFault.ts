/** What is wrong with a link, and what to do about it. `what` goes on after the name of the field: "is empty". */
export interface LinkFault {
	readonly what: string;
	readonly remedy: string;
}

/**
 * Feishu documents only "make sure the link is legal, or sending fails"
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). It answers 230001 "scheme not in scheme
 * whitelist" to file:, data: and ftp: (https://github.com/openabdev/openab/issues/1328, https://github.com/chenhg5/cc-connect/pull/83),
 * and refuses the whole message for one such link. The list is not published; these are the ones that a chat client opens.
 */
const SCHEMES = ['http', 'https', 'lark', 'feishu', 'mailto', 'tel'];
const KINDS =
	'Use an address that begins with https, http, lark, feishu, mailto or tel. Feishu may refuse the whole message for another kind.';

/** `example.com/x`, `//example.com`, and `grafana.internal:3000`, whose host a parser of URLs takes for the scheme. */
const HOST_FIRST =
	/^(?:\/\/)?(?:(?:localhost|(?:[\p{L}\d_-]+\.)+[\p{L}\d-]+)(?::\d{1,5})?|[\p{L}\d_-]+:\d{2,5})(?:[/?#]|$)/iu;
const EMAIL = /^[^\s@/:]+@[^\s@/:.]+\.[^\s@/:]+$/;

/** Says why an address cannot be the target of a link; undefined when it can. */
export function findLinkFault(address: unknown): LinkFault | undefined {
	if ((address ?? '') === '')
		return {
			what: 'is empty',
			remedy:
				'Enter an address such as https://example.com. If an expression fills it, check that this item has the value.',
		};
	if (typeof address !== 'string')
		return { what: 'is not text', remedy: 'A link is an address such as https://example.com.' };
	const start = quoted(address);
	// Before anything else: browsers ignore some of these characters, and then see another scheme.
	if (/[\s\p{Cc}]/u.test(address))
		return {
			what: 'has a blank in it',
			remedy: `Write each blank inside an address as %20, and remove line breaks. It is ${start}.`,
		};
	if (/(?![\u200c\u200d])\p{Cf}/u.test(address))
		return {
			what: 'has a character in it that nobody sees',
			remedy: `Type the address again: it was probably copied from a chat or a web page. It is ${start}.`,
		};
	if (/^[a-z]:[\\/]/i.test(address))
		return {
			what: 'is the path of a file on a computer',
			remedy: 'Enter the web address under which everybody can open the file.',
		};
	const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1]?.toLowerCase();
	if (scheme !== undefined && SCHEMES.includes(scheme))
		return findFaultBehindScheme(address, scheme.startsWith('http'), start);
	if (HOST_FIRST.test(address))
		return {
			what: 'does not begin with https://',
			remedy: `Put https:// (or http://) in front: ${quoted(`https://${address.replace(/^\/\//, '')}`)}.`,
		};
	if (EMAIL.test(address))
		return {
			what: 'does not begin with mailto:',
			remedy: `Put mailto: in front: ${quoted(`mailto:${address}`)}.`,
		};
	if (scheme !== undefined) return { what: `begins with ${scheme.slice(0, 40)}:`, remedy: KINDS };
	return {
		what: 'is not a complete address',
		remedy: `Enter an address such as https://example.com. It is ${start}.`,
	};
}

function findFaultBehindScheme(
	address: string,
	isWeb: boolean,
	start: string,
): LinkFault | undefined {
	const incomplete = {
		what: 'is not a complete address',
		remedy: `Enter an address such as https://example.com. It is ${start}.`,
	};
	if (/:$/.test(address) || !URL.canParse(address)) return incomplete;
	if (!isWeb) return undefined;
	const { hostname } = new URL(address);
	// What an expression without a value writes into a text.
	if (['undefined', 'null', 'nan'].includes(hostname))
		return {
			what: `leads to '${hostname}'`,
			remedy: `Check what the expression in ${start} returns for this item.`,
		};
	// A parser takes "https:x", "https:///x" and "https://example.com，" too; a receiver gets nowhere with them.
	return /^https?:\/\/[^/\\]/i.test(address) && /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(hostname)
		? undefined
		: incomplete;
}

/** Of bounded length, for a message. */
export function quoted(address: string): string {
	return JSON.stringify(address.slice(0, 80));
}
