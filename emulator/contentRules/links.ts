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
 * "scheme not in scheme whitelist" (https://github.com/openabdev/openab/issues/1328, https://github.com/chenhg5/cc-connect/pull/83),
 * and a picture that is no image key with 200570 (https://github.com/jxxghp/MoviePilot/issues/5818).
 */
export function checkMarkdownLinks(markdown: string, where: string, report: ContentReport): void {
	const text = markdown.replace(/^```[\w+#-]*\n(?:(?!```).*\n)*```$/gm, '');
	for (const [, mark, link = ''] of text.matchAll(/(!?)\[[^[\]]*\]\(([^()\s]*)\)/g)) {
		if (mark === '!' && !link.startsWith('img_')) {
			report.refuse(
				`${where} shows the picture "${link}", which is not an image key (200570 of im/v1).`,
			);
		} else if (mark === '' && !link.startsWith('$') && !isLegalLink(link)) {
			report.refuseLink(`${where} has the link "${link}", which is not legal (230001 of im/v1).`);
		}
	}
}
