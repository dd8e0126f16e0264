import { parseJson } from '../parameters/parseJson';
import { isJsonObject, type JsonObject } from '../parameters/readParameter';
import type { ContentFault } from './contentFault';
import { findProduct } from './otherProducts';

/** A content that is looked for in what was pasted. */
export interface Wanted {
	/** With its article: "a card". */
	readonly noun: string;
	readonly msgType: string;
	/** Under which names such a content travels, in bodies of Feishu's APIs and in its files. */
	readonly names: readonly string[];
	/** True of what is meant as one, even with faults. */
	isContent(value: JsonObject): boolean;
	/** True of what is one wherever it stands. */
	isSurely(value: JsonObject): boolean;
	/** What to do in place of it. */
	readonly remedy: string;
}

type Unwrapped =
	| {
			readonly content: JsonObject;
			/** Where it stood, and what was left out beside it: names. */
			readonly path: readonly string[];
			readonly leftOut: readonly string[];
	  }
	| { readonly fault: ContentFault };

/** Bodies stand in one another at most a few times. */
const MAX_WRAPS = 5;

/**
 * The content itself, taken out of the body of a request: `{"msg_type":"interactive","card":{…}}` of a custom bot,
 * `{"receive_id":"…","msg_type":"…","content":"{…}"}` of im/v1, and the like. What else such a body says, such as a signature, is
 * for that other way of sending. Anything that is no such body is refused with the place where the content seems to stand.
 */
export function unwrap(pasted: JsonObject, wanted: Wanted): Unwrapped {
	let body = pasted;
	const path: string[] = [];
	const leftOut: string[] = [];
	for (let wraps = 0; wraps < MAX_WRAPS; wraps++) {
		const otherType = otherTypeOf(body, wanted);
		if (otherType) return { fault: otherType };
		if (wanted.isContent(body)) break;
		const inner = innerOf(body, wanted);
		if (!inner) return { fault: faultOf(body, wanted) };
		path.push(inner.name);
		leftOut.push(...Object.keys(body).filter((name) => name !== inner.name));
		body = inner.content;
	}
	return { content: body, path, leftOut };
}

/** What to tell of a content that was taken out of something else. */
export function notesOnUnwrapped(
	label: string,
	path: readonly string[],
	leftOut: readonly string[],
): string[] {
	return leftOut.length === 0
		? []
		: [
				`Of '${label}' only what stands under ${path.join('.')} was used, not ${leftOut.join(', ')}.`,
			];
}

/** The names of a message's type, by API: im/v1 and custom bots, events, programs. */
function otherTypeOf(body: JsonObject, { msgType, names, noun }: Wanted): ContentFault | undefined {
	const type = body.msg_type ?? body.message_type ?? body.msgType;
	if (typeof type !== 'string' || type === msgType || names.includes(type)) return undefined;
	return {
		at: '',
		what: `is a message of the type ${JSON.stringify(type.slice(0, 40))}, not ${noun}`,
		remedy: "Choose what fits under 'Message Type', and enter only the content there.",
	};
}

/** What stands under one of the names; alone, or beside what only a body of Feishu's has. */
function innerOf(
	body: JsonObject,
	{ names }: Wanted,
): { name: string; content: JsonObject } | undefined {
	if (!Object.keys(body).every((name) => names.includes(name) || BESIDE.has(name)))
		return undefined;
	for (const name of names) {
		const content = objectIn(body[name]);
		if (content) return { name, content };
	}
	return undefined;
}

/** JSON in a string is the usual form of a content. */
function objectIn(value: unknown): JsonObject | undefined {
	if (isJsonObject(value)) return value;
	if (typeof value !== 'string' || !/^\s*[{"`]/.test(value)) return undefined;
	const parsed = parseJson(value);
	return 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined;
}

const BESIDE = new Set([
	...['msg_type', 'message_type', 'msgType', 'content', 'card', 'uuid', 'update_multi', 'root_id'],
	...['timestamp', 'sign', 'receive_id', 'receive_id_type', 'receiver_id', 'receive_type'],
	...['open_ids', 'user_ids', 'union_ids', 'department_ids'],
	...['open_id', 'user_id', 'union_id', 'email', 'chat_id', 'open_chat_id', 'reply_in_thread'],
	// A file of the card builder.
	...['name', 'dsl', 'variables'],
]);

/** Whose body it is, or where in it the content seems to stand, or else what it has. */
function faultOf(body: JsonObject, wanted: Wanted): ContentFault {
	const { noun, remedy } = wanted;
	const product = findProduct(body);
	const place = product && !product.mayCarry ? undefined : placeOf(body, wanted);
	if (place !== undefined)
		return {
			at: '',
			what: `is not ${noun} itself: that stands under ${place}`,
			remedy: `Enter only what stands there, e.g. {{ $json.${place} }}.`,
		};
	const names = Object.keys(body)
		.slice(0, 5)
		.map((name) => name.slice(0, 40));
	return {
		at: '',
		what: `is ${product ? `${product.name}, not ${noun}` : `not ${noun}: it has ${names.join(', ')}`}`,
		remedy: product?.remedy ?? remedy,
	};
}

/** Of a body that is not known, no more than this is searched. */
const MAX_SEARCHED = 200;

/** Where a content stands in something else, e.g. `body.card`: the first one, level by level. */
function placeOf(body: JsonObject, { isSurely }: Wanted): string | undefined {
	const places: Array<{ value: unknown; path: string }> = [{ value: body, path: '' }];
	for (const { value, path } of places) {
		const inside = Array.isArray(value) ? value : objectIn(value);
		if (inside === undefined) continue;
		if (path !== '' && isJsonObject(inside) && isSurely(inside)) return path;
		for (const [name, entry] of Object.entries(inside)) {
			if (places.length >= MAX_SEARCHED) break;
			const isName = /^[a-z_$][\w$]*$/i.test(name);
			const step = Array.isArray(value)
				? `[${name}]`
				: isName
					? `${path === '' ? '' : '.'}${name}`
					: `[${JSON.stringify(name.slice(0, 40))}]`;
			if (path.length + step.length <= MAX_PATH) places.push({ value: entry, path: path + step });
		}
	}
	return undefined;
}

const MAX_PATH = 120;
