import { halfWidth } from '../parameters/pasted';
import { idsIn } from './entries';
import { quote, type Fault, type IdType } from './idType';

/** In all samples of the vendor's documents letters and digits follow; _ and - would do no harm. */
export const openId = prefixed('ou_', /^@?(ou_[\w-]+)$/, {
	mode: 'id',
	label: 'By ID',
	noun: 'an Open ID',
	hint: 'The Open ID, which starts with ou_. Each app has its own.',
	example: 'ou_7346484524',
	wireType: 'open_id',
	properties: ['openid'],
});

export const unionId = prefixed('on_', /^@?(on_[\w-]+)$/, {
	mode: 'union_id',
	label: 'Union ID',
	noun: 'a Union ID',
	hint: 'Starts with on_. The same in all apps of one developer.',
	example: 'on_94a1ee5551019f18cd73d9f111898cf2',
	wireType: 'union_id',
	properties: ['unionid'],
});

function prefixed(
	prefix: string,
	form: RegExp,
	type: Omit<IdType, 'prefix' | 'read'>,
): IdType & { prefix: string } {
	const idOf = (word: string): string | undefined => {
		const id = form.exec(word)?.[1];
		return id === undefined || VANISHED.test(id) || TWO.test(id) ? undefined : id;
	};
	const faultOf = (entry: string): Fault => {
		if (VANISHED.test(entry) || entry === prefix)
			return {
				what: `has no value behind ${prefix}`,
				remedy: `Check that this item has the value that the expression puts there. ${quote(entry)}`,
			};
		if (entry.startsWith(prefix))
			return {
				what: 'has a character that no ID has',
				remedy: `Enter the ID alone: ${prefix} and letters or digits. Separate several by commas. ${quote(entry)}`,
			};
		return {
			what: `is not ${type.noun}: that begins with ${prefix}${entry.toLowerCase().startsWith(prefix) ? ' in small letters' : ''}`,
			remedy: `Enter one such as ${type.example}, or choose another mode, e.g. Email. ${quote(entry)}`,
		};
	};
	return {
		...type,
		prefix,
		read: (entry) => idsIn(halfWidth(entry), idOf) ?? faultOf(entry),
	};
}

/** Two that were joined, e.g. by a separator that nobody sees. */
const TWO = /.o[un]_/;

/** What an expression without a value puts behind a prefix. */
const VANISHED = /^o[un]_(?:undefined|null|NaN)$/;
