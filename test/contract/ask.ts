import axios from 'axios';

import { TOKEN_PATH } from '../node/setup';
import type { Target } from './target';

/** A request that need not be a correct one. */
export interface Call {
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** In place of the correct ones. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as it is when it is text, otherwise as JSON. Without one it is a GET. */
	readonly body?: object | string;
}

/** What is said of an answer: nothing of the request, which holds the credentials. */
export type Answer =
	| {
			readonly status: number;
			readonly code: number | null;
			readonly msg: string;
			readonly logId: string;
			/** What was asked for. */
			readonly data: unknown;
	  }
	| { readonly lost: string };

/** Sends calls with the target's credentials, with a token fetched now. */
export async function askerOf(target: Target): Promise<(call: Call) => Promise<Answer>> {
	const http = axios.create({
		baseURL: target.baseUrl,
		validateStatus: () => true,
		maxRedirects: 0,
		timeout: 30_000,
	});
	// Without a token every question is refused, and the first answer tells why.
	const token = await http
		.post<{ tenant_access_token?: string }>(TOKEN_PATH, {
			app_id: target.appId,
			app_secret: target.appSecret,
		})
		.catch(() => undefined);
	const correctHeaders = {
		Authorization: `Bearer ${token?.data.tenant_access_token}`,
		'X-Lark-Helpdesk-Authorization': Buffer.from(
			`${target.helpdeskId}:${target.helpdeskToken}`,
		).toString('base64'),
		'Content-Type': 'application/json; charset=utf-8',
	};
	return async ({ path, query, headers, body }) => {
		try {
			// As bytes: axios would put quotation marks around a text that is to be JSON.
			const text = typeof body === 'object' ? JSON.stringify(body) : body;
			const answer = await http.request<unknown>({
				method: text === undefined ? 'GET' : 'POST',
				url: path,
				data: text === undefined ? undefined : Buffer.from(text),
				params: query,
				headers: { ...correctHeaders, ...headers },
			});
			const { code, msg, data } = (answer.data ?? {}) as Record<string, unknown>;
			return {
				status: answer.status,
				code: typeof code === 'number' ? code : null,
				msg: String(msg ?? ''),
				logId: String(answer.headers['x-tt-logid'] ?? ''),
				data,
			};
		} catch (error) {
			return { lost: (error as { code?: string }).code ?? 'no answer' };
		}
	};
}
