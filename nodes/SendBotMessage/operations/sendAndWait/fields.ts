import type { INodeProperties } from 'n8n-workflow';

import { headerOptions, titleField } from '../../../shared/messageTypes/interactive/header';
import { markdownFromExpressions } from '../../../shared/messageTypes/interactive/readMarkdown';
import { variantFields } from '../../../shared/parameters/variants';
import { optionsField } from '../../options';
import { responseTypes } from './responseTypes';
import { limitWaitTime } from './waitLimit';

/** Their names are those of n8n's own nodes, where those have them. */
const questionOptions: readonly INodeProperties[] = [
	...headerOptions,
	limitWaitTime,
	{
		...markdownFromExpressions,
		description:
			'Whether to read Markdown also in what expressions give the message. Without this option it is shown as it is: it formats nothing and mentions nobody.',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. Please answer by Friday',
		description: 'Small gray text below the buttons, without formatting',
	},
	{
		displayName: 'Wait When Unclear',
		name: 'waitWhenUnclear',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait for an answer also when it is unclear if the question arrived, e.g. after a timeout. It may never be answered then: limit the wait time.',
	},
];

const LINKS =
	'The buttons open a page on this n8n instance, so the receiver must be able to reach it. Whoever has the link can answer.';

const REVIEW =
	'As a human review step: the model writes what $json, $input, $tool and $fromAI give. Use them in the message, title and note only, where they are shown beside the call itself.';

const notice = { name: 'questionNotice', type: 'notice', default: '' } as const;

export const responseType = {
	displayName: 'Response Type',
	name: 'responseType',
	default: 'approval',
	description: 'How the question is answered',
};

/** Fields of the operation; the outer fields.ts adds that condition. */
export const questionFields: readonly INodeProperties[] = [
	{
		...notice,
		displayName: `${LINKS} The question is asked once, with the values of the first item; to ask for each item, loop over them.`,
		displayOptions: { hide: { '@tool': [true] } },
	},
	// An agent calls a tool with one item.
	{ ...notice, displayName: `${LINKS} ${REVIEW}`, displayOptions: { show: { '@tool': [true] } } },
	titleField,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. **Li Hua** asks for two days off, 8 and 9 October.',
		description:
			'The question. What you type is Markdown, as in the text of a card. What expressions give is shown as it is, unless you add the option Markdown From Expressions.',
	},
	...variantFields(responseType, responseTypes),
	optionsField(questionOptions),
];
