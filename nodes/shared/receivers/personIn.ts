import { isJsonObject, type JsonObject } from '../parameters/readParameter';
import type { IdType } from './idType';
import { certainTypes } from './idTypes';

/**
 * What an object says of the person it stands for: the ID of this type, or one that shows its type by itself. Tables and other
 * services give `{ id, name, email }` (Bitable, Airtable), `{ text, type }` (text in Bitable), `{ value: [{ address, name }] }`
 * (Gmail), `{ emailAddress: { address } }` (Outlook), `{ properties: { email } }` (HubSpot), `{ emailAddresses: [{ value }] }` (Google), `{ person: { email } }` (Notion), `{ open_id, user_id }` (Feishu).
 * Undefined where it says nothing of the kind, or two things.
 */
export function personIn(object: JsonObject, idType: IdType | undefined): unknown {
	const filled = Object.entries(object).filter(([, value]) => (value ?? '') !== '');
	const under = (names: readonly string[]) =>
		new Set(filled.filter(([name]) => names.includes(plain(name))).map(([, value]) => value));
	const wanted = idType === undefined ? certainTypes : [idType, ...certainTypes];
	for (const { properties } of wanted) {
		const values = under(properties);
		if (values.size > 0) return values.size === 1 ? [...values][0] : undefined;
		// A user's ID in Bitable is of one of three types; any table's row has an `id`.
		const id = [...under(['id'])][0];
		if (typeof id === 'string' && isCertain(id)) return id;
	}
	for (const name of HOLDERS) {
		const value = filled.find(([other]) => plain(other) === name)?.[1];
		if (Array.isArray(value) || isJsonObject(value)) return value;
	}
	const { text, value = text } = object;
	return filled.every(([name]) =>
		['text', 'value', 'type', 'link', 'label', 'primary'].includes(name),
	)
		? value
		: undefined;
}

/** What such objects stand in. */
const HOLDERS = [
	'value',
	'properties',
	'person',
	'users',
	'user',
	'profile',
	'emailaddress',
	'emailaddresses',
	'emails',
	'phonenumbers',
	'senderid',
	'sender',
	'from',
	'id',
];

function isCertain(id: string): boolean {
	return certainTypes.some((type) => Array.isArray(type.read(id)));
}

/** A name as people write it in different ways: `Email Address`, `email_address`, `emailAddress`. */
function plain(name: string): string {
	return name.toLowerCase().replace(/[\s_-]/g, '');
}
