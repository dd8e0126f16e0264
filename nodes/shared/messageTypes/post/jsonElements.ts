import { findLinkFault } from '../../parameters/linkFault';
import { findMarkdownFault, ofRichText } from '../../parameters/markdownFault';
import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { findIdFault, findMentionFault, IN_RICH_TEXT } from '../../receivers/mentionTags';
import { CHECK_VALUE, kindOf, type ContentFault } from '../contentFault';

type Check = (value: unknown) => Omit<ContentFault, 'at'> | undefined;

const text: Check = (value) =>
	typeof value === 'string'
		? undefined
		: {
				what: value === undefined ? kindOf(value) : `${kindOf(value)}, not text`,
				remedy: CHECK_VALUE,
			};

const filledText: Check = (value) =>
	text(value) ??
	(String(value).trim() === '' ? { what: kindOf(''), remedy: CHECK_VALUE } : undefined);

const personId: Check = (value) => {
	const unwritten = filledText(value);
	if (unwritten)
		return {
			...unwritten,
			remedy:
				'Write the person\'s ID as "user_id":"ou_…". If an expression gives it, check that this item has the value.',
		};
	const fault = findIdFault(String(value));
	return fault === 'noId'
		? {
				what: 'is a name or an address, which mentions nobody',
				remedy:
					"Enter the person's ID, e.g. ou_…. With 'Rich Text Input' set to Builder an element of the type Mention takes the address.",
			}
		: fault;
};

const imageKey: Check = (value) =>
	typeof value === 'string' && /^img_[\w-]+$/.test(value)
		? undefined
		: {
				what: typeof value === 'string' && value !== '' ? 'is not an image key' : kindOf(value),
				remedy:
					"Enter the key of a picture that was uploaded to Feishu; it starts with img_. A file of the item goes out with 'Rich Text Input' set to Builder, as an element of the type Picture.",
			};

const address: Check = (value) => findLinkFault(value);

const markdown: Check = (value) =>
	filledText(value) ??
	findMentionFault(String(value), IN_RICH_TEXT) ??
	findMarkdownFault(String(value), ofRichText);

const list: Check = (value) =>
	value === undefined || Array.isArray(value)
		? undefined
		: { what: `${kindOf(value)}, but must be a list`, remedy: 'Write a list, e.g. ["bold"].' };

interface Tag {
	readonly attributes: Readonly<Record<string, Check>>;
	/** Whether it needs a paragraph of its own. */
	readonly isAlone?: boolean;
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (post) */
const tags: ReadonlyMap<unknown, Tag> = new Map<unknown, Tag>([
	['text', { attributes: { text, style: list } }],
	['a', { attributes: { text: filledText, href: address, style: list } }],
	['at', { attributes: { user_id: personId, style: list } }],
	['img', { attributes: { image_key: imageKey }, isAlone: true }],
	['media', { attributes: { file_key: filledText }, isAlone: true }],
	['emotion', { attributes: { emoji_type: filledText } }],
	['hr', { attributes: {} }],
	['code_block', { attributes: { text } }],
	['md', { attributes: { text: markdown }, isAlone: true }],
]);
const NAMES = [...tags.keys()].join(', ');

/** @param neighbors how many elements the paragraph has */
export function findElementFault(
	element: unknown,
	at: string,
	neighbors: number,
): ContentFault | undefined {
	if (!isJsonObject(element) || typeof element.tag !== 'string')
		return {
			at,
			what: isJsonObject(element)
				? 'has no tag'
				: `${kindOf(element)}, but must be an object with a tag`,
			remedy: 'Write each element as an object with a tag, e.g. {"tag":"text","text":"…"}.',
		};
	const { tag } = element;
	const known = tags.get(tag);
	if (!known)
		return {
			at,
			what: `has the tag ${JSON.stringify(tag.slice(0, 40))}, which no rich text has`,
			remedy: `Use one of the tags ${NAMES}. Buttons and columns need a message of the type Card.`,
		};
	if (known.isAlone && neighbors > 1)
		return {
			at,
			what: `has the tag "${tag}", which must be alone in its paragraph`,
			remedy: 'Put it into square brackets of its own, before or behind this paragraph.',
		};
	writeOutText(element, 'text');
	for (const [name, check] of Object.entries(known.attributes)) {
		const fault = check(element[name]);
		if (fault) return { ...fault, at: `${at}.${name}` };
	}
	return undefined;
}

/** A number, true and false become text, as an expression often gives them. Changes the object itself. */
export function writeOutText(holder: JsonObject, name: string): void {
	const value = holder[name];
	if (typeof value === 'number' || typeof value === 'boolean')
		Object.assign(holder, { [name]: String(value) });
}

export function isBlankElement(element: unknown): boolean {
	const { tag, text: words } = element as JsonObject;
	return tag === 'text' && String(words ?? '').trim() === '';
}
