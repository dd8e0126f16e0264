import type { Fields } from '../gateway/parameters';
import type { ContentReport } from './contentReport';
import { isLegalLink } from './links';

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (text) */
export function checkText(content: Fields, report: ContentReport): void {
	if (typeof content.text !== 'string' || content.text.trim() === '') {
		report.refuse('content.text must be a string that is not blank.');
		return;
	}
	const { text } = content;
	noteMentions(text, report);
	noteStyles(text, report);
	for (const [, , link = ''] of text.matchAll(/\[([^[\]]*)\]\(([^()]*)\)/g)) {
		report.note(
			isLegalLink(link)
				? 'Whether Helpdesk shows [text](link) in a text message as a link is not documented.'
				: `The link "${link}" is not legal: Feishu then shows the text as it was sent, brackets included.`,
		);
	}
}

/** `<at user_id="…">name</at>`: used by text messages and by the md tag of a post. */
export function noteMentions(text: string, report: ContentReport): void {
	for (const [, id = ''] of text.matchAll(/<at\s+user_id\s*=([^<>]*)>/g)) {
		noteMention(unquoted(id), report);
	}
	if (/<at\s+(id|ids|email)\s*=/.test(text)) {
		report.note('A mention is written <at user_id="…"> here; <at id=…> is the form for cards.');
	}
}

/** The value of an attribute: single or double quotes are optional. */
export function unquoted(value: string): string {
	return value.trim().replace(/^["']|["']$/g, '');
}

/** The document says that a mention of an unknown person is wrong, but not what happens to the message. */
export function noteMention(id: string, report: ContentReport): void {
	if (id === 'all') {
		report.note('A mention of everyone only works in a group that allows "@all".');
	} else if (!report.mention(id)) {
		report.note(
			`The mention of "${id}" names nobody in this tenant. The document asks for a real ID and does not say what happens otherwise.`,
		);
	}
}

function noteStyles(text: string, report: ContentReport): void {
	const open: string[] = [];
	let styled = false;
	for (const [, slash, tag = ''] of text.matchAll(/<(\/?)([bius])>/g)) {
		styled = true;
		if (!slash) open.push(tag);
		else if (open.pop() !== tag) {
			open.push(tag);
			break;
		}
	}
	if (!styled) return;
	report.note(
		open.length > 0
			? 'The style tags do not match: Feishu then shows the text as it was sent, tags included.'
			: 'Whether Helpdesk renders the style tags <b> <i> <u> <s> in a text message is not documented.',
	);
}
