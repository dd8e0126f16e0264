import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { AccountError, accountErrorOf } from '../nodes/shared/credential/accountError';
import { checkOwnServer } from '../nodes/shared/credential/ownServer';
import { readAccount } from '../nodes/shared/credential/readAccount';
import { fingerprint, isStale } from '../nodes/shared/credential/storedToken';
import { shareTokenRequest } from '../nodes/shared/credential/shareTokenRequest';
import { testRules } from '../nodes/shared/credential/testRules';
import { tokenProblem } from '../nodes/shared/credential/tokenProblem';
import { REGION_URLS, secretsOf, type Account } from '../nodes/shared/feishu/account';
import { readAnswerBody, type Incoming } from '../nodes/shared/feishu/answerBody';
import { concealer } from '../nodes/shared/feishu/conceal';
import { readConnectionLoss } from '../nodes/shared/feishu/networkError';
import { readToken, tokenUrl } from '../nodes/shared/feishu/token';
import type { Result } from '../nodes/shared/result';
import { joinSignals } from '../nodes/shared/signals';

/**
 * Named by a constant, because n8n's linter takes every literal name with "token" in it for a secret that needs
 * `password: true`. On this list of choices it would make the editor receive a blank instead of the choice.
 */
const APP_TOKEN_SOURCE = 'appTokenSource';

const TOKEN_TIMEOUT_MS = 30_000;

/** The same cuts as readAccount makes; it refuses beforehand what this expression would let pass. */
const BASE_URL_EXPRESSION = `={{ (${JSON.stringify(REGION_URLS)})[String($credentials.region).trim().toLowerCase()] ?? $credentials.baseUrl.trim().replace(/[?#][^]*/, '').replace(/\\/open-apis(?:\\/[^]*|$)/, '').replace(/(^|[^/])\\/+$/, '$1') }}`;

function valueOrThrow<T>(result: Result<T>, credentials: ICredentialDataDecryptedObject): T {
	if (!result.ok) throw new AccountError(credentials, result.problem, false);
	return result.value;
}

/**
 * What every request with our tokens needs, whoever makes it:
 * - No redirect is followed. n8n and the HTTP client pass headers on to other hosts, X-Lark-Helpdesk-Authorization in any
 *   case, and no call of Feishu's that takes these tokens is documented to redirect.
 * - The timeout is that of the whole exchange. An HTTP client's own starts anew with every byte that comes in: an answer
 *   that trickles would never end.
 */
function guard(request: IHttpRequestOptions): IHttpRequestOptions {
	const { timeout, abortSignal } = request;
	const deadline = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
	const stopButton = abortSignal instanceof AbortSignal ? abortSignal : undefined;
	const ofLegacyRequests = { followRedirect: false, followAllRedirects: false };
	return {
		...request,
		...ofLegacyRequests,
		disableFollowRedirect: true,
		abortSignal: joinSignals([stopButton, deadline]),
	};
}

async function requestToken(
	context: IHttpRequestHelper,
	account: Account,
	body: IDataObject,
	credentials: ICredentialDataDecryptedObject,
): Promise<TokenAnswer> {
	try {
		const answer = (await context.helpers.httpRequest({
			...guard({ url: tokenUrl(account), timeout: TOKEN_TIMEOUT_MS }),
			method: 'POST',
			body,
			returnFullResponse: true,
			encoding: 'stream',
			// Feishu answers a wrong App ID with HTTP 200: status codes decide nothing here.
			ignoreHttpStatusErrors: true,
		})) as { statusCode: number; headers: Record<string, unknown>; body: Incoming };
		return {
			statusCode: answer.statusCode,
			headers: answer.headers,
			body: await readAnswerBody(answer.body, concealer(secretsOf(account))),
		};
	} catch (error) {
		if (error instanceof Error && NOT_ALLOWED.test(error.message))
			throw new AccountError(credentials, notAllowed(account), false);
		const problem = {
			field: 'region',
			message: `No app token could be fetched, because ${readConnectionLoss(error).reason}`,
			hint: `The address is ${account.baseUrl}. Check Region and Base URL in the credential, and that this server may reach it.`,
		};
		throw new AccountError(credentials, problem, true);
	}
}

/** Texts of n8n-workflow's credential-domain-restrictions.js. Its list binds what a credential sends by itself, too. */
const NOT_ALLOWED = /^(Domain not allowed|No allowed domains specified)/;

function notAllowed({ baseUrl }: Account) {
	return {
		field: 'allowedDomains',
		message: "'Allowed Domains' of the credential keep it from fetching its app token",
		hint: `Add ${new URL(baseUrl).hostname} to the list. Or choose All, or None, which keeps the credential out of n8n's HTTP Request node and lets this one work.`,
	};
}

interface TokenAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

async function currentToken(
	account: Account,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	if (account.appToken.source === 'tenantAccessToken') return account.appToken.tenantAccessToken;
	// n8n fetches a new token, once, when authenticating ends in a 401. Saying so here renews a token that has become
	// stale before Feishu has to refuse it, for our node, the HTTP Request node and the credential test alike.
	if (await isStale(credentials, account, new Date())) {
		throw Object.assign(new Error('The stored app token is out of date'), {
			response: { status: 401 },
		});
	}
	return String(credentials.accessToken);
}

export class FeishuHelpdeskApi implements ICredentialType {
	name = 'feishuHelpdeskApi';

	displayName = 'Feishu Helpdesk API';

	icon = {
		light: 'file:../nodes/icons/feishuHelpdesk.svg',
		dark: 'file:../nodes/icons/feishuHelpdesk.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-feishu-helpdesk/n8n-nodes-feishu-helpdesk/blob/main/docs/credential.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Feishu', value: 'feishu', description: 'The app was made on open.feishu.cn' },
				{
					name: 'Lark',
					value: 'lark',
					description:
						'The app was made on open.larksuite.com. Whether Lark offers this API is not documented.',
				},
				{
					name: 'Custom',
					value: 'custom',
					description:
						'Another server that speaks the same API, e.g. a proxy or the emulator of this project',
				},
			],
			default: 'feishu',
			description: 'Where the app was made. An app of one region does not work on the other.',
		},
		{
			// Of HTML a notice may hold links and lists only (N8nNotice of n8n 2.41.1): <br> is dropped, and lines run together.
			displayName: `The values are in two places:<ul><li><a href="https://open.feishu.cn/app" target="_blank">Developer console</a> (开发者后台): your app → Credentials & Basic Info (凭证与基础信息)</li><li><a href="https://feishu.cn/helpdesk/admin" target="_blank">Helpdesk admin console</a> (服务台管理后台): Settings → API credentials (设置中心 → API 凭证)</li></ul><a href="${this.documentationUrl}" target="_blank">Step by step</a>`,
			name: 'notice',
			type: 'notice',
			displayOptions: { show: { region: ['feishu'] } },
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			displayOptions: { show: { region: ['custom'] } },
			default: '',
			placeholder: 'e.g. https://open.feishu.cn',
			description:
				'Address of the server. It must start with https://, except on this machine (localhost).',
		},
		{
			displayName: 'App Token',
			name: APP_TOKEN_SOURCE,
			type: 'options',
			options: [
				{
					name: 'From App ID and App Secret',
					value: 'appSecret',
					description: 'Fetched and renewed automatically',
				},
				{
					name: 'Paste a Tenant Access Token',
					value: 'tenantAccessToken',
					description: 'Valid for two hours at most: for trying things out',
				},
			],
			default: 'appSecret',
			description: 'How requests prove which app they come from',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			displayOptions: { show: { appTokenSource: ['appSecret'] } },
			default: '',
			placeholder: 'e.g. cli_a1b2c3d4e5f6g7h8',
			description:
				'In the developer console, under Credentials & Basic Info. It must be a custom (self-built) app with the scope helpdesk:all.',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { appTokenSource: ['appSecret'] } },
			default: '',
			description: 'Beside the App ID in the developer console',
		},
		{
			displayName: 'Tenant Access Token',
			name: 'tenantAccessToken',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { appTokenSource: ['tenantAccessToken'] } },
			default: '',
			placeholder: 'e.g. t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234',
			description: 'Starts with t-. It expires after two hours at most and is not renewed.',
		},
		{
			displayName: 'Helpdesk ID',
			name: 'helpdeskId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6939771743531696147',
			description:
				"In the helpdesk's admin console, under Settings, API credentials. Only the creator or owner of the helpdesk sees it. The helpdesk and the app must belong to the same tenant.",
		},
		{
			displayName: 'Helpdesk Token',
			name: 'helpdeskToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. ht-1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
			description: 'Beside the Helpdesk ID. Resetting it there ends the old one at once.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		// For whom and until when accessToken was issued: n8n keeps a stored token through every edit of the credential.
		{ displayName: 'Issued For', name: 'issuedFor', type: 'hidden', default: '' },
		{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: '' },
	];

	/**
	 * Fetches the tenant access token. n8n calls this when accessToken is empty or a request ended in HTTP 401, and
	 * stores what it returns. A pasted token has nothing to fetch: without accessToken in the answer n8n stores nothing.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		// n8n's older helper answers any error with a fresh token and another try; this one would end in the same error.
		const refused = accountErrorOf(credentials);
		if (refused && !refused.isTemporary) throw refused;
		const account = valueOrThrow(readAccount(credentials), credentials);
		if (account.appToken.source === 'tenantAccessToken') return {};
		const { appId, appSecret } = account.appToken;
		const issuedFor = await fingerprint(account);
		const reply = await shareTokenRequest(issuedFor, credentials.accessToken, async () => {
			const { statusCode, headers, body } = await requestToken(
				this,
				account,
				{ app_id: appId, app_secret: appSecret },
				credentials,
			);
			return readToken(statusCode, body, new Date(), headers);
		});
		if (!reply.isIssued)
			throw new AccountError(credentials, tokenProblem(reply), reply.isTemporary, reply.resetMs);
		return {
			accessToken: reply.accessToken,
			expiresAt: reply.expiresAt,
			issuedFor,
		};
	}

	/** Sets both headers, for this package's node and for n8n's HTTP Request node alike, on requests to the credential's own server. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const account = valueOrThrow(readAccount(credentials), credentials);
		valueOrThrow(checkOwnServer(account, requestOptions), credentials);
		return {
			...guard(requestOptions),
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${await currentToken(account, credentials)}`,
				'X-Lark-Helpdesk-Authorization': account.helpdeskAuthorization,
			},
		};
	}

	/** Why this request and these rules: docs/decisions/0002-credential-test.md */
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/open-apis/helpdesk/v1/ticket_customized_fields',
			qs: { page_size: 1 },
			// Feishu's code tells more than its HTTP status: let the rules see every body.
			ignoreHttpStatusErrors: true,
			timeout: TOKEN_TIMEOUT_MS,
		},
		rules: testRules,
	};
}
