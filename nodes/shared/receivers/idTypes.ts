import type { AddressType } from '../feishu/findUsers';
import type { Recipient } from '../feishu/sendMessage';
import { problem, success, type Result } from '../result';

/** A kind of ID by which people are known. Shared code never asks which one it has in hand. */
export interface IdType {
	/** Saved in the workflow, as the value of Receiver ID Type. */
	readonly value: Recipient['receiverIdType'] | AddressType;
	readonly label: string;
	readonly description: string;
	readonly example: string;
	/** What Feishu takes in its place. */
	readonly wireType: Recipient['receiverIdType'];
	/** What every ID of this type begins with, and no other ID does. */
	readonly prefix?: string;
	/** Cleans an ID, or says what is wrong with it. */
	read(id: string): Result<string>;
}

/** An address is looked up first, and replaced by the Open ID that is found for it. */
export interface Address extends IdType {
	readonly value: AddressType;
	readonly noun: string;
	/** Why somebody who exists may not be found. */
	readonly notFoundBecause: string;
}

const email: Address = {
	value: 'email',
	label: 'Email',
	description:
		'Looked up in the contacts. The app needs the permission to get user IDs by email or mobile number.',
	example: 'li.hua@example.com',
	wireType: 'open_id',
	noun: 'e-mail address',
	notFoundBecause: 'Feishu business mailboxes cannot be looked up: try Mobile or an Open ID.',
	read: (id) =>
		/^[^\s@]+@[^\s@]+$/.test(id)
			? success(id)
			: refuse(
					'is not an e-mail address',
					`${quote(id)} Enter an address such as ${email.example}, or choose another 'Receiver ID Type'.`,
				),
};

const mobile: Address = {
	value: 'mobile',
	label: 'Mobile',
	description:
		'Also looked up in the contacts. Numbers outside mainland China begin with + and the country code.',
	example: '13800138000',
	wireType: 'open_id',
	noun: 'mobile number',
	notFoundBecause:
		'A number outside mainland China begins with + and the country code. Or try Email or an Open ID.',
	read(id) {
		const digits = id.replace(/[\s().-]/g, '');
		return /^\+?\d{5,15}$/.test(digits)
			? success(digits)
			: refuse(
					'is not a mobile number',
					`${quote(id)} Enter digits; numbers outside mainland China begin with + and the country code.`,
				);
	},
};

const openId: IdType = {
	value: 'open_id',
	label: 'Open ID',
	description: 'Starts with ou_. Each app has its own Open ID for a person.',
	example: 'ou_7346484524',
	wireType: 'open_id',
	prefix: 'ou_',
	read: (id) => (id.includes('@') ? refuseAddress(openId) : success(id)),
};

const unionId: IdType = {
	value: 'union_id',
	label: 'Union ID',
	description: 'Starts with on_. The same in all apps of one developer.',
	example: 'on_94a1ee5551019f18cd73d9f111898cf2',
	wireType: 'union_id',
	prefix: 'on_',
	read: (id) => (id.includes('@') ? refuseAddress(unionId) : success(id)),
};

/** Companies choose their User IDs themselves: any text may be one. */
const userId: IdType = {
	value: 'user_id',
	label: 'User ID',
	description:
		'The same in all apps of one tenant. The app needs the scope contact:user.employee_id:readonly.',
	example: '3e3cf96b',
	wireType: 'user_id',
	read: success,
};

/** Every type, in the order of the dropdown. Dropdown, fields and look-up are derived from this list. */
export const idTypes: readonly IdType[] = [email, mobile, openId, unionId, userId];

export const addresses: readonly Address[] = [email, mobile];

/** IDs of what is no person. */
const OTHERS = [
	{ prefix: 'oc_', what: 'the ID of a group' },
	{ prefix: 'cli_', what: 'the ID of an app' },
];

/** Feishu would look for a person who does not exist when the ID is of another type. */
export function readId(id: string, idType: IdType): Result<string> {
	const other = OTHERS.find(({ prefix }) => id.startsWith(prefix));
	if (other)
		return refuse(`is ${other.what}`, 'The endpoint sends to people: enter the ID of a person.');
	const actual = idTypes.find(({ prefix }) => prefix !== undefined && id.startsWith(prefix));
	if (actual && actual !== idType)
		return refuse(
			`is of the type ${actual.label}, but 'Receiver ID Type' is ${idType.label}`,
			`Choose ${actual.label} as 'Receiver ID Type', or enter what fits.`,
		);
	return idType.read(id);
}

function refuseAddress({ label }: IdType): Result<never> {
	return refuse(
		`is an e-mail address, but 'Receiver ID Type' is ${label}`,
		`Choose ${email.label} as 'Receiver ID Type'.`,
	);
}

function refuse(fault: string, hint: string): Result<never> {
	return problem('receiverId', `'Receiver ID' ${fault}`, hint);
}

function quote(id: string): string {
	return `It is ${JSON.stringify(id.slice(0, 80))}.`;
}
