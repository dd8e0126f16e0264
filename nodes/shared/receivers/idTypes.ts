import type { AddressType } from '../feishu/findUsers';
import type { Recipient } from '../feishu/sendMessage';

/** Why a text is no ID of a type: what it is, behind the name of the field, and what to do. */
export interface Fault {
	readonly what: string;
	readonly remedy: string;
}

/** A kind of ID by which people are known. Shared code never asks which one it has in hand. */
export interface IdType {
	/** Saved in the workflow, as the mode of the resource locator. */
	readonly mode: string;
	/**
	 * The mode as the panel names it, short: n8n's box for it cuts off what is longer than "From list". For `list` and `id` n8n
	 * has words of its own, whatever the node says (2.41.1).
	 */
	readonly label: string;
	/** The ID in a sentence. */
	readonly noun: string;
	readonly hint: string;
	readonly example: string;
	/** What Feishu takes in its place. */
	readonly wireType: Recipient['receiverIdType'];
	/** What every ID of this type begins with, and no other ID does. */
	readonly prefix?: string;
	/** True of a text that is of this type where it is no ID of the type that was chosen. */
	resembles(text: string): boolean;
	/** Cleans an ID, or says what is wrong with it. */
	read(text: string): string | Fault;
}

/** An address is looked up first, and replaced by the Open ID that is found for it. */
export interface Address extends IdType {
	readonly mode: AddressType;
	/** Why somebody who exists may not be found. */
	readonly notFoundBecause: string;
}

const EMAIL = /^[^\s@"'<>]+@[^\s@"'<>]+$/;
const MOBILE = /^\+?\d{5,15}$/;

const email: Address = {
	mode: 'email',
	label: 'Email',
	noun: 'an e-mail address',
	hint: 'Looked up in the contacts (scope contact:user.id:readonly)',
	example: 'li.hua@example.com',
	wireType: 'open_id',
	notFoundBecause:
		'Feishu business mailboxes cannot be looked up: try Mobile, or By ID with an Open ID.',
	resembles: (text) => EMAIL.test(text),
	read: (text) =>
		EMAIL.test(text)
			? text
			: {
					what: 'is not an e-mail address',
					remedy: `${quote(text)} Enter an address such as li.hua@example.com, or choose another mode.`,
				},
};

const mobile: Address = {
	mode: 'mobile',
	label: 'Mobile',
	noun: 'a mobile number',
	hint: 'Also looked up in the contacts. Outside mainland China numbers begin with + and the country code.',
	example: '13800138000',
	wireType: 'open_id',
	notFoundBecause:
		'A number outside mainland China begins with + and the country code. Or try Email, or By ID with an Open ID.',
	resembles: (text) => MOBILE.test(digitsOf(text)),
	read: (text) =>
		MOBILE.test(digitsOf(text))
			? digitsOf(text)
			: {
					what: 'is not a mobile number',
					remedy: `${quote(text)} Enter digits; numbers outside mainland China begin with + and the country code.`,
				},
};

function digitsOf(text: string): string {
	return text.replace(/[\s().-]/g, '');
}

const openId = prefixed('ou_', {
	mode: 'id',
	label: 'By ID',
	noun: 'an Open ID',
	hint: 'The Open ID, which starts with ou_. Each app has its own.',
	example: 'ou_7346484524',
	wireType: 'open_id',
});

const unionId = prefixed('on_', {
	mode: 'union_id',
	label: 'Union ID',
	noun: 'a Union ID',
	hint: 'Starts with on_. The same in all apps of one developer.',
	example: 'on_94a1ee5551019f18cd73d9f111898cf2',
	wireType: 'union_id',
});

/** Companies choose their User IDs themselves: almost any text may be one. */
const userId: IdType = {
	mode: 'user_id',
	label: 'User ID',
	noun: 'a User ID',
	hint: 'The same in all apps of one company. The app needs the scope contact:user.employee_id:readonly.',
	example: '3e3cf96b',
	wireType: 'user_id',
	resembles: () => false,
	read: (text) => (BROKEN.test(text) ? ALONE : text),
};

/** No ID has these, and a mention in a text, which carries the ID inside a tag, would break. */
const BROKEN = /[\s\p{Cc}"'<>]/u;
const ALONE: Fault = {
	what: 'has a character that no ID has',
	remedy:
		'Enter the ID alone, without spaces, quotation marks or angle brackets. Separate several by commas or line breaks.',
};

function prefixed(
	prefix: string,
	type: Omit<IdType, 'prefix' | 'resembles' | 'read'>,
): IdType & { prefix: string } {
	const resembles = (text: string) => text.startsWith(prefix);
	return {
		...type,
		prefix,
		resembles,
		read: (text) => {
			if (resembles(text)) return BROKEN.test(text) ? ALONE : text;
			return {
				what: `is not ${type.noun}: that begins with ${prefix}`,
				remedy: `${quote(text)} Enter one such as ${type.example}, or choose another mode, e.g. Email.`,
			};
		},
	};
}

/** Every type, in the order of the modes. Fields and look-up are derived from this list. */
export const idTypes: readonly IdType[] = [email, mobile, openId, unionId, userId];

export const addresses: readonly Address[] = [email, mobile];

export function isAddress(idType: IdType): idType is Address {
	return addresses.some((address) => address === idType);
}

/** Whom a search finds is saved by Open ID. */
export const foundBySearch = openId;

/** IDs of what is no person. */
const OTHERS = [
	{ prefix: 'oc_', what: 'the ID of a group' },
	{ prefix: 'cli_', what: 'the ID of an app' },
];

/** Feishu would look for a person who does not exist when the ID is of another type. */
export function readId(text: string, idType: IdType, modeLabel: string): string | Fault {
	const notPerson = findOther(text);
	if (notPerson) return notPerson;
	const certain = idTypes.find(({ prefix }) => prefix !== undefined && text.startsWith(prefix));
	if (certain && certain !== idType) return isOf(certain, modeLabel);
	const read = idType.read(text);
	if (typeof read === 'string') return read;
	const likely = idTypes.find((other) => other !== idType && other.resembles(text));
	return likely ? isOf(likely, modeLabel) : read;
}

/** The type of an ID that came without a mode. A number could be a mobile number or a User ID: it tells nothing. */
export function typeOf(text: string): IdType | Fault {
	const type = [openId, unionId, email].find(({ resembles }) => resembles(text));
	return (
		type ??
		findOther(text) ?? {
			what: 'does not say what kind of ID it is',
			remedy: `${quote(text)} An expression in place of the whole field gives an e-mail address, an Open ID (ou_…) or a Union ID (on_…). For a mobile number or a User ID choose the mode and put the expression into its box.`,
		}
	);
}

function findOther(text: string): Fault | undefined {
	const other = OTHERS.find(({ prefix }) => text.startsWith(prefix));
	return (
		other && {
			what: `is ${other.what}`,
			remedy: 'The endpoint sends to people: enter the ID of a person.',
		}
	);
}

function isOf({ noun, label }: IdType, modeLabel: string): Fault {
	return {
		what: `is ${noun}, but it is set to ${modeLabel}`,
		remedy: `Choose ${label} instead, or enter what fits.`,
	};
}

function quote(text: string): string {
	return `It is ${JSON.stringify(text.slice(0, 80))}.`;
}
