import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
/** What Docker Desktop and Podman call this machine inside a container. Only they resolve the names, so no page can be there. */
const SEEN_FROM_CONTAINERS = ['host.docker.internal', 'host.containers.internal'];

/**
 * Why a request is turned away, or null. A page elsewhere must not reach in: neither read or change what is here, nor fill it.
 *
 * - The Host must be this machine, or a name rebound to 127.0.0.1 would pass as the same origin. `/open-apis` takes the names
 *   under which containers reach it as well, and those that were allowed at the start.
 * - A foreign Origin is turned away. No page calls `/open-apis`, so there a browser on behalf of another site is enough.
 * - A change without any Origin must come from a program: from a browser it needs `Content-Type: application/json`, which no
 *   form can send.
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
