import { documents } from '../documents';
import type { ContentReport } from './contentReport';

const schemes = new Set(['http:', 'https:', 'lark:', 'feishu:', 'mailto:', 'tel:']);

/**
 * Whether a link is legal. The document only says that links must be legal ("请确保链接地址的合法性"). Here that
 * means an absolute address without spaces, of a kind that a chat client opens.
 */
export function isLegalLink(link: string): boolean {
	if (/\s/.test(link) || !URL.canParse(link)) return false;
	const { protocol, hostname } = new URL(link);
	const needsHost = protocol === 'http:' || protocol === 'https:';
	return schemes.has(protocol) && (!needsHost || hostname !== '');
}

/**
 * Links and pictures in the Markdown of a card or post. One of another scheme makes im/v1 refuse the whole message with 230001
 * "scheme not in scheme whitelist" (also https://github.com/chenhg5/cc-connect/pull/83), and a picture that is no image key with
 * 200570.
 */
export function checkMarkdownLinks(markdown: string, where: string, report: ContentReport): void {
	const text = withoutCode(markdown);
	for (const [, mark, link = ''] of text.matchAll(/(!?)\[[^[\]]*\]\(([^()\s]*)\)/g)) {
		if (mark === '!' && !link.startsWith('img_')) {
			report.refuseAsReported(
				`${where} shows the picture "${link}", which is not an image key (200570 of im/v1).`,
				documents.reports.pictureByAddress,
			);
		} else if (mark === '' && !link.startsWith('$') && !isLegalLink(link)) {
			report.refuseLink(
				`${where} has the link "${link}", which is not legal (230001 of im/v1).`,
				documents.reports.linkScheme,
			);
		}
	}
}

function withoutCode(markdown: string): string {
	return markdown.replace(/^```[\w+#-]*\n(?:(?!```).*\n)*```$/gm, '');
}

/**
 * A table in the Markdown of a rich text: the message arrives blank or is refused with 230001. Newer reports see tables shown
 * (https://github.com/NousResearch/hermes-agent/issues/7310); the stricter of the two counts here.
 */
export function checkTables(markdown: string, where: string, report: ContentReport): void {
	if (/^[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[|: \t-]*$/m.test(withoutCode(markdown))) {
		report.refuseAsReported(
			`${where} has a Markdown table, which a rich text may not show (230001 of im/v1).`,
			documents.reports.tableInRichText,
		);
	}
}
