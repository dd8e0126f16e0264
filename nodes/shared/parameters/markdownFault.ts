import { findLinkFault, quoted, type LinkFault } from './linkFault';

const IN_ANOTHER_FORM = 'Write it as a list, or put it between two lines of ```.';

/** What differs between the Markdown of cards and that of rich text. */
export interface Dialect {
	/** What to say of a table. */
	readonly table: LinkFault;
}

/**
 * Without headings, quotes and tables, by the document
 * (https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text). Rows of a
 * table were seen to vanish: https://github.com/NousResearch/hermes-agent/issues/9549
 */
export const ofCards: Dialect = {
	table: {
		what: 'has a table, which cards do not show',
		remedy: IN_ANOTHER_FORM,
	},
};

/**
 * Reports differ: messages that arrive blank or are refused (230001) in https://github.com/NousResearch/hermes-agent/issues/9549,
 * and since 2026 tables that are shown, in https://github.com/NousResearch/hermes-agent/issues/7310.
 */
export const ofRichText: Dialect = {
	table: {
		what: 'has a table, with which the message may arrive blank',
		remedy: IN_ANOTHER_FORM,
	},
};

/** A row of dashes under a row of cells, as in `| a | b |`. */
function hasTable(text: string): boolean {
	const lines = text.split('\n');
	return lines.some(
		(line, index) =>
			line.includes('|') &&
			line.includes('-') &&
			!/[^\s|:-]/.test(line) &&
			(lines[index - 1] ?? '').includes('|'),
	);
}

/**
 * A table, or a link that cannot be one, in the Markdown of cards and rich text: [title](address), ![picture](key), <address>, and the
 * attributes of tags such as <a href='…'> and <link pc_url='…'>. Rather finds a link too many: what Feishu's clients take for
 * one is not documented in detail, and text that means none can be escaped. Escaped Markdown has no characters to make one of.
 *
 * @param variables names that Feishu replaces: [title]($name) is a link if the element defines name in its `href`
 */
export function findMarkdownFault(
	markdown: string,
	{ table }: Dialect,
	variables: object = {},
): LinkFault | undefined {
	const text = withoutCodeBlocks(markdown);
	if (hasTable(text)) return table;
	for (const { address, isPicture } of [...bracketed(text), ...tagged(text)]) {
		if (address.startsWith('$') && Object.hasOwn(variables, address.slice(1))) continue;
		if (isPicture) {
			if (!/^img_[\w-]+$/.test(address))
				return {
					what: `has the picture ${quoted(address)}, which is not an image key`,
					remedy:
						'Add the picture as a picture of its own. Feishu shows only pictures that were uploaded to it, by a key that starts with img_.',
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
export function withoutCodeBlocks(markdown: string): string {
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
