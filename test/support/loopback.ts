/* eslint-disable @n8n/community-nodes/no-restricted-globals -- changes the environment of a command */

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * The emulator and the n8n of the tests run on this machine, where the proxy of HTTP_PROXY cannot reach them. Programs started later inherit it.
 */
export function reachLoopbackDirectly(env: NodeJS.ProcessEnv = process.env): void {
	// What asks for both spellings takes the lower case first: https://www.npmjs.com/package/proxy-from-env
	const listed = (env.no_proxy ?? env.NO_PROXY ?? '')
		.split(',')
		.map((host) => host.trim())
		.filter((host) => host !== '');
	env.no_proxy = env.NO_PROXY = [...new Set([...listed, ...LOOPBACK])].join(',');
}
