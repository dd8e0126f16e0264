/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts the demo */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

test('the demo sends its messages to the emulator, also where a proxy is set for everything', () => {
	// Nobody listens on port 9.
	const env = {
		...process.env,
		HTTP_PROXY: 'http://127.0.0.1:9',
		http_proxy: 'http://127.0.0.1:9',
		NO_PROXY: '',
		no_proxy: '',
	};
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', 'scripts/demo.ts', '--once'],
		{ cwd: join(__dirname, '../..'), encoding: 'utf8', env },
	);
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	expect(stdout).toContain("ran on n8n's engine: success.");
	expect(stdout.match(/: sent to the /g)).toHaveLength(11);
}, 60_000);
