import { asRecord, type Problem } from '../result';
import type { ConnectionLoss } from './networkError';
import { meaningOf, type Subject } from './errorCodes';

/** What came of one request. */
export type Exchange =
	| {
			readonly kind: 'answered';
			readonly status: number;
			readonly headers: Headers;
			readonly body: unknown;
			readonly token: TokenSource;
	  }
	/** No request was made, because the credential gave no token. */
	| {
			readonly kind: 'notAuthenticated';
			readonly problem: Problem;
			readonly isTemporary: boolean;
			/** When Feishu will give one, if it said so. */
			readonly resetMs?: number;
	  }
	| { readonly kind: 'noAnswer'; readonly loss: ConnectionLoss };

/** Where the app token came from: a pasted one cannot be renewed. */
export type TokenSource = 'issued' | 'pasted';

type Headers = Readonly<Record<string, unknown>>;

/** What Feishu said, as far as it said it. Taken from the answer alone, so it holds no secret of ours. */
export interface Statement {
	readonly httpStatus: number;
	readonly code?: number;
	readonly msg?: string;
	readonly logId?: string;
	/** Scopes of which at least one is missing. */
	readonly scopes: readonly string[];
	/** Feishu's page for giving the app the scope that is missing. */
	readonly scopePage?: string;
	/** Feishu's page on this very failure. */
	readonly troubleshooter?: string;
	/** Set for a web page: a proxy or a gateway answered, not Feishu's API. */
	readonly isPage?: true;
}

/** What has to wait: everything of the account, everything for one chat, or one message alone. */
export type HoldsUp = 'account' | 'chat' | 'message';

/**
 * What is known about the delivery:
 * - `sent`: Feishu accepted the message.
 * - `refused`: it certainly did not.
 * - `notNow`: it certainly did not, but may later: Feishu said so, no connection was made, a proxy answered in Feishu's
 *   place, or there was no token.
 * - `unknown`: the message may have been delivered. It must not be resent unasked: the endpoint takes no idempotency key.
 */
export type Verdict<T = unknown> =
	| { readonly verdict: 'sent'; readonly value: T }
	| ({
			readonly verdict: 'refused';
			readonly tokenRefused: false | TokenSource;
			readonly everyItem: boolean;
			/** Set where everything with this kind of ID is refused, and nothing else. */
			readonly everyIdOf?: 'user_id';
	  } & Grounds)
	| ({
			readonly verdict: 'notNow';
			readonly holdsUp: HoldsUp;
			readonly resetMs?: number;
	  } & Grounds)
	| ({ readonly verdict: 'unknown' } & Grounds);

/** Why: by what Feishu said, by how the connection was lost, or by what is wrong with the credential. */
export type Grounds =
	| { readonly statement: Statement }
	| { readonly loss: ConnectionLoss }
	| { readonly problem: Problem };

/** Takes what was asked for out of `data` of a successful answer; undefined when it is not there. */
export type ReadData<T> = (data: Readonly<Record<string, unknown>>) => T | undefined;

/** Judges by the body's `code` first: Feishu uses the same codes with different HTTP statuses, 200 included. */
export function judge<T>(exchange: Exchange, read: ReadData<T>, subject?: Subject): Verdict<T> {
	switch (exchange.kind) {
		case 'notAuthenticated': {
			const { problem, isTemporary, resetMs } = exchange;
			if (!isTemporary)
				return { verdict: 'refused', tokenRefused: false, everyItem: true, problem };
			return resetMs === undefined
				? { verdict: 'notNow', holdsUp: 'message', problem }
				: { verdict: 'notNow', holdsUp: 'account', resetMs, problem };
		}
		case 'noAnswer': {
			const { loss } = exchange;
			return loss.neverConnected
				? { verdict: 'notNow', holdsUp: 'message', loss }
				: { verdict: 'unknown', loss };
		}
		case 'answered':
			return judgeAnswer(exchange, read, subject);
	}
}

function judgeAnswer<T>(
	{ status, headers, body, token }: Extract<Exchange, { kind: 'answered' }>,
	read: ReadData<T>,
	subject: Subject | undefined,
): Verdict<T> {
	const answer = asRecord(body);
	const statement = readStatement(status, headers, body);
	const { code, scopes } = statement;
	const succeeded = status >= 200 && status < 300;
	if (code === 0) {
		const value = succeeded ? read(asRecord(answer.data)) : undefined;
		return value === undefined ? { verdict: 'unknown', statement } : { verdict: 'sent', value };
	}
	switch (meaningOf(statement, subject)?.kind) {
		case 'token':
			return { verdict: 'refused', statement, tokenRefused: token, everyItem: true };
		case 'account':
			return scopes.length > 0 && scopes.every((scope) => scope === SCOPE_OF_USER_IDS)
				? {
						verdict: 'refused',
						statement,
						tokenRefused: false,
						everyItem: false,
						everyIdOf: 'user_id',
					}
				: { verdict: 'refused', statement, tokenRefused: false, everyItem: true };
		case 'refused':
			return { verdict: 'refused', statement, tokenRefused: false, everyItem: false };
		case 'rateLimit':
			return { verdict: 'notNow', holdsUp: 'account', statement, resetMs: readReset(headers) };
		case 'chatLimit':
			return { verdict: 'notNow', holdsUp: 'chat', statement, resetMs: readReset(headers) };
		case 'later':
			return { verdict: 'notNow', holdsUp: 'message', statement };
		case 'internal':
			return { verdict: 'unknown', statement };
		case undefined:
			return judgeStatus(statement, headers, succeeded);
	}
}

/** Needed for receivers by User ID only: see the document of the endpoint, feishu/sendMessage.ts. */
const SCOPE_OF_USER_IDS = 'contact:user.employee_id:readonly';

/** Without a code that we know, the HTTP status decides. */
function judgeStatus(statement: Statement, headers: Headers, succeeded: boolean): Verdict<never> {
	const { httpStatus, code } = statement;
	if (httpStatus === 429)
		return { verdict: 'notNow', holdsUp: 'account', statement, resetMs: readReset(headers) };
	// Every refusal of the API has a code. What says no without one stands before it and has kept the request to itself: a
	// proxy, a firewall, a gateway. A 5xx may come from a gateway that has passed the request on.
	if (isOfAnother(statement) && !mayHavePassedOn(httpStatus))
		return { verdict: 'notNow', holdsUp: 'message', statement };
	const undecided =
		httpStatus >= 500 ||
		httpStatus === 408 ||
		(code === undefined && (succeeded || mayHavePassedOn(httpStatus)));
	return undecided
		? { verdict: 'unknown', statement }
		: { verdict: 'refused', statement, tokenRefused: false, everyItem: false };
}

/** True of a 4xx that is not the API's own: it has no code. Too many requests (429) are counted by Feishu without one, too. */
export function isOfAnother({ httpStatus, code }: Pick<Statement, 'httpStatus' | 'code'>): boolean {
	return code === undefined && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
}

/** By a proxy that lost patience, or that takes its client (499 of nginx) to have lost it. */
const mayHavePassedOn = (httpStatus: number) => httpStatus === 408 || httpStatus === 499;

/**
 * How long to wait, by the server's own word: x-ogw-ratelimit-reset, in seconds
 * (https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN). Retry-After is not documented for Feishu; a proxy may
 * set it. Undefined when neither is there or neither can be read.
 */
export function readReset(headers: Headers): number | undefined {
	return [headers['x-ogw-ratelimit-reset'], headers['retry-after']]
		.filter((value) => typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value))
		.map((value) => Math.min(Number(value) * 1000, LONGEST_RESET_MS))[0];
}

/**
 * The documented quotas are per second and per minute. A wrong number from a proxy must not silence the account, which all
 * executions of this process share, until n8n is restarted.
 */
const LONGEST_RESET_MS = 3_600_000;

/**
 * The documented error body has `error.logid` and `permission_violations[].scope`, the one seen on the wire has
 * `error.log_id` and `permission_violations[].subject` (https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-):
 * both are read.
 */
function readStatement(httpStatus: number, headers: Headers, body: unknown): Statement {
	const answer = asRecord(body);
	const error = asRecord(answer.error);
	const violations = listOf(error.permission_violations);
	const msg = text(answer.msg);
	return {
		httpStatus,
		code: typeof answer.code === 'number' ? answer.code : undefined,
		msg,
		logId: text(headers['x-tt-logid']) ?? text(error.log_id) ?? text(error.logid),
		scopes: violations
			.map(({ subject, scope }) => text(subject) ?? text(scope))
			.filter((scope) => scope !== undefined)
			.slice(0, MAX_SCOPES),
		// Documented beside the scope; seen in `helps` and at the end of `msg`.
		scopePage: [...violations, ...listOf(error.helps)]
			.map(({ url }) => url)
			.concat(msg)
			.map((place) => text(place)?.match(SCOPE_PAGE)?.[0])
			.find((page) => page !== undefined),
		troubleshooter: text(error.troubleshooter)?.match(/https:\/\/\S+/)?.[0],
		isPage: (typeof body === 'string' && body.trimStart().startsWith('<')) || undefined,
	};
}

/** The path as seen; the address ends where one can no longer go on, e.g. before a Chinese full stop. */
const SCOPE_PAGE = /https:\/\/[\w.-]+\/app\/\w+\/auth\?[\w.~:%&=,+-]+/;

function listOf(value: unknown): Array<Readonly<Record<string, unknown>>> {
	return Array.isArray(value) ? value.map(asRecord) : [];
}

/** These are bounded, because they go into error messages. */
const MAX_SCOPES = 20;

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value.slice(0, 1000) : undefined;
}
