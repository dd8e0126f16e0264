import type { Problem } from '../result';
import type { Fields } from './readAccount';

const accountErrors = new WeakMap<Fields, AccountError>();

/**
 * Thrown by the credential when no request can be made in its name. It tells the node that nothing was sent, through
 * `accountErrorOf`: n8n wraps it in a NodeApiError, which has lost its cause in most versions (docs/n8n-notes.md).
 */
export class AccountError extends Error {
	override readonly name = 'FeishuAccountError';

	/**
	 * @param fields the credential, the very object that n8n handed over
	 * @param isTemporary true when the same credential may work later
	 * @param resetMs when that is, if Feishu said so
	 */
	constructor(
		fields: Fields,
		readonly problem: Problem,
		readonly isTemporary: boolean,
		readonly resetMs?: number,
	) {
		super(`${problem.message}. ${problem.hint}`);
		accountErrors.set(fields, this);
	}
}

/** Why no request could be made in the name of the credential that was handed to n8n, if that is so. */
export function accountErrorOf(fields: Fields): AccountError | undefined {
	return accountErrors.get(fields);
}
