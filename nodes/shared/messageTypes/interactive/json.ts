import { readJsonObject } from '../../parameters/readJson';
import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { andThen, asRecord, success } from '../../result';
import { refuse, type ContentFault } from '../contentFault';
import type { MessageInput } from '../messageInput';
import { notesOnUnwrapped, unwrap, type Wanted } from '../unwrap';
import { findCardLinkFault } from './cardLinks';
import { findShapeFault } from './cardShape';
import { findTemplateFault } from './templateShape';
import { writeOutContent } from './writeOutContent';

const LABEL = 'Card JSON';
/** What a new card begins with. */
const EXAMPLE = {
	header: { template: 'blue', title: { tag: 'plain_text', content: 'Reminder' } },
	elements: [{ tag: 'markdown', content: 'Your expense report is due on **Friday**.' }],
};
const USE_1_0 =
	"In Feishu's card builder choose the JSON 1.0 format: Helpdesk does not take JSON 2.0 yet.";

/** The forms of a card: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (interactive) */
const card: Wanted = {
	noun: 'a card of Feishu',
	msgType: 'interactive',
	names: ['card', 'content', 'dsl'],
	// An event of Feishu's has a schema and a header, too, and an item of a Webhook node a body.
	isContent: (value) =>
		!('event' in value) &&
		(['elements', 'i18n_elements', 'header', 'schema'].some((name) => name in value) ||
			(isJsonObject(value.body) && 'elements' in value.body && !('headers' in value)) ||
			value.type === 'template' ||
			(value.type === 'card' && isJsonObject(value.data))),
	isSurely: (value) =>
		Array.isArray(value.elements) ||
		isJsonObject(value.i18n_elements) ||
		(isJsonObject(value.body) && Array.isArray(value.body.elements)) ||
		(value.type === 'template' && isJsonObject(value.data)),
	remedy:
		"Set 'Card Input' to Builder and fill its fields with expressions, or design a card in Feishu's card builder.",
};

export const json: MessageInput = {
	value: 'json',
	label: 'JSON',
	description: 'The whole card, in JSON 1.0',
	fields: [
		{
			displayName: LABEL,
			name: 'cardJson',
			type: 'json',
			typeOptions: { rows: 8 },
			required: true,
			default: JSON.stringify(EXAMPLE, undefined, 2),
			description:
				'The card in JSON 1.0. Helpdesk does not take JSON 2.0 yet. The body of a custom bot or of im/v1 or a file of the card builder will do: only the card in it is used.',
			hint: 'Design it in <a href="https://open.feishu.cn/cardkit" target="_blank">Feishu\'s card builder</a>, as JSON 1.0. Text from an expression goes in as {{ JSON.stringify($json.text) }}, without quotation marks around it.',
		},
	],
	compile: (parameters) =>
		andThen(readJsonObject(parameters, 'cardJson', LABEL, remedyForList), (pasted) => {
			const unwrapped = unwrap(pasted, card);
			if ('fault' in unwrapped) return refuse('cardJson', LABEL, unwrapped.fault);
			const { content, path, leftOut } = unwrapped;
			if (content.type !== 'template') writeOutContent(content);
			const fault = findVersionFault(content) ?? findVariableFault(pasted) ?? findFault(content);
			return fault
				? refuse('cardJson', LABEL, fault)
				: success(withElements(content), notesOnUnwrapped(LABEL, path, leftOut));
		}),
};

function remedyForList([first]: readonly unknown[]): string | undefined {
	return isJsonObject(first) && typeof first.tag === 'string'
		? 'Put {"elements": in front of the list and } behind it: these are the elements of a card.'
		: undefined;
}

function findVersionFault({
	schema,
	body,
	elements,
	type,
	data,
}: JsonObject): ContentFault | undefined {
	// Cards by ID are always JSON 2.0: https://open.feishu.cn/document/cardkit-v1/card/create
	if (type === 'card' && 'card_id' in asRecord(data))
		return { at: '', what: 'refers to a card by card_id', remedy: USE_1_0 };
	return /^2(?:\.0)?$/.test(String(schema)) || (body !== undefined && elements === undefined)
		? { at: '', what: 'is a JSON 2.0 card', remedy: USE_1_0 }
		: undefined;
}

/** A file of the card builder names the variables of its card, which only a template fills. */
function findVariableFault({ dsl, variables }: JsonObject): ContentFault | undefined {
	const [first] = Array.isArray(variables) ? (variables as unknown[]) : [];
	const { name } = asRecord(first);
	return dsl === undefined || first === undefined
		? undefined
		: {
				at: '',
				what: `has variables${typeof name === 'string' ? `, such as ${name.slice(0, 40)}` : ''}`,
				remedy:
					"Set 'Card Input' to Template: only a published template gets values for its variables.",
			};
}

function findFault(content: JsonObject): ContentFault | undefined {
	if (content.type === 'template') return findTemplateFault(content);
	return findShapeFault(content) ?? findCardLinkFault(content) ?? findBlank(content);
}

/** A card of a title alone has an empty list, as in the builder: without one it is reported to be refused (200621). */
function withElements(content: JsonObject): JsonObject {
	const isWhole =
		content.type === 'template' || 'elements' in content || 'i18n_elements' in content;
	return isWhole ? content : { ...content, elements: [] };
}

/** Reported to be refused as a card that cannot be parsed (200621), or to arrive blank: https://github.com/openclaw/openclaw/issues/54934 */
function findBlank({
	header,
	elements,
	i18n_elements: languages,
}: JsonObject): ContentFault | undefined {
	const lists = [elements, ...Object.values(asRecord(languages))];
	const isFilled = lists.some((list) => Array.isArray(list) && list.length > 0);
	return isFilled || isJsonObject(asRecord(header).title)
		? undefined
		: {
				at: '',
				what: 'is a blank card: it has no title and no elements',
				remedy:
					'Put something into "elements", e.g. [{"tag":"markdown","content":"Due on Friday"}].',
			};
}
