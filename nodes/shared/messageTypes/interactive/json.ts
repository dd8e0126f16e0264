import { isJsonObject, readJsonObject } from '../../parameters/readParameter';
import { problem } from '../../result';
import type { MessageInput } from '../messageInput';
import { findCardFault } from './cardLinks';

const LABEL = 'Card JSON';
/** What a new card begins with. */
const EXAMPLE = {
	header: { template: 'blue', title: { tag: 'plain_text', content: 'Reminder' } },
	elements: [{ tag: 'markdown', content: 'Your expense report is due on **Friday**.' }],
};
const USE_1_0 =
	"Helpdesk does not take cards in JSON 2.0 yet. In Feishu's card builder choose the JSON 1.0 format.";

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
			description: 'The card in JSON 1.0. Helpdesk does not take JSON 2.0 yet.',
			hint: 'Design it in <a href="https://open.feishu.cn/cardkit" target="_blank">Feishu\'s card builder</a>, as JSON 1.0. Text from an expression goes in as {{ JSON.stringify($json.text) }}, without quotation marks around it.',
		},
	],
	compile(parameters) {
		const card = readJsonObject(parameters, 'cardJson', LABEL);
		if (!card.ok) return card;
		const { schema, body, elements, type, data } = card.value;
		// Cards by ID are always JSON 2.0: https://open.feishu.cn/document/cardkit-v1/card/create
		if (type === 'card' && isJsonObject(data) && 'card_id' in data) {
			return problem('cardJson', `'${LABEL}' refers to a card by card_id`, USE_1_0);
		}
		if (String(schema) === '2.0' || (body !== undefined && elements === undefined)) {
			return problem('cardJson', `'${LABEL}' is a JSON 2.0 card`, USE_1_0);
		}
		const fault = findCardFault(card.value);
		return fault ? problem('cardJson', `'${LABEL}' ${fault.what}`, fault.remedy) : card;
	},
};
