import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { readAccount } from '../../../../nodes/shared/credential/readAccount';
import { fingerprint } from '../../../../nodes/shared/credential/storedToken';
import { feishuClient } from '../../../../nodes/shared/n8n/transport';
import { credentialOf } from '../../../support/credential';
import { virtualClock } from '../../../support/virtualClock';

const REQUEST = {
	method: 'POST' as const,
	path: '/open-apis/helpdesk/v1/message',
	query: {},
	body: {},
};

/** n8n, which fetches a token for a credential without one and writes it into what it was given: t-1, t-2 and so on. */
function n8n(appId: string) {
	let fetched = 0;
	const used: string[] = [];
	const stored = credentialOf({
		baseUrl: 'http://127.0.0.1:1',
		appId,
		appSecret: 'secret',
		helpdeskId: '1',
		helpdeskToken: 'ht-1',
	});
	const helpers = {
		async httpRequestWithAuthentication(
			_name: string,
			_request: IHttpRequestOptions,
			{ credentialsDecrypted: { data } }: never,
		) {
			const credential = data as ICredentialDataDecryptedObject;
			if (credential.accessToken === '')
				Object.assign(credential, {
					accessToken: `t-${++fetched}`,
					expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
				});
			used.push(String(credential.accessToken));
			return { statusCode: 200, headers: {}, body: [] };
		},
	};
	const context = {
		helpers,
		getCredentials: async () => stored,
		getExecutionCancelSignal: () => undefined,
	} as unknown as IExecuteFunctions;
	return { context, stored, used };
}

/** As the credential stores with a token whose it is. */
async function ownerOf(stored: object): Promise<string> {
	const account = readAccount(stored as ICredentialDataDecryptedObject);
	if (!account.ok) throw new TypeError(account.problem.message);
	return await fingerprint(account.value);
}

async function clientOf(context: IExecuteFunctions) {
	const client = await feishuClient(context, virtualClock().clock);
	if (!client.ok) throw new TypeError(client.problem.message);
	return client.value;
}

test('a lane that learns late that its token was refused does not forget the new one', async () => {
	const { context, used } = n8n('cli_late');
	const client = await clientOf(context);
	const send = async () => await client.exchange(REQUEST, 1);
	const lanes = [await send(), await send(), await send()];
	lanes[0]?.forgetToken();
	await send();
	lanes[1]?.forgetToken();
	lanes[2]?.forgetToken();
	await send();
	expect(used).toEqual(['t-1', 't-1', 't-1', 't-2', 't-2']);
});

test('between a refusal and the new token nobody takes the refused one up from n8n’s database', async () => {
	const { context, stored, used } = n8n('cli_refused');
	const client = await clientOf(context);
	await client.exchange(REQUEST, 1);
	Object.assign(stored, {
		accessToken: 't-1',
		issuedFor: await ownerOf(stored),
		expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
	});
	(await client.exchange(REQUEST, 1)).forgetToken();
	// Another execution begins while this one waits to send again.
	await clientOf(context);
	await client.exchange(REQUEST, 1);
	expect(used).toEqual(['t-1', 't-1', 't-2']);
});

test('all executions of one account share one pace, and no other account does', async () => {
	const [one, same, other] = await Promise.all(
		['cli_pace', 'cli_pace', 'cli_other'].map(async (appId) => await clientOf(n8n(appId).context)),
	);
	expect([same?.pace === one?.pace, same?.sidePace === one?.sidePace]).toEqual([true, true]);
	expect([other?.pace === one?.pace, one?.pace === one?.sidePace]).toEqual([false, false]);
});
