import { halfWidth } from '../parameters/pasted';
import { idsIn } from './entries';
import { quote, type Address } from './idType';

const EMAIL =
	/^[^\s@"<>()[\]{}:;,\\|/.'][^\s@"<>()[\]{}:;,\\|]*@(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+$/u;
/** In front of an address in links, in the directory of Exchange, in forms. */
const LABEL = /(?:mailto|smtp|e-?mail|邮箱|邮件) ?: ?/gi;

export const email: Address = {
	mode: 'email',
	label: 'Email',
	noun: 'an e-mail address',
	hint: 'Looked up in the contacts (scope contact:user.id:readonly)',
	example: 'li.hua@example.com',
	wireType: 'open_id',
	properties: ['email', 'mail', 'emailaddress', 'address', 'userprincipalname', '邮箱'],
	notFoundBecause:
		'Feishu business mailboxes cannot be looked up: try Mobile, or By ID with an Open ID.',
	read(entry) {
		const text = halfWidth(entry).replace(LABEL, ' ');
		return (
			idsIn(text, addressOf) ?? {
				what: 'is not an e-mail address',
				remedy: `Enter addresses alone or as Li Hua <li.hua@example.com>, separated by commas. A name with a comma needs quotation marks. ${quote(entry)}`,
			}
		);
	},
};

/** The address that a word is; without the subject of a mailto:, and the full stop of a sentence. */
function addressOf(word: string): string | undefined {
	const [start = ''] = word.split('?');
	const address = withoutStop(start.split('@').length === 2 ? start.replaceAll('。', '.') : start);
	return EMAIL.test(address) ? address : undefined;
}

function withoutStop(text: string): string {
	return /[.:!]$/.test(text) ? text.slice(0, -1) : text;
}
