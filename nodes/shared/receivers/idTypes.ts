import { email } from './email';
import { quote, type Address, type Fault, type IdType } from './idType';
import { mobile } from './mobile';
import { openId, unionId } from './prefixed';
import { userId } from './userId';

/** Every type, in the order of the modes. Fields and look-up are derived from this list. */
export const idTypes: readonly IdType[] = [email, mobile, openId, unionId, userId];

export const addresses: readonly Address[] = [email, mobile];

export function isAddress(idType: IdType): idType is Address {
	return addresses.some((address) => address === idType);
}

/** Whom a search finds is saved by Open ID. */
export const foundBySearch = openId;

/** Types that an ID shows by itself. A number could be a mobile number or a User ID: it tells nothing. */
export const certainTypes: readonly IdType[] = [openId, unionId, email];

/** What an expression writes for no value, or for an object. */
const NO_VALUE = /^(?:undefined|null|NaN|\[object \w+\])$/;

/** IDs of what is no person. */
const OTHERS = [
	{ prefix: 'oc_', what: 'the ID of a group' },
	{ prefix: 'cli_', what: 'the ID of an app' },
];

/** Feishu would look for a person who does not exist when the ID is of another type. */
export function readIds(entry: string, idType: IdType, modeLabel: string): string[] | Fault {
	const notPerson = findOther(entry);
	if (notPerson) return notPerson;
	const nothing = findNothing(entry);
	if (nothing) return nothing;
	const certain = idTypes.find(({ prefix }) => prefix !== undefined && entry.startsWith(prefix));
	if (certain && certain !== idType) return isOf(certain, modeLabel, entry);
	const read = idType.read(entry);
	if (Array.isArray(read)) return read;
	const likely = [...certainTypes, mobile].find(
		(other) => other !== idType && Array.isArray(other.read(entry)),
	);
	return likely ? isOf(likely, modeLabel, entry) : read;
}

/** Why a text is no value at all. */
export function findNothing(entry: string): Fault | undefined {
	return NO_VALUE.test(entry)
		? {
				what: `is only the text ${entry}`,
				remedy: 'Check that this item has the value, and that the expression picks one value.',
			}
		: undefined;
}

/** The type of an ID that came without a mode. */
export function typeOf(entry: string): IdType | Fault {
	return (
		certainTypes.find((type) => Array.isArray(type.read(entry))) ??
		certainTypes.find(({ prefix }) => prefix !== undefined && entry.startsWith(prefix)) ??
		findOther(entry) ?? {
			what: 'does not say what kind of ID it is',
			remedy: `For a mobile number or a User ID choose the mode, and put the expression into its box. In place of the whole field an expression gives an e-mail address, an Open ID (ou_…) or a Union ID (on_…). ${quote(entry)}`,
		}
	);
}

function findOther(entry: string): Fault | undefined {
	const other = OTHERS.find(({ prefix }) => entry.startsWith(prefix));
	return (
		other && {
			what: `is ${other.what}`,
			remedy: 'Enter the ID of a person: messages go to people only.',
		}
	);
}

function isOf({ noun, label }: IdType, modeLabel: string, entry: string): Fault {
	return {
		what: `is ${noun}, but it is set to ${modeLabel}`,
		remedy: `Choose ${label} instead, or enter what fits. ${quote(entry)}`,
	};
}
