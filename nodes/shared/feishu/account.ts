/** Base URLs of the two brands. A Feishu app does not work on Lark, nor the other way round. */
export const REGION_URLS = {
	feishu: 'https://open.feishu.cn',
	lark: 'https://open.larksuite.com',
} as const;

/** Who we are to Feishu: the credential, trimmed and checked. */
export interface Account {
	/** Without trailing slash, e.g. `https://open.feishu.cn`. */
	readonly baseUrl: string;
	readonly appToken:
		| { readonly source: 'appSecret'; readonly appId: string; readonly appSecret: string }
		| { readonly source: 'tenantAccessToken'; readonly tenantAccessToken: string };
	/**
	 * Value of X-Lark-Helpdesk-Authorization: base64 of `helpdesk_id:helpdesk_token`, without a prefix
	 * (https://open.feishu.cn/document/ukTMukTMukTM/ugDOyYjL4gjM24CO4IjN).
	 */
	readonly helpdeskAuthorization: string;
	readonly helpdeskToken: string;
}

/** What must not appear in any text of ours, as it is or as it travels. */
export function secretsOf({ appToken, helpdeskToken, helpdeskAuthorization }: Account): string[] {
	return [
		appToken.source === 'appSecret' ? appToken.appSecret : appToken.tenantAccessToken,
		helpdeskToken,
		helpdeskAuthorization,
	];
}
