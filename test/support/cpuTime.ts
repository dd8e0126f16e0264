/* eslint-disable @n8n/community-nodes/no-restricted-globals -- asks how long this process has worked */

/** Milliseconds that this process has worked: what else runs on the machine does not count. */
export function cpuTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
