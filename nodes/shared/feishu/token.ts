import { problem, success, type Result } from '../result';
import { sha256 } from '../sha256';
import type { Account } from './account';

/**
 * The tenant access token of an app, as documented in
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export interface IssuedToken {
	readonly accessToken: string;
	/** Fingerprint of the app and server it was issued for; see {@link fingerprint}. */
	readonly issuedFor: string;
	/** ISO 8601; from here on a new one is fetched. */
	readonly expiresAt: string;
}

/** The official SDKs stop using a token three minutes before its end. */
const MARGIN_SECONDS = 180;

export function tokenUrl(account: Account): string {
	return `${account.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`;
}

/** Whether the token call failed for a reason that passes: too many requests, or an error inside Feishu. */
export function isTemporaryFailure(status: number, body: unknown): boolean {
	const { code } = asRecord(body);
	return typeof code === 'number' ? TEMPORARY.has(code) : status === 429 || status >= 500;
}

/** Reads the answer of the token call. Feishu answers a wrong App ID with HTTP 200: only `code` counts. */
export function readToken(status: number, body: unknown, now: Date): Result<Omit<IssuedToken, 'issuedFor'>> {
	const { code, msg, tenant_access_token: accessToken, expire } = asRecord(body);
	if (code === 0 && typeof accessToken === 'string' && isHeaderValue(accessToken)) {
		const lifetime = typeof expire === 'number' && expire > 0 ? Math.min(expire, LONGEST_LIFETIME_SECONDS) : 0;
		const usable = lifetime - Math.min(MARGIN_SECONDS, lifetime / 10);
		return success({ accessToken, expiresAt: new Date(now.getTime() + usable * 1000).toISOString() });
	}
	if (typeof code !== 'number' || code === 0) {
		return problem('region', 'The token request got an answer that is not Feishu\'s', `HTTP status ${status}${Math.floor(status / 100) === 3 ? ', a redirect, which is not followed' : ''}. Check 'Region' and 'Base URL' of the credential.`);
	}
	const said = `Feishu answered code ${code}${typeof msg === 'string' ? ` (${msg.slice(0, 200)})` : ''}.`;
	return TEMPORARY.has(code)
		? problem('appSecret', 'Feishu could not issue an app token just now', `${said} Try again later.`)
		: problem('appSecret', "Feishu refused 'App ID' or 'App Secret'", `${said} ${ADVICE.get(code) ?? DEFAULT_ADVICE}`);
}

/** It becomes part of a header. Feishu's tokens are shorter: t-, and 40 characters. */
const isHeaderValue = (token: string) => token.length <= 4096 && /^[\x21-\x7e]+$/.test(token);

/** By the document named above. */
const LONGEST_LIFETIME_SECONDS = 7200;

const DEFAULT_ADVICE =
	'Copy both again from the developer console, Credentials & Basic Info, and check that Region fits the app: a Feishu app does not work on Lark.';

/** Codes: https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN (generic error codes). */
const ADVICE = new Map([
	[10005, 'The App ID has no permission for this call: only a custom (self-built) app can be used.'],
	[10014, `The app does not exist here, is disabled, or the secret is wrong. ${DEFAULT_ADVICE}`],
]);
const TEMPORARY = new Set([2200, 5000, 99991400]);

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * SHA-256 of server, app and secret: tells whether a stored token still belongs to the credential.
 * n8n keeps the stored token when someone edits the App ID, the secret or the region.
 */
export async function fingerprint(account: Account): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify([account.baseUrl, account.appToken]));
	return await sha256(bytes);
}

export async function isStale(stored: Readonly<Record<string, unknown>>, account: Account, now: Date): Promise<boolean> {
	if (typeof stored.accessToken !== 'string' || stored.accessToken === '') return true;
	if (stored.issuedFor !== (await fingerprint(account))) return true;
	return !(Date.parse(String(stored.expiresAt)) > now.getTime());
}
