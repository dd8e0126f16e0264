import type { INodeProperties } from 'n8n-workflow';

import { optionsOf, readChoice, readText, type Parameters } from '../../parameters/readParameter';
import { all, inField, problem, success, type Result } from '../../result';

const colors = [
	{ name: 'Blue', value: 'blue' },
	{ name: 'Carmine', value: 'carmine' },
	{ name: 'Green', value: 'green', description: 'Feishu suggests it for what is done' },
	{ name: 'Grey', value: 'grey', description: 'Feishu suggests it for what is no longer valid' },
	{ name: 'Indigo', value: 'indigo' },
	{ name: 'None', value: 'default' },
	{ name: 'Orange', value: 'orange', description: 'Feishu suggests it for warnings' },
	{ name: 'Purple', value: 'purple' },
	{ name: 'Red', value: 'red', description: 'Feishu suggests it for what went wrong' },
	{ name: 'Turquoise', value: 'turquoise' },
	{ name: 'Violet', value: 'violet' },
	{ name: 'Wathet', value: 'wathet', description: 'Light blue' },
	{ name: 'Yellow', value: 'yellow' },
];

export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'cardTitle',
	type: 'string',
	default: '',
	placeholder: 'e.g. Expense report due',
	description:
		'The headline of the card, in a colored bar. Without a title the card has no bar. Feishu shows at most four lines.',
};

export const headerOptions: readonly INodeProperties[] = [
	{
		displayName: 'Subtitle',
		name: 'cardSubtitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. October 2026',
		description: 'A smaller line below the title. It needs a title.',
	},
	{
		displayName: 'Title Color',
		name: 'cardColor',
		type: 'options',
		options: colors,
		default: 'blue',
		description: 'Color of the bar behind the title. It needs a title.',
	},
];

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/title */
export function compileHeader(parameters: Parameters): Result<{ header?: object }> {
	const options = optionsOf(parameters);
	const read = all({
		title: readText(parameters, 'cardTitle', 'Title'),
		subtitle: inField(readText(options, 'cardSubtitle', 'Subtitle'), 'options'),
		template: inField(readColor(options), 'options'),
	});
	if (!read.ok) return read;
	const { title, subtitle, template } = read.value;
	const hasSubtitle = subtitle.trim() !== '';
	if (title.trim() === '') {
		if (!hasSubtitle) return success({});
		return problem(
			'cardTitle',
			"'Title' is empty, but 'Subtitle' is not",
			'Fill in the title: Feishu does not allow a subtitle alone. If an expression fills it, check that this item has the value.',
		);
	}
	return success({
		header: {
			template,
			title: { tag: 'plain_text', content: title },
			...(hasSubtitle ? { subtitle: { tag: 'plain_text', content: subtitle } } : {}),
		},
	});
}

function readColor({ cardColor = 'blue' }: Parameters): Result<string> {
	return readChoice({ cardColor }, 'cardColor', 'Title Color', colors);
}
