import type { Account } from '../feishu/account';
import { sha256 } from '../sha256';
import type { Fields } from './readAccount';

/**
 * SHA-256 of server, app and secret: tells whether a stored token still belongs to the credential.
 * n8n keeps the stored token when someone edits the App ID, the secret or the region.
 */
export async function fingerprint(account: Account): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify([account.baseUrl, account.appToken]));
	return await sha256(bytes);
}

export async function isStale(stored: Fields, account: Account, now: Date): Promise<boolean> {
	if (typeof stored.accessToken !== 'string' || stored.accessToken === '') return true;
	if (stored.issuedFor !== (await fingerprint(account))) return true;
	return !(Date.parse(String(stored.expiresAt)) > now.getTime());
}
