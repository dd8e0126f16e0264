import { problem, success, type Result } from '../result';
import type { Account } from '../feishu/account';

/** A request as n8n's helpers take it, as far as it decides who can read it. The older helper says `uri` for `url`. */
export interface Addressed {
	readonly url?: unknown;
	readonly uri?: unknown;
	readonly baseURL?: unknown;
	readonly proxy?: unknown;
	readonly skipSslCertificateValidation?: unknown;
	readonly rejectUnauthorized?: unknown;
	readonly agentOptions?: unknown;
}

/** The account's tokens go to its own server only: the same scheme, host and port, whatever the path. */
export function checkOwnServer({ baseUrl }: Account, request: Addressed): Result<undefined> {
	const own = new URL(baseUrl).origin;
	const isElsewhere = originsOf(request).find((origin) => origin !== own);
	if (isElsewhere !== undefined) {
		return problem(
			'baseUrl',
			`This credential is not sent to ${isElsewhere.slice(0, 200)}`,
			`It belongs to ${own}. Use an address that starts with ${own}/ or choose another credential for this request.`,
		);
	}
	const isProven =
		own.startsWith('https:') &&
		!request.skipSslCertificateValidation &&
		request.rejectUnauthorized !== false &&
		!request.agentOptions;
	if (request.proxy && !isProven) {
		return problem(
			'baseUrl',
			'This credential is not sent through a proxy that could read it',
			`It belongs to ${own}. Remove the proxy from this request, or use https with certificates checked as usual.`,
		);
	}
	return success(undefined);
}

/**
 * Where a request may go. Both ways to read a path after a base: that of the URL standard, by which n8n checks addresses,
 * and that of axios, which n8n sends with (isAbsoluteURL and combineURLs).
 */
function originsOf({ url, uri, baseURL }: Addressed): string[] {
	const base = baseURL === undefined || baseURL === null ? '' : String(baseURL);
	const given = [url, uri]
		.filter((address) => address !== undefined && address !== null)
		.map(String);
	return (given.length > 0 ? given : ['']).flatMap((address) => {
		const isAbsolute = base === '' || /^([a-z][a-z\d+.-]*:)?\/\//i.test(address);
		return [
			originOf(address, base || undefined),
			originOf(
				isAbsolute ? address : `${base.replace(/\/?\/$/, '')}/${address.replace(/^\/+/, '')}`,
			),
		];
	});
}

function originOf(address: string, base?: string): string {
	try {
		return new URL(address, base).origin;
	} catch {
		return 'what is not an address';
	}
}
