import { asRecord } from '../result';
import type { Account } from './account';
import { CODE_MEANINGS } from './errorCodes';
import { isOfAnother, readReset } from './judge';

/**
 * The tenant access token of an app, as documented in
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export interface IssuedToken {
	readonly accessToken: string;
	/** Fingerprint of the app and server it was issued for; see credential/storedToken.ts. */
	readonly issuedFor: string;
	/** ISO 8601; from here on a new one is fetched. */
	readonly expiresAt: string;
}

/** The official SDKs stop using a token three minutes before its end. */
const MARGIN_SECONDS = 180;

export function tokenUrl({ baseUrl }: Pick<Account, 'baseUrl'>): string {
	return `${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`;
}

/** Why there is no token. */
export interface TokenRefusal {
	readonly httpStatus: number;
	/** Absent where the answer is not Feishu's. */
	readonly code?: number;
	readonly msg?: string;
	/** True for too many requests, an error inside Feishu, or a refusal of somebody else, e.g. a proxy. */
	readonly isTemporary: boolean;
	/** When to come back, if Feishu said so. */
	readonly resetMs?: number;
}

export type TokenReply =
	| { readonly isIssued: true; readonly accessToken: string; readonly expiresAt: string }
	| ({ readonly isIssued: false } & TokenRefusal);

/** Reads the answer of the token call. Feishu answers a wrong App ID with HTTP 200: only `code` counts. */
export function readToken(
	httpStatus: number,
	body: unknown,
	now: Date,
	headers: Readonly<Record<string, unknown>> = {},
): TokenReply {
	const { code, msg, tenant_access_token: accessToken, expire } = asRecord(body);
	if (code === 0 && typeof accessToken === 'string' && isHeaderValue(accessToken)) {
		const lifetime =
			typeof expire === 'number' && expire > 0 ? Math.min(expire, LONGEST_LIFETIME_SECONDS) : 0;
		const usable = lifetime - Math.min(MARGIN_SECONDS, lifetime / 10);
		return {
			isIssued: true,
			accessToken,
			expiresAt: new Date(now.getTime() + usable * 1000).toISOString(),
		};
	}
	if (typeof code !== 'number' || code === 0)
		return {
			isIssued: false,
			httpStatus,
			isTemporary:
				typeof code !== 'number' &&
				(httpStatus === 429 || httpStatus >= 500 || isOfAnother({ httpStatus })),
			resetMs: httpStatus === 429 ? readReset(headers) : undefined,
		};
	const kind = CODE_MEANINGS.get(code)?.kind;
	return {
		isIssued: false,
		httpStatus,
		code,
		msg: typeof msg === 'string' ? msg.slice(0, 200) : undefined,
		isTemporary: kind === 'rateLimit' || kind === 'internal',
		resetMs: kind === 'rateLimit' ? readReset(headers) : undefined,
	};
}

/** It becomes part of a header. Feishu's tokens are shorter: t-, and 40 characters. */
const isHeaderValue = (token: string) => token.length <= 4096 && /^[\x21-\x7e]+$/.test(token);

/** By the document named above. */
const LONGEST_LIFETIME_SECONDS = 7200;
