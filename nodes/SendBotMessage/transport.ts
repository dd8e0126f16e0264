import type { ICredentialsDecrypted, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { readAccount, type AccountError } from './feishu/account';
import { readConnectionLoss } from './feishu/connection';
import type { Exchange } from './feishu/reply';
import type { FeishuRequest } from './feishu/sendMessage';
import { success, type Problem, type Result } from './result';

const CREDENTIAL = 'feishuHelpdeskApi';

/** Carries requests to Feishu in the name of one credential, for one execution of the node. */
export interface Transport {
	/** True when the token was pasted by the user: it cannot be renewed. */
	readonly hasPastedToken: boolean;
	/** Sends once; never resends, never throws. */
	exchange(request: FeishuRequest, timeoutSeconds: number): Promise<Exchange>;
	/** Lets the next exchange fetch a new app token. */
	forgetToken(): void;
}

export async function openTransport(context: IExecuteFunctions): Promise<Result<Transport>> {
	// Read once. n8n writes a fetched token into this very object (and into its database), so that all items of the
	// execution share it; left to itself, httpRequestWithAuthentication would read the database for each item.
	const data = await context.getCredentials(CREDENTIAL);
	const account = readAccount(data);
	if (!account.ok) return account;
	const credentialsDecrypted: ICredentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data };

	return success({
		hasPastedToken: account.value.appToken.source === 'tenantAccessToken',
		forgetToken() {
			data.accessToken = '';
		},
		async exchange(request, timeoutSeconds) {
			try {
				const response = (await context.helpers.httpRequestWithAuthentication.call(
					context,
					CREDENTIAL,
					toHttpRequest(account.value.baseUrl, request, timeoutSeconds),
					{ credentialsDecrypted },
				)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
				return { kind: 'answered', status: response.statusCode, headers: response.headers, body: response.body };
			} catch (error) {
				const accountProblem = findAccountProblem(error);
				if (accountProblem) return { kind: 'notAuthenticated', problem: accountProblem };
				if (context.getExecutionCancelSignal()?.aborted) return { kind: 'cancelled' };
				return { kind: 'noAnswer', loss: readConnectionLoss(error) };
			}
		},
	});
}

function toHttpRequest(baseUrl: string, request: FeishuRequest, timeoutSeconds: number): IHttpRequestOptions {
	return {
		method: request.method,
		url: baseUrl + request.path,
		qs: request.query,
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
		body: request.body,
		returnFullResponse: true,
		// Answers are judged by their body's code, whatever their status; it also keeps n8n from resending by itself.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the tokens to another address.
		disableFollowRedirect: true,
		timeout: timeoutSeconds * 1000,
	};
}

/** The credential's own errors come wrapped in a NodeApiError. */
function findAccountProblem(error: unknown): Problem | undefined {
	const cause = (error as { cause?: Partial<AccountError> } | null)?.cause;
	return cause?.name === 'FeishuAccountError' ? cause.problem : undefined;
}
