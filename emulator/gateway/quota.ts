/** `limit` requests per `windowMs`; limit 0: no limit. */
export interface QuotaSettings {
	limit: number;
	windowMs: number;
}

/**
 * Counts requests in fixed windows, one series per app.
 *
 * Documented: 100 a minute per API, app and tenant; `x-ogw-ratelimit-limit` is "the limit of the
 * window" and `x-ogw-ratelimit-reset` "the seconds until the limit is restored"
 * (https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN). One moment at which the whole
 * limit comes back is a fixed window, so that is what is built here. The document does
 * not say where a window begins; we assume the first request after the last window ended.
 */
export class Quota {
	private readonly windows = new Map<string, { endsAt: number; used: number }>();

	/** Takes one request from the quota, or returns in how many whole seconds it is restored. */
	take(key: string, { limit, windowMs }: QuotaSettings): { restoredInSeconds: number } | null {
		if (limit <= 0) return null;
		const now = Date.now();
		let window = this.windows.get(key);
		if (!window || window.endsAt <= now || window.endsAt > now + windowMs) {
			window = { endsAt: now + windowMs, used: 0 };
			this.windows.set(key, window);
		}
		window.used += 1;
		if (window.used <= limit) return null;
		// Feishu only ever sends whole seconds. If a window is shorter than one second, the answer is still 1:
		// a client waits longer than necessary, but never sees a form that Feishu does not use.
		return { restoredInSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)) };
	}
}
