import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { kindOf, CHECK_VALUE, type ContentFault } from '../contentFault';
import { components, type Need } from './components';

/** A value, what must stand in its place, and where that is. */
interface Place {
	readonly value: unknown;
	readonly need: Need;
	readonly at: string;
}

type Found = { readonly fault: ContentFault } | { readonly inside: readonly Place[] };

const nothingInside: Found = { inside: [] };

/**
 * The first thing that makes Feishu refuse a card in JSON 1.0, or leave it blank: a part that is missing or of another type, or
 * that stands where it cannot. Attributes that the documents do not name are let through, as Feishu ignores them:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-breaking-changes-release-notes.
 * A loop, so that deep nesting cannot exhaust the stack.
 */
export function findShapeFault(card: JsonObject): ContentFault | undefined {
	const places: Place[] = [{ value: card, need: 'card', at: '' }];
	for (let place = places.pop(); place !== undefined; place = places.pop()) {
		const found = needs[place.need](place.value, place.at);
		if ('fault' in found) return found.fault;
		places.push(...[...found.inside].reverse());
	}
	return undefined;
}

const fault = (at: string, what: string, remedy: string): Found => ({
	fault: { at, what, remedy },
});

const IN_STRING = 'If it is JSON in a string, put JSON.parse(…) around it in the expression.';

function remedyFor(value: unknown): string {
	return typeof value === 'string' && value !== '' ? IN_STRING : CHECK_VALUE;
}

/** The parts of an object that have to be there, and those that only have to be right. */
function partsOf(
	value: JsonObject,
	at: string,
	must: Readonly<Record<string, Need>>,
	may: Readonly<Record<string, Need>> = {},
): Place[] {
	const place = (name: string, need: Need): Place => ({
		value: value[name],
		need,
		at: at === '' ? name : `${at}.${name}`,
	});
	return [
		...Object.entries(must).map(([name, need]) => place(name, need)),
		...Object.entries(may).flatMap(([name, need]) =>
			value[name] === undefined ? [] : [place(name, need)],
		),
	];
}

const listOf =
	(need: Need) =>
	(value: unknown, at: string): Found =>
		Array.isArray(value)
			? {
					inside: value.map((entry: unknown, index) => ({
						value: entry,
						need,
						at: `${at}[${index}]`,
					})),
				}
			: fault(
					at,
					`${kindOf(value)}, but must be a list`,
					typeof value === 'string' && value !== ''
						? IN_STRING
						: 'Write a list in square brackets: [{"tag":"markdown","content":"…"}].',
				);

const component =
	(isMisplaced: (tag: string) => string | undefined) =>
	(value: unknown, at: string): Found => {
		if (Array.isArray(value))
			return fault(
				at,
				'is a list, but must be an object with a tag',
				'Enter the card as it was built. What Feishu gives back of a card that was sent has another form and cannot be sent.',
			);
		if (!isJsonObject(value) || typeof value.tag !== 'string')
			return fault(
				at,
				isJsonObject(value) ? 'has no tag' : `${kindOf(value)}, but must be an object with a tag`,
				'Write each part of a card as {"tag":"markdown","content":"…"}.',
			);
		const { tag } = value;
		const known = components.get(tag);
		const remedy = known ? isMisplaced(tag) : remedyForUnknown(tag);
		if (remedy !== undefined)
			return fault(
				at,
				`has the tag ${JSON.stringify(tag.slice(0, 40))}, which ${known ? 'cannot stand there' : 'no card in JSON 1.0 has'}`,
				remedy,
			);
		const { must = {}, may = {}, oneOf } = known ?? {};
		if (oneOf?.every((name) => (value[name] ?? undefined) === undefined))
			return fault(at, `has neither ${oneOf.join(' nor ')}`, CHECK_VALUE);
		// Programs in Go write null for what is not there.
		const written = Object.entries(may).filter(([name]) => value[name] !== null);
		return { inside: partsOf(value, at, must, Object.fromEntries(written)) };
	};

function remedyForUnknown(tag: string): string {
	return ['text', 'a', 'at', 'md', 'code_block', 'plain_text', 'lark_md'].includes(tag)
		? 'In a card text is {"tag":"markdown","content":"…"}; the tags of a rich text do not fit.'
		: "Use a component of Feishu's card builder, such as markdown, div, hr, img, note or action.";
}

/** By its document a button at the root of a card in JSON 1.0 has to stand inside an action. */
const atRoot = (tag: string) =>
	components.get(tag)?.isInteractive
		? `Put it into an action: {"tag":"action","actions":[{"tag":${JSON.stringify(tag)},…}]}.`
		: tag === 'column'
			? 'Put it into a column_set: {"tag":"column_set","columns":[…]}.'
			: undefined;

const needs: Readonly<Record<Need, (value: unknown, at: string) => Found>> = {
	card(value, at) {
		const card = value as JsonObject;
		return {
			inside: partsOf(
				card,
				at,
				{},
				{
					header: 'header',
					elements: 'elements',
					i18n_elements: 'languages',
					config: 'object',
					card_link: 'object',
				},
			),
		};
	},
	header: (value, at) =>
		isJsonObject(value)
			? { inside: partsOf(value, at, {}, { title: 'text', subtitle: 'text' }) }
			: fault(
					at,
					`${kindOf(value)}, but must be an object`,
					'Write {"title":{"tag":"plain_text","content":"…"}}.',
				),
	languages: (value, at) =>
		isJsonObject(value)
			? {
					inside: Object.entries(value).map(([name, elements]) => ({
						value: elements,
						need: 'elements',
						at: `${at}.${name}`,
					})),
				}
			: fault(at, `${kindOf(value)}, but must be an object`, 'Write {"zh_cn":[…],"en_us":[…]}.'),
	elements: listOf('rootComponent'),
	inner: listOf('component'),
	rootComponent: component(atRoot),
	component: component((tag) => (tag === 'column' ? atRoot(tag) : undefined)),
	columns: listOf('column'),
	column: component((tag) =>
		tag === 'column' ? undefined : 'Put it into a column: {"tag":"column","elements":[…]}.',
	),
	actions: listOf('component'),
	/** A part of a note is a text or a picture. */
	notes: listOf('note'),
	note: (value, at) =>
		isJsonObject(value) && value.tag === 'img'
			? needs.component(value, at)
			: isJsonObject(value) && String(value.tag).endsWith('_icon')
				? nothingInside
				: needs.text(value, at),
	fields: listOf('field'),
	field: (value, at) =>
		isJsonObject(value)
			? { inside: partsOf(value, at, { text: 'text' }) }
			: fault(
					at,
					`${kindOf(value)}, but must be an object`,
					'Write {"is_short":true,"text":{"tag":"lark_md","content":"…"}}.',
				),
	text(value, at) {
		if (!isJsonObject(value))
			return fault(
				at,
				`${kindOf(value)}, but must be an object`,
				`Write {"tag":"plain_text","content":${typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : '"…"'}}.`,
			);
		const { tag, content, i18n } = value;
		if (tag !== 'plain_text' && tag !== 'lark_md')
			return fault(
				`${at}.tag`,
				tag === undefined ? 'is missing' : 'is neither plain_text nor lark_md',
				'Write "tag":"plain_text", or "tag":"lark_md" for Markdown.',
			);
		if (typeof content === 'string' || isJsonObject(i18n) || isJsonObject(value.i18n_content))
			return nothingInside;
		return fault(
			`${at}.content`,
			content === undefined ? 'is missing' : `${kindOf(content)}, not text`,
			'text' in value ? 'Put the text under "content", not under "text".' : CHECK_VALUE,
		);
	},
	words: (value, at) =>
		typeof value === 'string' && value.trim() !== ''
			? nothingInside
			: fault(
					at,
					typeof value === 'string'
						? 'is empty'
						: `${kindOf(value)}${value === undefined ? '' : ', not text'}`,
					CHECK_VALUE,
				),
	imageKey: (value, at) =>
		typeof value === 'string' && /^img_[\w-]+$/.test(value)
			? nothingInside
			: fault(
					at,
					typeof value === 'string' && value !== '' ? 'is not an image key' : kindOf(value),
					"Enter the key of a picture that was uploaded to Feishu; it starts with img_. A file of the item goes out with 'Card Input' set to Builder, as a block of the type Picture.",
				),
	list: (value, at) =>
		Array.isArray(value)
			? nothingInside
			: fault(at, `${kindOf(value)}, but must be a list`, remedyFor(value)),
	object: (value, at) =>
		isJsonObject(value)
			? nothingInside
			: fault(at, `${kindOf(value)}, but must be an object`, remedyFor(value)),
};
