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
			default: '',
			placeholder: 'e.g. Got it',
			description:
				'Text on the button, at most 100 characters. Left empty: Got it, or 知道了 where the question is in Chinese.',
		},
	],
	answersOf(parameters, { acknowledge }) {
		const label = readLabel(parameters, 'acknowledgeLabel', 'Button Label', acknowledge);
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
