import { readLink } from '../../../parameters/readLink';
import { readText } from '../../../parameters/readParameter';
import { all, andThen, success } from '../../../result';
import type { ElementType } from './elementType';

export const link: ElementType = {
	value: 'link',
	label: 'Link',
	description: 'Words that open an address',
	styled: true,
	alone: false,
	fields: [
		{
			displayName: 'Link Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. Open the report',
			description: 'Leave empty to show the URL itself',
		},
		{
			displayName: 'URL',
			name: 'href',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/report',
			description: 'Complete address that the link opens',
		},
	],
	compile(element) {
		const read = all({
			text: readText(element, 'text', 'Link Text'),
			href: readLink(element, 'href', 'URL'),
		});
		return andThen(read, ({ text, href }) =>
			success([[{ tag: 'a', text: text.trim() === '' ? href : text, href }]]),
		);
	},
};
