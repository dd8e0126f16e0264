import { findTextFault } from '../../parameters/linkFault';
import { readEntries } from '../../parameters/readEntries';
import {
	readChoice,
	readRequiredText,
	readText,
	type Parameters,
} from '../../parameters/readParameter';
import { all, andThen, problem, success, type Result } from '../../result';
import { MAX_BYTES, type MessageType } from '../messageType';
import { showMentions, wordsOf } from '../preview';
import { mentionFields, readMentionedId } from './mention';

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
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
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
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Mention',
			default: {},
			description:
				'Who is mentioned with the text. If an expression leaves the text empty, the mentions are sent alone.',
			options: [{ displayName: 'Mention', name: 'mention', values: mentionFields }],
		},
		{
			// n8n cannot make this depend on the mentions: it does not look into a fixedCollection for displayOptions.
			displayName: 'Mentions Position',
			name: 'mentionsPosition',
			type: 'options',
			options: [
				{ name: 'Before the Text', value: 'before' },
				{ name: 'After the Text', value: 'after' },
			],
			default: 'before',
			description: 'Where the mentions stand, if there are any',
		},
	],
	compile(parameters) {
		const mentions = readEntries(
			parameters,
			{ field: 'mentions', label: 'Mentions', entry: 'mention' },
			readMentionedId,
		);
		if (!mentions.ok) return mentions;
		if (mentions.value.length > 0) return compileWithMentions(parameters, mentions.value);
		const message = withoutFault(readRequiredText(parameters, 'text', 'Text'));
		return message.ok ? success({ text: message.value }) : message;
	},
	preview: ({ text }) => showMentions(wordsOf(text)),
};

/** A mention needs no text beside it: the document named above has one alone as an example. */
function compileWithMentions(parameters: Parameters, ids: readonly string[]): Result<object> {
	const tags = ids.map((id) => `<at user_id="${id}"></at>`).join(' ');
	const read = all({
		position: readChoice(parameters, 'mentionsPosition', 'Mentions Position', ['before', 'after']),
		message: withoutFault(readText(parameters, 'text', 'Text')),
	});
	return andThen(read, ({ position, message }) => {
		if (message.trim() === '') return success({ text: tags });
		return success({ text: position === 'before' ? `${tags} ${message}` : `${message} ${tags}` });
	});
}

function withoutFault(message: Result<string>): Result<string> {
	const fault = message.ok ? findTextFault(message.value) : undefined;
	return fault ? problem('text', `'Text' ${fault.what}`, fault.remedy) : message;
}
