import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Clock, FeishuClient } from '../delivery/deliver';
import { accountErrorOf } from '../credential/accountError';
import { readAccount } from '../credential/readAccount';
import { forgetIssued } from '../credential/shareTokenRequest';
import { fingerprint, isStale } from '../credential/storedToken';
import { secretsOf } from '../feishu/account';
import { readAnswerBody, type Incoming } from '../feishu/answerBody';
import { concealer, type Conceal } from '../feishu/conceal';
import { readConnectionLoss } from '../feishu/networkError';
import type { Exchange } from '../feishu/judge';
import type { FeishuRequest } from '../feishu/request';
import type { IssuedToken } from '../feishu/token';
import { success, type Result } from '../result';
import { accountState, type AccountState } from './sharedState';

const CREDENTIAL = 'feishuHelpdeskApi';

/** Feishu in the name of the node's credential, for one execution of the node, one poll, or one look into a list. */
export async function feishuClient(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
	clock: Clock,
): Promise<Result<FeishuClient>> {
	// Read once: left to itself, httpRequestWithAuthentication would read n8n's database for each item.
	const stored = await context.getCredentials(CREDENTIAL);
	const account = readAccount(stored);
	if (!account.ok) return account;
	const { baseUrl, appToken } = account.value;
	const id = await fingerprint(account.value);
	const shared = accountState(id, clock.now());
	const canRenewToken = appToken.source === 'appSecret';
	// n8n's database may still have a token that was refused.
	const isRefused = stored.accessToken === shared.refusedToken;
	if (canRenewToken && !isRefused && !(await isStale(stored, account.value, new Date())))
		adopt(shared, stored);
	let deadEnd: Exchange | undefined;

	let latest: { readonly accessToken: string; readonly conceal: Conceal } | undefined;
	/** Made once for each token, not for each message. */
	const concealerOf = (accessToken: string): Conceal => {
		if (latest?.accessToken !== accessToken)
			latest = { accessToken, conceal: concealer([accessToken, ...secretsOf(account.value)]) };
		return latest.conceal;
	};

	const send = async (
		credential: ICredentialDataDecryptedObject,
		request: FeishuRequest,
		timeoutSeconds: number,
	): Promise<Exchange> => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				toHttpRequest(baseUrl, request, timeoutSeconds),
				{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: credential } },
			)) as { statusCode: number; headers: Record<string, unknown>; body: Incoming };
			if (cameFromProxy(baseUrl, response.body))
				return {
					kind: 'noAnswer',
					loss: {
						neverConnected: true,
						reason: `the proxy did not connect to the server (HTTP ${response.statusCode})`,
					},
				};
			const conceal = concealerOf(String(credential.accessToken));
			const headers = Object.fromEntries(
				Object.entries(response.headers).map(([name, value]) => [name, conceal(String(value))]),
			);
			return {
				kind: 'answered',
				status: response.statusCode,
				headers,
				body: await readAnswerBody(response.body, conceal, request.mostAnswerBytes),
				token: canRenewToken ? 'issued' : 'pasted',
			};
		} catch (error) {
			const accountError = accountErrorOf(credential);
			if (accountError)
				return {
					kind: 'notAuthenticated',
					problem: accountError.problem,
					isTemporary: accountError.isTemporary,
					resetMs: accountError.resetMs,
				};
			return { kind: 'noAnswer', loss: isStopped(context) ? STOPPED : readConnectionLoss(error) };
		}
	};

	return success({
		baseUrl,
		account: id,
		pace: shared.pace,
		sidePace: shared.sidePace,
		ticketQuotas: shared.ticketQuotas,
		async exchange(request, timeoutSeconds) {
			if (!canRenewToken)
				return {
					exchange: await send({ ...stored }, request, timeoutSeconds),
					forgetToken: () => undefined,
				};
			while (shared.fetchingToken) {
				const failure = await shared.fetchingToken;
				if (isStopped(context)) return { exchange: STOPPED_FIRST, forgetToken: () => undefined };
				// Asking again one after the other would take as long as all of them together.
				if (failure) return { exchange: failure, forgetToken: () => undefined };
			}
			// Once the credential has proved to be wrong, the lanes that waited for a token need not ask again.
			if (deadEnd) return { exchange: deadEnd, forgetToken: () => undefined };
			const known =
				shared.token && Date.parse(shared.token.expiresAt) > Date.now() ? shared.token : undefined;
			const sending = known
				? { exchange: await send(withToken(stored, known), request, timeoutSeconds), token: known }
				: await fetchTokenBy(
						shared,
						stored,
						async (credential) => {
							const exchange = await send(credential, request, timeoutSeconds);
							// At once: the lanes that wait go on before this one does.
							if (exchange.kind === 'notAuthenticated' && !exchange.isTemporary) deadEnd = exchange;
							return exchange;
						},
						() => !isStopped(context),
					);
			const { exchange, token } = sending;
			return {
				exchange,
				forgetToken() {
					// Another lane may have replaced it in the meantime.
					if (shared.token === token) shared.token = undefined;
					if (!token) return;
					shared.refusedToken = token.accessToken;
					forgetIssued(token.accessToken);
				},
			};
		},
	});
}

/** As if the token had been pasted: the credential takes it as it is, and does not find out for each message anew whose it is. */
function withToken(
	stored: ICredentialDataDecryptedObject,
	token: IssuedToken,
): ICredentialDataDecryptedObject {
	return {
		...stored,
		...token,
		appTokenSource: 'tenantAccessToken',
		tenantAccessToken: token.accessToken,
	};
}

const STOPPED = { neverConnected: false, reason: 'the execution was stopped' };

/** While a token was waited for. */
const STOPPED_FIRST: Exchange = {
	kind: 'notAuthenticated',
	isTemporary: true,
	problem: {
		field: 'accessToken',
		message: 'The message was not sent, because the execution was stopped',
		hint: 'Run it again.',
	},
};

function isStopped(context: object): boolean {
	return (
		'getExecutionCancelSignal' in context &&
		(context as IExecuteFunctions).getExecutionCancelSignal()?.aborted === true
	);
}

function adopt(
	shared: AccountState,
	{ accessToken, issuedFor, expiresAt }: ICredentialDataDecryptedObject,
): void {
	const token = {
		accessToken: String(accessToken),
		issuedFor: String(issuedFor),
		expiresAt: String(expiresAt),
	};
	if (!shared.token || Date.parse(shared.token.expiresAt) < Date.parse(token.expiresAt))
		shared.token = token;
}

/**
 * Lets one request fetch the token for all: n8n fetches one for a credential without, stores it, and writes it into the
 * credential it was given. The others go on once that request is answered, which costs the time of one answer, once for each
 * token (docs/decisions/0001-credential-renews-tokens.md). Where Feishu has none for now, they are told the same: it is about the
 * app, not about the request.
 * @param isForAll whether a failure says something of the others too
 */
async function fetchTokenBy(
	shared: AccountState,
	stored: ICredentialDataDecryptedObject,
	send: (credential: ICredentialDataDecryptedObject) => Promise<Exchange>,
	isForAll: () => boolean,
): Promise<{ exchange: Exchange; token?: IssuedToken }> {
	const credential: ICredentialDataDecryptedObject = {
		...stored,
		accessToken: '',
		issuedFor: '',
		expiresAt: '',
	};
	shared.token = undefined;
	const fetching = (async () => {
		const exchange = await send(credential);
		shared.fetchingToken = undefined;
		if (credential.accessToken !== '') {
			shared.refusedToken = undefined;
			adopt(shared, credential);
		}
		// Without a token the credential signs no request, so the message has not left.
		else if (exchange.kind === 'noAnswer')
			return { exchange: { ...TOKEN_NOT_STORED }, token: shared.token };
		return { exchange, token: shared.token };
	})();
	shared.fetchingToken = fetching.then(({ exchange, token }) =>
		!token && exchange.kind === 'notAuthenticated' && exchange.isTemporary && isForAll()
			? exchange
			: undefined,
	);
	return await fetching;
}

const TOKEN_NOT_STORED: Exchange = {
	kind: 'notAuthenticated',
	isTemporary: true,
	problem: {
		field: 'accessToken',
		message: 'The message was not sent, because n8n did not store the app token',
		hint: "Run again. If it keeps failing, check n8n's log and the free space of its database.",
	},
};

/**
 * True of an answer to an https request that did not come over TLS: a proxy refused the tunnel (CONNECT), and the agent that
 * n8n uses hands out the proxy's answer as if it were the server's, on a socket that never read a byte (https-proxy-agent,
 * `fakeSocket`). A socket that did read may belong to a proxy that passed the request on. Where the answer's socket is not to
 * be seen, e.g. because it is unpacked on the way, nothing is known.
 */
function cameFromProxy(baseUrl: string, body: unknown): boolean {
	const { socket } = body as { socket?: { encrypted?: unknown; bytesRead?: unknown } | null };
	return (
		baseUrl.startsWith('https:') &&
		typeof socket === 'object' &&
		socket !== null &&
		socket.encrypted !== true &&
		socket.bytesRead === 0
	);
}

function toHttpRequest(
	baseUrl: string,
	request: FeishuRequest,
	timeoutSeconds: number,
): IHttpRequestOptions {
	return {
		method: request.method,
		url: baseUrl + request.path,
		qs: request.query,
		arrayFormat: 'repeat',
		// The boundary of a form is known only to the HTTP client, so it sets that content type itself.
		...(request.file
			? { body: toForm(request) }
			: request.body && {
					body: request.body,
					headers: { 'Content-Type': 'application/json; charset=utf-8' },
				}),
		returnFullResponse: true,
		// Answers are judged by their body's code, whatever their status; it also keeps n8n from resending by itself.
		ignoreHttpStatusErrors: true,
		// Its size is not bounded otherwise: feishu/answerBody.ts
		encoding: 'stream',
		timeout: timeoutSeconds * 1000,
	};
}

/** The global FormData: unlike the form-data package's it can be sent again after n8n has renewed the token. */
function toForm({ body, file }: FeishuRequest): IHttpRequestOptions['body'] {
	const form = new FormData();
	for (const [field, value] of Object.entries(body ?? {})) form.append(field, String(value));
	if (file) form.append(file.field, file.content);
	return form as unknown as IHttpRequestOptions['body'];
}
