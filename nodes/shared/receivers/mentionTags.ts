import { withoutCodeBlocks } from '../parameters/markdownFault';
import { problem, success, type Result } from '../result';
import { email } from './email';
import type { Fault } from './idType';
import { certainTypes, readIds } from './idTypes';
import { userId } from './userId';

/** How a person is mentioned inside of a text. */
export interface MentionForm {
	/** The attributes that hold the ID. */
	readonly attributes: readonly string[];
	/** The tag for an ID. */
	readonly tagOf: (id: string) => string;
	/** True where what stands in a code block is shown as it is. */
	readonly isMarkdown: boolean;
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json */
export const IN_TEXT: MentionForm = {
	attributes: ['user_id'],
	tagOf: (id) => `<at user_id="${id}"></at>`,
	isMarkdown: false,
};

/** In the Markdown of rich text, by the same document. */
export const IN_RICH_TEXT: MentionForm = { ...IN_TEXT, isMarkdown: true };

/** In cards: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text */
export const IN_CARD: MentionForm = {
	attributes: ['id', 'ids', 'email'],
	tagOf: (id) => `<at id=${id}></at>`,
	isMarkdown: true,
};

const TAG = /<at(\s[^<>]*)>/g;
/** Of any form. */
const ATTRIBUTE = /[\s"'](user_id|open_id|ids?|email)\s*=/g;

/** Refuses mentions that name nobody: Feishu drops them without a word, or refuses the whole message. */
export function checkMentions(
	text: string,
	form: MentionForm,
	field: string,
	label: string,
): Result<string> {
	const fault = findMentionFault(text, form);
	return fault ? problem(field, `'${label}' ${fault.what}`, fault.remedy) : success(text);
}

/** The first mention that names nobody, or is written for another kind of message. */
export function findMentionFault(text: string, form: MentionForm): Fault | undefined {
	for (const [tag, inside = ''] of (form.isMarkdown ? withoutCodeBlocks(text) : text).matchAll(
		TAG,
	)) {
		const fault = faultOf(inside, form);
		if (fault)
			return {
				what: `has a mention ${fault.what}`,
				remedy: `${fault.remedy} The mention is ${JSON.stringify(tag.slice(0, 80))}.`,
			};
	}
	return undefined;
}

/** One attribute that names somebody is enough: programs write all of them, for every kind of message. */
function faultOf(inside: string, { attributes, tagOf }: MentionForm): Fault | undefined {
	const found = attributesIn(inside);
	const [other] = found;
	if (!other) return undefined;
	const fitting = found.filter(({ name }) => attributes.includes(name));
	if (fitting.length === 0)
		return {
			what: 'that is written for another kind of message',
			remedy: `Write it as ${tagOf((other.name !== 'email' && other.ids[0]) || SOMEBODY)}.`,
		};
	const faults = fitting.map((attribute) => faultOfAttribute(attribute, tagOf));
	return faults.includes(undefined) ? undefined : faults[0];
}

function faultOfAttribute(
	{ name, ids }: Attribute,
	tagOf: MentionForm['tagOf'],
): Fault | undefined {
	if (ids.includes('')) return withoutId(tagOf);
	const faults = ids.map((id) => (name === 'email' ? faultOfAddress(id) : findIdFault(id)));
	const fault = faults.find((one) => one !== undefined);
	if (fault === 'noId')
		return {
			what: 'by a name or an address, not by an ID',
			remedy: `Write it as ${tagOf(SOMEBODY)} with the person's ID.`,
		};
	return fault && name !== 'email' ? { ...fault, what: `whose ID ${fault.what}` } : fault;
}

function withoutId(tagOf: MentionForm['tagOf']): Fault {
	return {
		what: 'without an ID',
		remedy: `Write it as ${tagOf(SOMEBODY)}. If an expression gives the ID, check that this item has the value.`,
	};
}

const SOMEBODY = 'ou_…';

interface Attribute {
	readonly name: string;
	readonly ids: readonly string[];
}

function attributesIn(inside: string): Attribute[] {
	const found = [...inside.matchAll(ATTRIBUTE)];
	return found.map((match, index) => {
		const value = unquoted(inside.slice(match.index + match[0].length, found[index + 1]?.index));
		const name = match[1] ?? '';
		return { name, ids: name === 'ids' ? value.split(',').map(unquoted) : [value] };
	});
}

/** What stands between quotation marks; without them, everything up to the next attribute, but for the stroke that closes a tag. */
function unquoted(value: string): string {
	const text = value.trim();
	const quote = text.charAt(0);
	if (quote !== '"' && quote !== "'") {
		const [before = '', ...others] = text.split('=');
		const name = before.slice(before.lastIndexOf(' ') + 1);
		// Another attribute follows.
		if (others.length > 0 && /^\w+$/.test(name)) return before.slice(0, -name.length).trim();
		return (text.endsWith('/') ? text.slice(0, -1) : text).trim();
	}
	const end = text.indexOf(quote, 1);
	return text.slice(1, end < 0 ? undefined : end).trim();
}

function faultOfAddress(address: string): Fault | undefined {
	return isAlone(address, email.read(address))
		? undefined
		: { what: 'by something that is not an e-mail address', remedy: 'Enter the address alone.' };
}

/** Why something cannot be the ID of a mention, of any of the three types; `noId`: it is a name or an address. `all` is everyone. */
export function findIdFault(id: string): Fault | 'noId' | undefined {
	if (id === 'all') return undefined;
	if (NO_ID.test(id) || Array.isArray(email.read(id))) return 'noId';
	const type = certainTypes.find(({ prefix }) => prefix !== undefined && id.startsWith(prefix));
	const read = readIds(id, type ?? userId, '');
	if (!Array.isArray(read)) return read;
	return isAlone(id, read)
		? undefined
		: {
				what: 'is not one ID alone',
				remedy: 'Write the ID alone, and a mention of their own for several people.',
			};
}

/** Nothing is taken out of a mention that was written by hand: it goes out as it is. */
function isAlone(text: string, read: unknown): boolean {
	return Array.isArray(read) && read.length === 1 && read[0] === text;
}

/** A mobile number, Chinese characters, a blank that became part of an address, or what stands for somebody in a message that was received. */
const NO_ID = /^(?:\+|86)?1[3-9]\d{9}$|^\+\d+$|%[\dA-F]{2}|\p{Script=Han}|^@/u;
