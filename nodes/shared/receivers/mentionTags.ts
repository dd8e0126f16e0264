import { problem, success, type Result } from '../result';
import { email } from './email';
import type { Fault } from './idType';
import { certainTypes, readIds } from './idTypes';
import { userId } from './userId';

/** How a person is mentioned inside of a text: the attributes that hold the ID, and the tag as an example. */
export interface MentionForm {
	readonly attributes: readonly string[];
	readonly example: string;
}

/** In text messages and in the Markdown of rich text: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json */
export const IN_TEXT: MentionForm = {
	attributes: ['user_id'],
	example: '<at user_id="ou_…"></at>',
};

/** In cards: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text */
export const IN_CARD: MentionForm = {
	attributes: ['id', 'ids', 'email'],
	example: '<at id=ou_…></at>',
};

const TAG = /<at\s([^<>]*)>/g;
const ATTRIBUTE = /^\s*([a-z_]+)\s*=(.*)$/s;

/** Refuses mentions that name nobody: Feishu drops them without a word, or refuses the whole message. */
export function checkMentions(
	text: string,
	form: MentionForm,
	field: string,
	label: string,
): Result<string> {
	for (const [tag, inside = ''] of text.matchAll(TAG)) {
		const fault = faultOf(inside, form);
		if (fault)
			return problem(
				field,
				`'${label}' has a mention ${fault.what}`,
				`${fault.remedy} The mention is ${JSON.stringify(tag.slice(0, 80))}.`,
			);
	}
	return success(text);
}

function faultOf(inside: string, { attributes, example }: MentionForm): Fault | undefined {
	const [, name = '', value = ''] = ATTRIBUTE.exec(inside) ?? [];
	const ids = value.split(name === 'ids' ? ',' : '\n').map((id) =>
		id
			.trim()
			.replace(/^["']|["']$/g, '')
			.trim(),
	);
	if (!attributes.includes(name))
		return OF_OTHERS.includes(name)
			? { what: 'that is written for another kind of message', remedy: `Write it as ${example}.` }
			: undefined;
	if (ids.includes(''))
		return {
			what: 'without an ID',
			remedy: `Write it as ${example}. If an expression gives the ID, check that this item has the value.`,
		};
	for (const id of ids) {
		const fault = name === 'email' ? faultOfAddress(id) : faultOfId(id, example);
		if (fault) return fault;
	}
	return undefined;
}

const OF_OTHERS = [...IN_TEXT.attributes, ...IN_CARD.attributes, 'open_id'];

function faultOfAddress(address: string): Fault | undefined {
	return Array.isArray(email.read(address))
		? undefined
		: { what: 'by something that is not an e-mail address', remedy: 'Enter the address alone.' };
}

/** An ID of any of the three types. */
function faultOfId(id: string, example: string): Fault | undefined {
	if (id === 'all') return undefined;
	if (NO_ID.test(id) || Array.isArray(email.read(id)))
		return {
			what: 'by a name or an address, not by an ID',
			remedy: `Write it as ${example} with the person's ID.`,
		};
	const type = certainTypes.find(({ prefix }) => prefix !== undefined && id.startsWith(prefix));
	const read = readIds(id, type ?? userId, '');
	return Array.isArray(read) ? undefined : { ...read, what: `whose ID ${read.what}` };
}

/** A mobile number, Chinese characters, or a blank that became part of an address. */
const NO_ID = /^(?:\+|86)?1[3-9]\d{9}$|^\+\d+$|%[\dA-F]{2}|\p{Script=Han}/u;
