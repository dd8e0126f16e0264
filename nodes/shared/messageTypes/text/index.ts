import type { INodeProperties } from 'n8n-workflow';

import { itemTitle } from '../../parameters/itemTitle';
import { findTextFault } from '../../parameters/markdownFault';
import { readEntries } from '../../parameters/readEntries';
import {
	readChoice,
	readRequiredText,
	readText,
	type Parameters,
} from '../../parameters/readParameter';
import { checkMentions, IN_TEXT } from '../../receivers/mentionTags';
import { mentionFields, readMentioned, type MentionedPerson } from '../../receivers/mention';
import { all, andThen, problem, success, type Result } from '../../result';
import { inOneLine } from '../contentJson';
import { MAX_BYTES, type MessageType } from '../messageType';
import { showMentions, wordsOf } from '../preview';
import { isBody } from './bodyFault';

const positions = [
	{ name: 'Before the Text', value: 'before' },
	{ name: 'After the Text', value: 'after' },
] as const;

const positionField: INodeProperties = {
	displayName: 'Position',
	name: 'position',
	type: 'options',
	options: [...positions],
	default: 'before',
	description: 'Where the mention stands',
};

function readPosition(mention: Parameters) {
	return readChoice(mention, 'position', 'Position', positions);
}

/**
 * `{"text": "..."}`, https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 *
 * Of a text Feishu reads <b> <i> <u> <s>, <at> and [title](link); a style tag without its match makes it show the whole
 * text as typed. That document has no way to write `<` or `&` differently in a text, so the text goes out unchanged:
 * an entity such as &lt; might be shown as it is.
 */
export const text: MessageType = {
	value: 'text',
	label: 'Text',
	description: 'Plain text with line breaks, mentions and links',
	maxBytes: MAX_BYTES.text,
	fitsTicket: true,
	mentionParameter: 'mentions',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Your expense report is due on Friday.',
			description:
				'The message, sent as typed. You can write &lt;b&gt;bold&lt;/b&gt; and [title](https://…). Close every tag, or Feishu shows them all as typed. Feishu reads tags and links in text from expressions, too. Helpdesk may not show styles and links.',
		},
		{
			displayName: 'Mentions',
			name: 'mentions',
			type: 'fixedCollection',
			typeOptions: {
				multipleValues: true,
				sortable: true,
				fixedCollection: { itemTitle: itemTitle('who') },
			},
			placeholder: 'Add Mention',
			default: {},
			description:
				'Who is mentioned with the text. If an expression leaves the text empty, the mentions are sent alone. Expressions fill the fields of a mention, not the list: n8n drops an expression in its place.',
			options: [
				{ displayName: 'Mention', name: 'mention', values: [...mentionFields, positionField] },
			],
		},
	],
	compile(parameters) {
		const mentions = readEntries(
			parameters,
			{ field: 'mentions', label: 'Mentions', entry: 'mention' },
			(mention) => all({ position: readPosition(mention), mentioned: readMentioned(mention) }),
		);
		return andThen(mentions, (entries) =>
			entries.length > 0
				? compileWithMentions(parameters, entries)
				: andThen(withoutFault(readRequiredText(parameters, 'text', 'Text')), (message) =>
						success({ text: message }),
					),
		);
	},
	preview: ({ text }) => showMentions(wordsOf(text)),
};

interface Mention {
	readonly position: 'before' | 'after';
	readonly mentioned: ReadonlyArray<MentionedPerson | 'all'>;
}

/** A mention needs no text beside it: the document named above has one alone as an example. */
function compileWithMentions(parameters: Parameters, mentions: readonly Mention[]): Result<object> {
	const tagsAt = (where: Mention['position']) =>
		mentions
			.filter(({ position }) => position === where)
			.flatMap(({ mentioned }) => mentioned)
			.map((userId) => ['<at user_id="', userId, '"></at>']);
	return andThen(withoutFault(readText(parameters, 'text', 'Text')), (message) => {
		const words = message.trim() === '' ? [] : [[message]];
		return success({ text: inOneLine([...tagsAt('before'), ...words, ...tagsAt('after')]) });
	});
}

function withoutFault(message: Result<string>): Result<string> {
	if (!message.ok) return message;
	if (isBody(message.value))
		return problem(
			'text',
			"'Text' is the JSON of a whole message",
			'Enter only the words that people shall read. To show them JSON itself, put a word in front of it.',
		);
	const fault = findTextFault(message.value);
	return fault
		? problem('text', `'Text' ${fault.what}`, fault.remedy)
		: checkMentions(message.value, IN_TEXT, 'text', 'Text');
}
