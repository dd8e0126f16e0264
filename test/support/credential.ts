import type { Emulator } from '../../emulator/server';

/** Where messages are sent, and as whom. */
export interface Account {
	readonly baseUrl: string;
	readonly appId: string;
	readonly appSecret: string;
	readonly helpdeskId: string;
	readonly helpdeskToken: string;
}

/** The first app and the first helpdesk of the emulator. */
export function accountOf({ url, world: { apps, helpdesks } }: Emulator): Account {
	const [app] = apps;
	const [helpdesk] = helpdesks;
	if (!app || !helpdesk) throw new TypeError('The emulator has no app or no helpdesk');
	const { appId, appSecret } = app;
	const { helpdeskId, helpdeskToken } = helpdesk;
	return { baseUrl: url, appId, appSecret, helpdeskId, helpdeskToken };
}

/** The data of a credential as n8n stores it, for this account and without a token yet. */
export function credentialOf({ baseUrl, appId, appSecret, helpdeskId, helpdeskToken }: Account) {
	return {
		region: 'custom',
		baseUrl,
		appTokenSource: 'appSecret',
		appId,
		appSecret,
		helpdeskId,
		helpdeskToken,
	};
}
