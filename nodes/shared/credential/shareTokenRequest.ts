import type { TokenReply } from '../feishu/token';

const underWay = new Map<string, Promise<TokenReply>>();

/**
 * Makes one token request of those that are wanted at the same time, e.g. for the items of an HTTP Request node. What Feishu
 * answers is everybody's answer. A request that got none says nothing of the others: it may be the execution that was stopped,
 * or the credential that may not reach the server. Nothing is kept once it is answered, because a token that is asked for
 * anew has been refused.
 * @param account fingerprint of server, app and secret; see storedToken.ts
 * @param request rejects when there was no answer
 */
export async function shareTokenRequest(
	account: string,
	request: () => Promise<TokenReply>,
): Promise<TokenReply> {
	const shared = underWay.get(account);
	if (shared) {
		const reply = await shared.catch(() => undefined);
		return reply ? { ...reply } : await request();
	}
	const requesting = request();
	underWay.set(account, requesting);
	try {
		return await requesting;
	} finally {
		underWay.delete(account);
	}
}
