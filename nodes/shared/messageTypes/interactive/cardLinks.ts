import { findLinkFault, type LinkFault } from '../../parameters/linkFault';
import { findMarkdownFault, ofCards } from '../../parameters/markdownFault';
import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { findMentionFault, IN_CARD } from '../../receivers/mentionTags';
import type { ContentFault } from '../contentFault';

/**
 * Where a card in JSON 1.0 has addresses: `card_link`, buttons, `multi_url`, `behaviors`, and the `href` of Markdown
 * (https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure).
 */
const ADDRESSES = ['url', 'pc_url', 'ios_url', 'android_url', 'default_url'];
/** What a component calls back with, what a chart draws, and what a template does with its variables, is not for Feishu to open. */
export const DATA: readonly string[] = ['value', 'chart_spec', 'template_variable'];

interface Place {
	readonly value: unknown;
	/** e.g. `elements[0].actions[1]`, empty for the card. */
	readonly where: string;
	/** True for the translations of Markdown: `{"tag":"lark_md","content":"…","i18n":{"en_us":"…"}}` */
	readonly isMarkdown?: boolean;
}

/** The first link in a card that cannot be sent, also in its Markdown. A loop, so that deep nesting cannot exhaust the stack. */
export function findCardLinkFault(card: JsonObject): ContentFault | undefined {
	const places: Place[] = [{ value: card, where: '' }];
	for (let place = places.pop(); place !== undefined; place = places.pop()) {
		const { value, where, isMarkdown = false } = place;
		const inside: Place[] = [];
		if (Array.isArray(value)) {
			for (const [index, entry] of value.entries())
				inside.push({ value: entry, where: `${where}[${index}]` });
		} else if (isJsonObject(value)) {
			for (const [key, entry] of Object.entries(value)) {
				if (DATA.includes(key)) continue;
				const at = where === '' ? key : `${where}.${key}`;
				const fault = findFaultAt(value, key, entry, isMarkdown);
				if (fault) return { ...fault, at };
				inside.push({
					value: entry,
					where: at,
					isMarkdown: key.startsWith('i18n') && isMarkdownTag(value.tag),
				});
			}
		}
		for (const entry of inside.reverse()) places.push(entry);
	}
	return undefined;
}

function findFaultAt(
	{ tag, href }: JsonObject,
	key: string,
	entry: unknown,
	isTranslation: boolean,
): LinkFault | undefined {
	// An empty address stands for none, as in Feishu's own examples: {"url":"https://…","pc_url":""}
	if (typeof entry !== 'string' || entry === '') return undefined;
	if (ADDRESSES.includes(key)) return findLinkFault(entry);
	const isMarkdown = isTranslation || (key === 'content' && isMarkdownTag(tag));
	return isMarkdown
		? (findMentionFault(entry, IN_CARD) ??
				findMarkdownFault(entry, ofCards, isJsonObject(href) ? href : {}))
		: undefined;
}

function isMarkdownTag(tag: unknown): boolean {
	return tag === 'markdown' || tag === 'lark_md';
}
