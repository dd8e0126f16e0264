/** How we know that Feishu answers this way: it is documented, someone saw it, or it is our best guess. */
export type Known = 'document' | 'observed' | 'assumed';

/**
 * Feishu said no. `status`, `code`, `msg`, `error`, `data` and `headers` go over the wire;
 * `reason`, `known` and `source` are only for the inbox.
 */
export interface Refusal {
	status: number;
	code: number;
	msg: string;
	/** What the `error` object contains besides `log_id` and `troubleshooter`; null: the body has none. */
	error: Record<string, unknown> | null;
	data?: Record<string, unknown>;
	headers?: Record<string, string>;
	reason: string;
	known: Known;
	source: string;
}

/** Feishu did what was asked. */
export interface Accepted {
	body: Record<string, unknown>;
	messageId?: string;
}

export type Outcome = Accepted | Refusal;

export function isRefusal(outcome: object): outcome is Refusal {
	return 'reason' in outcome && 'known' in outcome;
}

/**
 * The body as Feishu writes it. The documented shape has `logid` and
 * `permission_violations[{scope,url}]`; bodies seen in the wild have `log_id` and
 * `permission_violations[{type,subject}]`, which is what is imitated here.
 * https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-
 */
export function refusalBody(refusal: Refusal, logId: string): Record<string, unknown> {
	const { code, msg, data, error } = refusal;
	const body: Record<string, unknown> = { code, msg };
	if (data) body.data = data;
	if (error) {
		body.error = {
			log_id: logId,
			troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`,
			...error,
		};
	}
	return body;
}
