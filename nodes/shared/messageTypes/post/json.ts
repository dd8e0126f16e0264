import type { INodeProperties } from 'n8n-workflow';

import { findLinkFault, findMarkdownFault } from '../../parameters/linkFault';
import {
	isJsonObject,
	readJsonObject,
	type JsonObject,
	type Parameters,
} from '../../parameters/readParameter';
import { problem, success, type Result } from '../../result';
import type { MessageInput } from '../messageInput';

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
	description: 'Languages at the top (zh_cn, en_us), each with a title and a list of paragraphs',
	hint: 'See <a href="https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json" target="_blank">Feishu\'s description of the format</a>. Text from an expression goes in as {{ JSON.stringify($json.text) }}, without quotation marks around it.',
};

/**
 * The endpoint's own example wraps the languages in `post`
 * (https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2);
 * whether it also takes them unwrapped, as im/v1 does, is not documented. So both are accepted here and sent wrapped.
 */
function compile(parameters: Parameters): Result<object> {
	const typed = readJsonObject(parameters, 'postJson', LABEL);
	if (!typed.ok) return typed;
	const locales =
		isJsonObject(typed.value.post) && !('content' in typed.value) ? typed.value.post : typed.value;
	const fault = findFault(locales);
	return fault ?? success({ post: locales });
}

function refuse(message: string, hint: string): Result<never> {
	return problem('postJson', `'${LABEL}' ${message}`, hint);
}

function findFault(locales: JsonObject): Result<never> | undefined {
	const names = Object.keys(locales);
	if (names.length === 0 || 'content' in locales || 'title' in locales) {
		return refuse('has no language', `Put the title and content under a language, ${EXAMPLE}`);
	}
	for (const name of names) {
		if (!/^[a-z]{2}_[a-z]{2}$/.test(name)) {
			return refuse(
				`has '${name.slice(0, 40)}' where a language belongs`,
				'Languages are written zh_cn, en_us or ja_jp.',
			);
		}
		const fault = findFaultInLocale(name, locales[name]);
		if (fault) return fault;
	}
	return undefined;
}

function findFaultInLocale(name: string, locale: unknown): Result<never> | undefined {
	const { title, content } = isJsonObject(locale) ? locale : {};
	if (!Array.isArray(content)) {
		return refuse(`has no list of paragraphs in ${name}.content`, `It needs one, ${EXAMPLE}`);
	}
	let isBlank = String(title ?? '').trim() === '';
	for (const [index, paragraph] of content.entries()) {
		const place = `${name}.content, paragraph ${index + 1}`;
		if (!Array.isArray(paragraph)) {
			return refuse(
				`has something other than a list of elements in ${place}`,
				'Each paragraph is a list in square brackets, even with one element: [{"tag":"text","text":"…"}]',
			);
		}
		for (const element of paragraph as unknown[]) {
			if (!isJsonObject(element) || typeof element.tag !== 'string') {
				return refuse(
					`has an element without a tag in ${place}`,
					'Each element is an object with a tag, e.g. {"tag":"text","text":"…"}',
				);
			}
			const fault = findFaultInElement(element, place);
			if (fault) return fault;
			isBlank &&= isBlankText(element);
		}
	}
	return isBlank
		? refuse(`has no content in ${name}`, 'Enter a title, or a paragraph with something in it.')
		: undefined;
}

function findFaultInElement(
	{ tag, href, text }: JsonObject,
	place: string,
): Result<never> | undefined {
	if (tag === 'a') {
		const fault = findLinkFault(href);
		return fault && refuse(`has a link in ${place}, whose href ${fault.what}`, fault.remedy);
	}
	const fault = tag === 'md' && typeof text === 'string' ? findMarkdownFault(text) : undefined;
	return fault && refuse(`has Markdown in ${place} that ${fault.what}`, fault.remedy);
}

function isBlankText(element: JsonObject): boolean {
	return element.tag === 'text' && String(element.text ?? '').trim() === '';
}

export const json: MessageInput = {
	value: 'json',
	label: 'JSON',
	description: "Feishu's own format for rich text",
	fields: [jsonField],
	compile,
};
