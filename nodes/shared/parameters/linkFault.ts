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
	'A link begins with https, http, lark, feishu, mailto or tel. Feishu may refuse the whole message for another kind of link.';

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
			remedy: `${start} must be an address such as https://example.com, without blanks and line breaks. Inside an address a blank is written %20.`,
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
		remedy: `${start} must be an address such as https://example.com.`,
	};
}

function findFaultBehindScheme(
	address: string,
	isWeb: boolean,
	start: string,
): LinkFault | undefined {
	const incomplete = {
		what: 'is not a complete address',
		remedy: `${start} must be an address such as https://example.com.`,
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

/** To be said of Markdown with a fault, where the option is. */
export const OR_ESCAPE =
	"If an expression gave it and it is not meant as Markdown, remove the option 'Markdown From Expressions'.";

/**
 * The same for all links in the Markdown of cards and rich text: [title](address), ![picture](key), <address>, and the
 * attributes of tags such as <a href='…'> and <link pc_url='…'>. Rather finds a link too many: what Feishu's clients take for
 * one is not documented in detail, and text that means none can be escaped. Escaped Markdown has no characters to make one of.
 *
 * @param variables names that Feishu replaces: [title]($name) is a link if the element defines name in its `href`
 */
export function findMarkdownFault(markdown: string, variables: object = {}): LinkFault | undefined {
	const text = withoutCodeBlocks(markdown);
	for (const { address, isPicture } of [...bracketed(text), ...tagged(text)]) {
		if (address.startsWith('$') && Object.hasOwn(variables, address.slice(1))) continue;
		if (isPicture) {
			if (!/^img_[\w-]+$/.test(address))
				return {
					what: `has the picture ${quoted(address)}, which is not an image key`,
					remedy:
						'Feishu shows only pictures that were uploaded to it: a key that starts with img_. Add the picture as a picture of its own.',
				};
			continue;
		}
		const fault = findLinkFault(address);
		if (fault)
			return { what: `has the link ${quoted(address)}, which ${fault.what}`, remedy: fault.remedy };
	}
	return undefined;
}

/**
 * The same for a text message. Feishu shows a link that it does not like as it was typed, by its document, and a text cannot
 * be escaped: so what has no scheme, such as `list[0](first)`, is no link here.
 */
export function findTextFault(text: string): LinkFault | undefined {
	for (const [, address = ''] of text.matchAll(/\[[^[\]]*\]\(([^\s()]*)\)/g)) {
		const fault = /^(?:[a-z][a-z\d+.-]*:|www\.|\/\/)/i.test(address)
			? findLinkFault(address)
			: undefined;
		if (fault)
			return { what: `has the link ${quoted(address)}, which ${fault.what}`, remedy: fault.remedy };
	}
	return undefined;
}

interface Found {
	readonly address: string;
	readonly isPicture?: boolean;
}

/** An address ends at a blank, at `)` or where the next one begins, so that no character is looked at twice. */
function* bracketed(text: string): Generator<Found> {
	const open: boolean[] = [];
	for (const [token, address] of text.matchAll(
		/!?\[|\](?:\(\s*<?((?:[^\s)>\]]|\]+[^\s)>\](])*))?/g,
	)) {
		if (!token.startsWith(']')) open.push(token === '![');
		else {
			const isPicture = open.pop() ?? false;
			if (address !== undefined) yield { address, isPicture };
		}
	}
}

const TAG = /<([a-z](?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*)(>?)/gi;
/** The closing quotation mark is left: another attribute may follow it at once. */
const ATTRIBUTE =
	/[\s"'/](?:href|url|pc_url|ios_url|android_url)\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))/gi;

function* tagged(text: string): Generator<Found> {
	for (const [, tag = '', end] of text.matchAll(TAG)) {
		if (end !== '>') continue;
		if (/^[a-z][a-z\d+.-]*:\S*$/i.test(tag)) yield { address: tag };
		for (const [, double, single, bare] of tag.matchAll(ATTRIBUTE)) {
			const address = (double ?? single ?? bare ?? '').trim();
			// An empty attribute stands for no address of its own: <link url='https://…' pc_url=''>
			if (address !== '') yield { address };
		}
	}
}

/** Without what stands between two lines of ```, where nothing is a link. */
function withoutCodeBlocks(markdown: string): string {
	const lines = markdown.split('\n');
	let opened: number | undefined;
	for (const [index, line] of lines.entries()) {
		if (!/^ {0,3}```[\w+#-]*\s*$/.test(line)) continue;
		if (opened === undefined) opened = index;
		else if (line.trim() === '```') {
			lines.fill('', opened, index + 1);
			opened = undefined;
		}
	}
	return lines.join('\n');
}

function quoted(address: string): string {
	return JSON.stringify(address.slice(0, 80));
}
