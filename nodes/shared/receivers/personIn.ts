import { isJsonObject, type JsonObject } from '../parameters/readParameter';
import type { IdType } from './idType';
import { certainTypes, idTypes } from './idTypes';

/**
 * What an object says of the person it stands for: the ID of this type, or one that shows its type by itself. Tables and other
 * services give `{ id, name, email }` (Bitable, Airtable), `{ text, type }` (text in Bitable), `{ value: [{ address, name }] }`
 * (Gmail), `{ emailAddress: { address } }` (Outlook), `{ properties: { email } }` (HubSpot), `{ emailAddresses: [{ value }] }` (Google), `{ person: { email } }` (Notion), `{ open_id, user_id }` (Feishu).
 * Undefined where it says nothing of the kind, or two things.
 */
export function personIn(object: JsonObject, idType: IdType | undefined): unknown {
	const said = new Map<string, Set<unknown>>();
	for (const [name, value] of filledIn(object)) {
		const meant = plain(name);
		if (TELLING.has(meant)) said.set(meant, (said.get(meant) ?? new Set()).add(value));
	}
	const under = (names: readonly string[]) =>
		new Set(names.flatMap((name) => [...(said.get(name) ?? [])]));
	const wanted = idType === undefined ? certainTypes : [idType, ...certainTypes];
	for (const { properties } of wanted) {
		const values = under(properties);
		if (values.size > 0) return values.size === 1 ? [...values][0] : undefined;
		// A user's ID in Bitable is of one of three types; any table's row has an `id`.
		const [id] = under(['id']);
		if (typeof id === 'string' && isCertain(id)) return id;
	}
	for (const name of HOLDERS) {
		const [value] = under([name]);
		if (Array.isArray(value) || isJsonObject(value)) return value;
	}
	const { text, value = text } = object;
	for (const [name] of filledIn(object)) if (!PIECE_OF_TEXT.includes(name)) return undefined;
	return value;
}

/** One after the other: an object may have a hundred thousand. */
function* filledIn(object: JsonObject): Generator<[string, unknown]> {
	for (const name of Object.keys(object)) {
		const value = object[name];
		if ((value ?? '') !== '') yield [name, value];
	}
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

const PIECE_OF_TEXT = ['text', 'value', 'type', 'link', 'label', 'primary'];

/** The plain names that are looked at. */
const TELLING = new Set([...idTypes.flatMap(({ properties }) => properties), ...HOLDERS]);

function isCertain(id: string): boolean {
	return certainTypes.some((type) => Array.isArray(type.read(id)));
}

/** A name as people write it in different ways: `Email Address`, `email_address`, `emailAddress`. */
function plain(name: string): string {
	return name.toLowerCase().replace(/[\s_-]/g, '');
}
