import { createHash } from 'node:crypto';

/** An ID like Feishu's, always the same for the same text: a number too large for JavaScript, in a string. */
export function numericId(text: string): string {
	return String(BigInt(`0x6${createHash('sha1').update(text).digest('hex').slice(0, 15)}`));
}
