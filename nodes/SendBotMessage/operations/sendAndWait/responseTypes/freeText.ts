import { success } from '../../../../shared/result';
import { readLabel, type ResponseType } from './responseType';

export const freeText: ResponseType = {
	value: 'freeText',
	label: 'Free Text',
	description: 'A text, written on the page that the button opens',
	fields: [
		{
			displayName: 'Message Button Label',
			name: 'messageButtonLabel',
			type: 'string',
			default: '',
			placeholder: 'e.g. Respond',
			description:
				'Text on the button that opens the page, at most 100 characters. Left empty: Respond, or 答复 where the question is in Chinese.',
		},
	],
	answersOf(parameters, { respond }) {
		const label = readLabel(parameters, 'messageButtonLabel', 'Message Button Label', respond);
		return label.ok
			? success([
					{ key: 'text', label: label.value, style: 'primary', data: {}, asksForText: true },
				])
			: label;
	},
};
