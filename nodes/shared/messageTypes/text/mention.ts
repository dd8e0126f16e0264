import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readName, type Parameters } from '../../parameters/readParameter';
import { problem, success, type Result } from '../../result';

/** Who is mentioned; the same fields in a text and in a rich text. */
export const mentionFields: INodeProperties[] = [
	{
		displayName: 'Who',
		name: 'who',
		type: 'options',
		options: [
			{ name: 'Person', value: 'person' },
			{ name: 'Everyone', value: 'everyone', description: 'The group has to allow @all' },
		],
		default: 'person',
		description: 'Whom to mention. Everyone works only in a group that allows @all.',
	},
	{
		displayName: 'Person ID',
		name: 'userId',
		type: 'string',
		displayOptions: { show: { who: ['person'] } },
		required: true,
		default: '',
		placeholder: 'e.g. ou_7346484524',
		description: 'Open ID, Union ID or User ID of the person',
	},
];

/**
 * The `user_id` of a mention: an ID of any of the three types, or `all` for everyone
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json).
 */
export function readMentionedId(mention: Parameters): Result<string> {
	const who = readChoice(mention, 'who', 'Who', ['person', 'everyone']);
	if (!who.ok) return who;
	if (who.value === 'everyone') return success('all');
	const id = readName(mention, 'userId', 'Person ID');
	if (!id.ok) return id;
	// A text carries the ID inside a tag, which such a character would break.
	if (/[\s\p{Cc}"'<>]/u.test(id.value)) {
		return problem(
			'userId',
			"'Person ID' has a character that no ID has",
			'Enter the ID alone, without spaces, quotation marks or angle brackets, e.g. ou_7346484524. For several people add several mentions.',
		);
	}
	if (id.value === 'all') {
		return problem(
			'userId',
			"'Person ID' is all, which mentions everyone",
			"Choose Everyone as 'Who' if you mean it, or enter the ID of one person.",
		);
	}
	return id;
}
