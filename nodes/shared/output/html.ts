/**
 * n8n's error view takes the description of a thrown error for HTML, keeps links, and cuts off what cannot wrap
 * (docs/n8n-notes.md). So nothing is left as markup but the links made here. Output items and logs get plain text.
 */
export function htmlText(text: string): string {
	return text
		.split(ADDRESS)
		.map((part, index) =>
			// Odd parts are the addresses: Feishu's own words hold long ones.
			index % 2 === 1
				? htmlLink({ label: new URL(part).host, url: part })
				: escape(part.replace(LONG_WORD, `$&${MAY_WRAP}`)),
		)
		.join('');
}

/** A page to open. */
export interface Page {
	readonly label: string;
	readonly url: string;
}

export function htmlLink({ label, url }: Page): string {
	return `<a href="${escape(url)}" target="_blank">${escape(label)}</a>`;
}

/** With a path: a bare address, as in "such as https://example.com", is short, and an example. */
const ADDRESS =
	/(https:\/\/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+\/[\w.~:/?#@!$&*+,;=%-]*[\w/=])/;

/** More than the output pane has room for in a line. Chinese wraps anywhere. */
const LONG_WORD = /[!-~]{40}/g;

/** Zero-width space. */
const MAY_WRAP = '\u200b';

function escape(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');
}
