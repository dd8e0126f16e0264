/* eslint-disable @n8n/community-nodes/no-restricted-globals -- starts the real n8n */
import { randomUUID } from 'node:crypto';

import { n8n } from './install';
import type { Program } from './processes';

/**
 * How the n8n under test is started: with Node, or as a container. The container shares our network and the user folder, so that
 * n8n finds emulator and databases, and the browser n8n, where they are without a container.
 * @param command of n8n, such as `start`
 * @param folder its user folder
 */
export function n8nProgram(
	command: string,
	folder: string,
	env: Readonly<Record<string, string | undefined>>,
	{ node, bin, image }: Pick<typeof n8n, 'node' | 'bin' | 'image'> = n8n,
): Program {
	if (!image) return { file: node, args: [bin, command], env: { PATH: process.env.PATH, ...env } };
	const name = `n8n-under-test-${randomUUID()}`;
	const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
	return {
		file: 'docker',
		args: [
			...['run', '--rm', '--init', '--network', 'host', '--name', name],
			...['--user', `${uid}:${gid}`, '--volume', `${folder}:${folder}`],
			// Without their values, which docker takes from its own environment: nobody reads them in a list of processes.
			...Object.keys(env).flatMap((variable) => ['--env', variable]),
			...[image, command],
		],
		env: { ...process.env, ...env },
		// The end of `docker run` by force does not end the container.
		kill: ['docker', 'kill', name],
	};
}
