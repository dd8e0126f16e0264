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
			default: 'Respond',
			placeholder: 'e.g. Respond',
			description: 'Text on the button that opens the page. At most 100 characters.',
		},
	],
	answersOf(parameters) {
		const label = readLabel(parameters, 'messageButtonLabel', 'Message Button Label', 'Respond');
		return label.ok
			? success([
					{ key: 'text', label: label.value, style: 'primary', data: {}, asksForText: true },
				])
			: label;
	},
};
