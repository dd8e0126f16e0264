import { success } from '../../../../shared/result';
import { readLabel, type ResponseType } from './responseType';

export const acknowledgement: ResponseType = {
	value: 'acknowledgement',
	label: 'Acknowledgement',
	description: 'One button that says the message was seen',
	fields: [
		{
			displayName: 'Button Label',
			name: 'acknowledgeLabel',
			type: 'string',
			default: 'Got it',
			placeholder: 'e.g. Got it',
			description: 'Text on the button. At most 100 characters.',
		},
	],
	answersOf(parameters) {
		const label = readLabel(parameters, 'acknowledgeLabel', 'Button Label', 'Got it');
		return label.ok
			? success([
					{
						key: 'acknowledge',
						label: label.value,
						style: 'primary',
						data: { acknowledged: true },
					},
				])
			: label;
	},
};
