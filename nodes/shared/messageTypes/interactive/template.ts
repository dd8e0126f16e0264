import { readJsonObject } from '../../parameters/readJson';
import { isJsonObject, readName, readText, type Parameters } from '../../parameters/readParameter';
import { notesOn, withoutInvisible, withoutQuotes } from '../../parameters/pasted';
import { all, andThen, problem, success, type Result } from '../../result';
import type { MessageInput } from '../messageInput';

export const template: MessageInput = {
	value: 'template',
	label: 'Template',
	description: "A template from Feishu's card builder, with its variables",
	fields: [
		{
			displayName: 'Template ID',
			name: 'cardTemplateId',
			type: 'string',
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
			default: '',
			placeholder: 'e.g. 1.0.0',
			description: 'Leave empty for the latest published version',
		},
		{
			displayName: 'Template Variables',
			name: 'cardTemplateVariables',
			type: 'json',
			typeOptions: { rows: 4 },
			default: '{}',
			placeholder: 'e.g. {"name":"Li Hua","due":"Friday"}',
			description: 'Values for the variables of the template, by name',
			hint: 'With an expression, return an object: {{ { name: $json.name } }}',
		},
	],
	compile(parameters) {
		const read = all({
			id: readTemplateId(parameters),
			version: readText(parameters, 'cardTemplateVersion', 'Template Version'),
			variables: readVariables(parameters),
		});
		return andThen(read, ({ id, version, variables }) => {
			const versionName = version.trim();
			return success({
				type: 'template',
				data: {
					template_id: id,
					...(versionName === '' ? {} : { template_version_name: versionName }),
					...variables,
				},
			});
		});
	},
};

/** An ID alone, or in the address of the card builder: `https://open.feishu.cn/cardkit/editor?cardId=AAq…` */
function readTemplateId(parameters: Parameters): Result<string> {
	return andThen(readName(parameters, 'cardTemplateId', 'Template ID'), (text) => {
		const pasted = withoutQuotes(withoutInvisible(text));
		const id =
			/^https?:.*[?&](?:cardId|templateId|template_id)=([\w-]+)/i.exec(pasted)?.[1] ?? pasted;
		return /^[\w-]+$/.test(id)
			? success(id, notesOn(text, id))
			: problem(
					'cardTemplateId',
					"'Template ID' has a character that no ID has",
					`Copy the ID from the card builder, such as AAqigYkzabcef. It is ${JSON.stringify(text.slice(0, 80))}.`,
				);
	});
}

/** The parts of a template, which are fields of their own here. */
const OF_TEMPLATE = ['template_variable', 'template_id', 'template_version_name'];

function readVariables(parameters: Parameters): Result<object> {
	const typed = parameters.cardTemplateVariables ?? '';
	const isEmpty =
		typeof typed === 'string'
			? /^(\{\s*\})?$/.test(typed.trim())
			: isJsonObject(typed) && Object.keys(typed).length === 0;
	if (isEmpty) return success({});
	const variables = readJsonObject(parameters, 'cardTemplateVariables', 'Template Variables');
	return andThen(variables, (value) => {
		const data = isJsonObject(value.data) ? value.data : {};
		const part = OF_TEMPLATE.find(
			(name) => name in value || (value.type === 'template' && name in data),
		);
		return part === undefined
			? success({ template_variable: value })
			: problem(
					'cardTemplateVariables',
					`'Template Variables' holds a whole template, with ${part} in it`,
					'Enter only the object behind template_variable, such as {"name":"Li Hua"}. Template ID and version have fields of their own.',
				);
	});
}
