import type { TokenReply } from '../feishu/token';

const underWay = new Map<string, Promise<TokenReply>>();

/** Longer than a request takes from reading the credential to asking here, on a busy machine too. */
const KEPT_MS = 10_000;

type Issued = Extract<TokenReply, { isIssued: true }>;

const issued = new Map<string, { readonly reply: Issued; readonly atMs: number }>();

/**
 * Makes one token request of those that are wanted at the same time, e.g. for the items of an HTTP Request node. What Feishu
 * answers is everybody's answer. A request that got none says nothing of the others: it may be the execution that was stopped,
 * or the credential that may not reach the server. A token is kept for some seconds, for those that read the credential before
 * it was stored; not for those that come with the very token, because it has been refused.
 * @param account fingerprint of server, app and secret; see storedToken.ts
 * @param held the token that the credential had
 * @param request rejects when there was no answer
 */
export async function shareTokenRequest(
	account: string,
	held: unknown,
	request: () => Promise<TokenReply>,
): Promise<TokenReply> {
	const kept = keptFor(account, held);
	if (kept) return { ...kept };
	const shared = underWay.get(account);
	if (shared) {
		const reply = await shared.catch(() => undefined);
		return reply ? { ...reply } : await request();
	}
	const requesting = request();
	underWay.set(account, requesting);
	try {
		const reply = await requesting;
		if (reply.isIssued) issued.set(account, { reply, atMs: Date.now() });
		return reply;
	} finally {
		underWay.delete(account);
	}
}

/** A token that was refused is not handed out any more. */
export function forgetIssued(accessToken: string): void {
	for (const [account, { reply }] of issued)
		if (reply.accessToken === accessToken) issued.delete(account);
}

/** What is of no use to this one is of no use to anybody. */
function keptFor(account: string, held: unknown): Issued | undefined {
	const kept = issued.get(account);
	if (!kept) return undefined;
	const { reply, atMs } = kept;
	const now = Date.now();
	const isFresh = now >= atMs && now < atMs + KEPT_MS && now < Date.parse(reply.expiresAt);
	if (isFresh && reply.accessToken !== held) return reply;
	issued.delete(account);
	return undefined;
}
