import type { INodeProperties } from 'n8n-workflow';

import { readChoice, type Parameters } from '../parameters/readParameter';
import { problem, success, type Result } from '../result';
import { personLocator } from './personLocator';
import { readPeople, type Person } from './readPeople';

/** Who is mentioned; the same fields in a text, a rich text and a card. */
export const mentionFields: INodeProperties[] = [
	{
		displayName: 'Who',
		name: 'who',
		type: 'options',
		options: [
			{ name: 'Person', value: 'person' },
			{
				name: 'The Receiver',
				value: 'receiver',
				description: 'Whoever gets the message; with several receivers, each sees their own name',
			},
			{ name: 'Everyone', value: 'everyone', description: 'The group has to allow @all' },
		],
		default: 'person',
		description: 'Whom to mention. Everyone works only in a group that allows @all.',
	},
	personLocator({
		displayName: 'Person',
		name: 'person',
		displayOptions: { show: { who: ['person'] } },
		description:
			'The person to mention. Several are separated by commas or line breaks, or come as a list from an expression.',
	}),
];

/**
 * Stands in a compiled message for the `user_id` of a mention: an ID of any of the three types
 * (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json). Whose it is, is known once addresses are
 * looked up, and who the receiver is.
 */
export class MentionedPerson {
	/** @param person undefined: the receiver of the message */
	constructor(readonly person: Person | undefined) {}
}

/** More do not fit into a message. */
const MAX_MENTIONED = 5000;

/** The `user_id` of each mention in an entry: a person, or `all` for everyone. */
export function readMentioned(mention: Parameters): Result<Array<MentionedPerson | 'all'>> {
	const who = readChoice(mention, 'who', 'Who', ['person', 'receiver', 'everyone']);
	if (!who.ok) return who;
	if (who.value === 'everyone') return success(['all']);
	if (who.value === 'receiver') return success([new MentionedPerson(undefined)]);
	const people = readPeople(mention, 'person', 'Person', MAX_MENTIONED);
	if (!people.ok) return people;
	if (people.value.some(({ id }) => id === 'all')) {
		return problem(
			'person',
			"'Person' is all, which mentions everyone",
			"Choose Everyone as 'Who' if you mean it, or enter the ID of one person.",
		);
	}
	return success(people.value.map((person) => new MentionedPerson(person)));
}
