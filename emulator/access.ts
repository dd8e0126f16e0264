import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
/** The names of this machine inside containers of Docker Desktop and Podman. Only they resolve these names, so no page can use them. */
const SEEN_FROM_CONTAINERS = ['host.docker.internal', 'host.containers.internal'];

/**
 * Why a request is refused, or null. A page on another site must not read, change or fill the inbox.
 *
 * - The Host must be this machine. Otherwise a name rebound to 127.0.0.1 would count as the same origin. `/open-apis` also accepts
 *   the names under which containers reach it, and those that were allowed at the start.
 * - A foreign Origin is refused. No page calls `/open-apis`, so there any request that a browser makes for another site is refused.
 * - A change without an Origin must come from a program: from a browser it needs `Content-Type: application/json`, which no form
 *   can send.
 */
export function refusalOf(
	{ method, headers, url }: FastifyRequest,
	allowedHosts: readonly string[],
): string | null {
	const isOpenApi = /^\/open-apis(\/|\?|$)/.test(url);
	const host = (headers.host ?? '').toLowerCase();
	const name = host.replace(/:\d+$/, '');
	const isAllowed = isOpenApi && [...SEEN_FROM_CONTAINERS, ...allowedHosts].includes(name);
	if (!LOOPBACK.test(name) && !isAllowed) {
		return 'The Host header must be a loopback address, such as 127.0.0.1. For /open-apis, other names can be allowed: --allow-host.';
	}
	const { origin } = headers;
	const site = headers['sec-fetch-site'];
	if (
		origin !== undefined
			? origin.toLowerCase() !== `http://${host}`
			: isOpenApi && site !== undefined && site !== 'same-origin' && site !== 'none'
	) {
		return 'A page of another origin may not use this API.';
	}
	const isChange = method !== 'GET' && method !== 'HEAD';
	const fromBrowser = site !== undefined || headers['sec-fetch-mode'] !== undefined;
	const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
	if (isChange && origin === undefined && fromBrowser && !isJson) {
		return 'A change must come from the same origin or with Content-Type: application/json.';
	}
	return null;
}
