import { readJsonObject } from '../../parameters/readJson';
import { isJsonObject, readName, readText, type Parameters } from '../../parameters/readParameter';
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
			id: readName(parameters, 'cardTemplateId', 'Template ID'),
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

function readVariables(parameters: Parameters): Result<object> {
	const typed = parameters.cardTemplateVariables ?? '';
	const isEmpty =
		typeof typed === 'string'
			? /^(\{\s*\})?$/.test(typed.trim())
			: isJsonObject(typed) && Object.keys(typed).length === 0;
	if (isEmpty) return success({});
	const variables = readJsonObject(parameters, 'cardTemplateVariables', 'Template Variables');
	return andThen(variables, (values) => {
		const outer = OUTER.find((name) => name in values);
		return outer === undefined
			? success({ template_variable: values })
			: problem(
					'cardTemplateVariables',
					`'Template Variables' is more than the variables: it has ${outer}`,
					'Enter only what stands under template_variable, e.g. {"name":"Li Hua"}.',
				);
	});
}

/** What stands around the variables in the JSON of a message. */
const OUTER = ['template_variable', 'template_id', 'msg_type'];
