import { withoutQuotes } from '../parameters/pasted';
import { quote, type IdType } from './idType';

/** A mention in a text carries the ID inside a tag, which would break. Other tools separate IDs by |. */
const BROKEN = /[\s\p{Cc}"'<>|]/u;

/** Companies choose their User IDs themselves: almost any text may be one. */
export const userId: IdType = {
	mode: 'user_id',
	label: 'User ID',
	noun: 'a User ID',
	hint: 'The same in all apps of one company. The app needs the scope contact:user.employee_id:readonly.',
	example: '3e3cf96b',
	wireType: 'user_id',
	properties: ['userid'],
	read(entry) {
		const id = withoutQuotes(entry);
		return id === '' || BROKEN.test(id)
			? {
					what: 'has a character that no ID has',
					remedy: `Enter the ID alone, without spaces, quotation marks, angle brackets or |. Separate several by commas. ${quote(entry)}`,
				}
			: [id];
	},
};
