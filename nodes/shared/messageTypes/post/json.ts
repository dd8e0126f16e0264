import type { INodeProperties } from 'n8n-workflow';

import { readJsonObject } from '../../parameters/readJson';
import { isJsonObject, type JsonObject, type Parameters } from '../../parameters/readParameter';
import { andThen, success, type Result } from '../../result';
import { refuse, kindOf, type ContentFault } from '../contentFault';
import type { MessageInput } from '../messageInput';
import { notesOnUnwrapped, unwrap, type Wanted } from '../unwrap';
import { findElementFault, isBlankElement, writeOutText } from './jsonElements';

const LABEL = 'Rich Text JSON';
/** What a new rich text begins with. */
const START = {
	zh_cn: { title: 'Reminder', content: [[{ tag: 'text', text: 'Due on Friday' }]] },
};
const EXAMPLE = `e.g. ${JSON.stringify(START)}`;

const jsonField: INodeProperties = {
	displayName: LABEL,
	name: 'postJson',
	type: 'json',
	typeOptions: { rows: 8 },
	required: true,
	default: JSON.stringify(START, undefined, 2),
	description:
		'Languages at the top (zh_cn, en_us), each with a title and a list of paragraphs. The body of a custom bot or of im/v1 will do: only the rich text in it is used.',
	hint: 'See <a href="https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json" target="_blank">Feishu\'s description of the format</a>. Text from an expression goes in as {{ JSON.stringify($json.text) }}, without quotation marks around it.',
};

const NAMES = ['content', 'post'];
const LANGUAGE = /^[a-z]{2}_[a-z]{2}$/;

const post: Wanted = {
	noun: 'a rich text of Feishu',
	msgType: 'post',
	names: NAMES,
	isContent: (value) =>
		Array.isArray(value.content) ||
		isWithoutLanguage(value) ||
		Object.entries(value).some(
			([name, inner]) => LANGUAGE.test(name) || (!NAMES.includes(name) && hasParagraphs(inner)),
		),
	isSurely: (value) =>
		Object.entries(value).some(([name, inner]) => LANGUAGE.test(name) && hasParagraphs(inner)),
	remedy:
		'Set \'Rich Text Input\' to Builder and fill its fields with expressions, or write the languages, e.g. {"zh_cn":{"title":"Reminder","content":[…]}}.',
};

/** `{"title":"…"}`, or nothing. */
function isWithoutLanguage(value: JsonObject): boolean {
	return Object.keys(value).every((name) => name === 'title');
}

function hasParagraphs(value: unknown): boolean {
	return isJsonObject(value) && Array.isArray(value.content);
}

/**
 * The endpoint's own example wraps the languages in `post`
 * (https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2);
 * whether it also takes them unwrapped, as im/v1 does, is not documented. So both are accepted here and sent wrapped.
 */
function compile(parameters: Parameters): Result<object> {
	return andThen(readJsonObject(parameters, 'postJson', LABEL, remedyForList), (pasted) => {
		const unwrapped = unwrap(pasted, post);
		if ('fault' in unwrapped) return refuse('postJson', LABEL, unwrapped.fault);
		const { content, path, leftOut } = unwrapped;
		const fault = findFault(content);
		return fault
			? refuse('postJson', LABEL, fault)
			: success({ post: content }, notesOnUnwrapped(LABEL, path, leftOut));
	});
}

function remedyForList([first]: readonly unknown[]): string | undefined {
	return Array.isArray(first)
		? 'Put {"zh_cn":{"content": in front of the list and }} behind it: these are the paragraphs of a rich text.'
		: undefined;
}

/** Those that Feishu's clients read; see locale.ts. */
const SHOWN = ['zh_cn', 'en_us', 'ja_jp'];

function findFault(locales: JsonObject): ContentFault | undefined {
	const names = Object.keys(locales);
	if (names.length === 0 || 'content' in locales || 'title' in locales) {
		return {
			at: '',
			what: 'has no language',
			remedy: `Put the title and content under a language, ${EXAMPLE}`,
		};
	}
	for (const name of names) {
		if (!LANGUAGE.test(name)) {
			return {
				at: '',
				what: `has '${name.slice(0, 40)}' where a language belongs`,
				remedy: 'Write the language as zh_cn, en_us or ja_jp.',
			};
		}
		const fault = findFaultInLocale(name, locales[name]);
		if (fault) return fault;
	}
	return SHOWN.some((name) => name in locales)
		? undefined
		: {
				at: '',
				what: 'has no language that Feishu documents',
				remedy: `Put the text under zh_cn or en_us, too: it has only ${names.slice(0, 5).join(', ')}.`,
			};
}

function findFaultInLocale(name: string, locale: unknown): ContentFault | undefined {
	if (!isJsonObject(locale) || !Array.isArray(locale.content)) {
		return {
			at: '',
			what: `has no list of paragraphs in ${name}.content`,
			remedy: `Write a list of paragraphs, ${EXAMPLE}`,
		};
	}
	writeOutText(locale, 'title');
	const { title = '', content } = locale;
	if (typeof title !== 'string')
		return {
			at: `${name}.title`,
			what: `${kindOf(title)}, not text`,
			remedy: 'Enter text, or leave the title out.',
		};
	let isBlank = title.trim() === '';
	for (const [index, paragraph] of content.entries()) {
		const place = `${name}.content[${index}]`;
		if (!Array.isArray(paragraph)) {
			return {
				at: place,
				what: `${kindOf(paragraph)}, but must be a list of elements`,
				remedy:
					'Put each paragraph into square brackets, even with one element: [{"tag":"text","text":"…"}].',
			};
		}
		for (const [position, element] of (paragraph as unknown[]).entries()) {
			const fault = findElementFault(element, `${place}[${position}]`, paragraph.length);
			if (fault) return fault;
			isBlank &&= isBlankElement(element);
		}
	}
	if (isBlank)
		return {
			at: '',
			what: `has no content in ${name}`,
			remedy: 'Enter a title, or a paragraph with something in it.',
		};
	// A title alone: Feishu's document wants a list of paragraphs, and an empty one may be refused.
	if (content.length === 0) content.push([{ tag: 'text', text: '' }]);
	return undefined;
}

export const json: MessageInput = {
	value: 'json',
	label: 'JSON',
	description: "Feishu's own format for rich text",
	fields: [jsonField],
	compile,
};
