import { isJsonObject, readJsonObject, readRequiredText, readText, type Parameters } from '../readParameter';
import { problem, success, type Result } from '../result';
import { MAX_BYTES, type MessageType } from './messageType';

const JSON_LABEL = 'Card JSON';
const USE_1_0 = "Helpdesk does not take cards in JSON 2.0 yet. In Feishu's card builder choose the JSON 1.0 format.";

/**
 * Cards: JSON 1.0 as it is, or a template of the card builder
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). The endpoint takes no JSON 2.0:
 * https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2
 */
export const interactive: MessageType = {
	msgType: 'interactive',
	label: 'Card',
	description: 'A card with header, text, pictures and buttons',
	maxBytes: MAX_BYTES.interactive,
	fields: [
		{
			displayName: 'Card Input',
			name: 'cardInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'JSON', value: 'json', description: 'The whole card, in JSON 1.0' },
				{ name: 'Template', value: 'template', description: "A template from Feishu's card builder, with its variables" },
			],
			default: 'json',
			description: 'How to enter the card',
		},
		{
			displayName: JSON_LABEL,
			name: 'cardJson',
			type: 'json',
			typeOptions: { rows: 8 },
			displayOptions: { show: { cardInput: ['json'] } },
			required: true,
			default: '{}',
			placeholder: 'e.g. {"header":{"title":{"tag":"plain_text","content":"Reminder"}},"elements":[{"tag":"markdown","content":"Due on **Friday**"}]}',
			description: 'The card in JSON 1.0. Helpdesk does not take JSON 2.0 yet.',
			hint: 'To put text from an expression in here, write {{ JSON.stringify($json.text) }} without quotation marks around it',
		},
		{
			displayName: 'Template ID',
			name: 'cardTemplateId',
			type: 'string',
			displayOptions: { show: { cardInput: ['template'] } },
			required: true,
			default: '',
			placeholder: 'e.g. AAqigYkzabcef',
			description: 'ID of a published template in the card builder that allows this app',
			hint: 'A template built as JSON 2.0 may be refused: Helpdesk takes 1.0 cards only',
		},
		{
			displayName: 'Template Version',
			name: 'cardTemplateVersion',
			type: 'string',
			displayOptions: { show: { cardInput: ['template'] } },
			default: '',
			placeholder: 'e.g. 1.0.0',
			description: 'Leave empty for the latest published version',
		},
		{
			displayName: 'Template Variables',
			name: 'cardTemplateVariables',
			type: 'json',
			typeOptions: { rows: 4 },
			displayOptions: { show: { cardInput: ['template'] } },
			default: '{}',
			placeholder: 'e.g. {"name":"Li Hua","due":"Friday"}',
			description: 'Values for the variables of the template, by name',
			hint: 'With an expression, return an object: {{ { name: $json.name } }}',
		},
	],
	compile(parameters) {
		return parameters.cardInput === 'template' ? compileTemplate(parameters) : compileJson(parameters);
	},
};

function compileJson(parameters: Parameters): Result<object> {
	const card = readJsonObject(parameters, 'cardJson', JSON_LABEL);
	if (!card.ok) return card;
	const { schema, body, elements, type, data } = card.value;
	// Cards by ID are always JSON 2.0: https://open.feishu.cn/document/cardkit-v1/card/create
	if (type === 'card' && isJsonObject(data) && 'card_id' in data) {
		return problem('cardJson', `'${JSON_LABEL}' refers to a card by card_id`, USE_1_0);
	}
	if (String(schema) === '2.0' || (body !== undefined && elements === undefined)) {
		return problem('cardJson', `'${JSON_LABEL}' is a JSON 2.0 card`, USE_1_0);
	}
	return card;
}

function compileTemplate(parameters: Parameters): Result<object> {
	const id = readRequiredText(parameters, 'cardTemplateId', 'Template ID', true);
	if (!id.ok) return id;
	const version = readText(parameters, 'cardTemplateVersion', 'Template Version');
	if (!version.ok) return version;
	const variables = readVariables(parameters);
	if (!variables.ok) return variables;
	const versionName = version.value.trim();
	return success({
		type: 'template',
		data: {
			template_id: id.value,
			...(versionName === '' ? {} : { template_version_name: versionName }),
			...variables.value,
		},
	});
}

function readVariables(parameters: Parameters): Result<object> {
	const typed = parameters.cardTemplateVariables ?? '';
	const isEmpty = typeof typed === 'string' ? /^(\{\s*\})?$/.test(typed.trim()) : isJsonObject(typed) && Object.keys(typed).length === 0;
	if (isEmpty) return success({});
	const variables = readJsonObject(parameters, 'cardTemplateVariables', 'Template Variables');
	return variables.ok ? success({ template_variable: variables.value }) : variables;
}
