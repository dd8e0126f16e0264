import { randomBytes } from 'node:crypto';

interface IssuedToken {
	appId: string;
	expiresAt: number;
}

// "Remaining validity of 30 minutes or more: the same token is returned."
// https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal
const RENEWED_BELOW_MS = 30 * 60 * 1000;
const REMEMBERED = 2000;

/** The tenant access tokens this emulator has issued. */
export class TenantAccessTokens {
	private readonly issued = new Map<string, IssuedToken>();

	/** The app's token and its remaining seconds: the current one, or a new one in addition to it. */
	obtain(appId: string, lifetimeSeconds: number): { token: string; expire: number } {
		const now = Date.now();
		for (const [token, { appId: owner, expiresAt }] of this.issued) {
			if (owner === appId && expiresAt - now >= RENEWED_BELOW_MS) {
				return { token, expire: Math.floor((expiresAt - now) / 1000) };
			}
		}
		const token = `t-${randomBytes(20).toString('hex')}`;
		this.issued.set(token, { appId, expiresAt: now + lifetimeSeconds * 1000 });
		for (const oldest of this.issued.keys()) {
			if (this.issued.size <= REMEMBERED) break;
			this.issued.delete(oldest);
		}
		return { token, expire: lifetimeSeconds };
	}

	/** Whose token this is. `expired` distinguishes an expired token from one that was never issued. */
	find(token: string): { appId: string; expired: boolean } | undefined {
		const found = this.issued.get(token);
		return found && { appId: found.appId, expired: found.expiresAt <= Date.now() };
	}

	expire(token: string): void {
		const found = this.issued.get(token);
		if (found) found.expiresAt = 0;
	}

	expireAll(): void {
		for (const token of this.issued.keys()) this.expire(token);
	}
}
