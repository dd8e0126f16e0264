import { findLinkFault } from '../../../parameters/linkFault';
import { readRequiredText, readText } from '../../../parameters/readParameter';
import { problem, success } from '../../../result';
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
		const label = readText(element, 'text', 'Link Text');
		if (!label.ok) return label;
		const href = readRequiredText(element, 'href', 'URL', true);
		if (!href.ok) return href;
		const fault = findLinkFault(href.value);
		if (fault) return problem('href', `'URL' ${fault.what}`, fault.remedy);
		return success([[{ tag: 'a', text: label.value.trim() === '' ? href.value : label.value, href: href.value }]]);
	},
};
