import type { FeishuRequest } from './request';

/** How many addresses of a kind one look-up takes. */
export const MAX_ADDRESSES = 50;

export type AddressType = 'email' | 'mobile';

/**
 * Looks people up: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id
 * An Open ID is valid for one app only, so it must be the same app that sends.
 */
export function findUsersRequest(type: AddressType, addresses: readonly string[]): FeishuRequest {
	const list = type === 'email' ? 'emails' : 'mobiles';
	return {
		method: 'POST',
		path: '/open-apis/contact/v3/users/batch_get_id',
		query: { user_id_type: 'open_id' },
		body: { [list]: addresses, include_resigned: false },
	};
}

/** Open IDs by address. Feishu answers an address of nobody with an entry without user_id, not with an error. */
export function readFoundUsers({
	user_list: users,
}: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> | undefined {
	if (!Array.isArray(users)) return undefined;
	const found = new Map<string, string>();
	for (const user of users as Array<Record<string, unknown> | null>) {
		const address = user?.email ?? user?.mobile;
		if (typeof user?.user_id === 'string' && typeof address === 'string')
			found.set(addressKey(address), user.user_id);
	}
	return found;
}

/**
 * Addresses compare without regard to case; Feishu may give a mobile number of China back without its country code. An e-mail address
 * may begin with the same characters, and is another one.
 */
export function addressKey(address: string): string {
	const key = address.toLowerCase();
	return key.startsWith('+86') && !key.includes('@') ? key.slice(3) : key;
}
