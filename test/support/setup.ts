/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- sets up a run of the tests */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { reachLoopbackDirectly } from './loopback';

/** Jest runs it once, before all test files; the processes of the tests inherit what it sets. */
export default function setup(): void {
	reachLoopbackDirectly();
	shareTemporaryFolder();
}

/**
 * Gives all tests of a run one temporary folder, which os.tmpdir() and the programs they start use. n8n-core makes a folder in
 * every test file, and in Jest no handler for the end of the process is ever called.
 */
function shareTemporaryFolder(): void {
	const folder = mkdtempSync(join(tmpdir(), 'feishu-helpdesk-tests-'));
	// PostgreSQL does not run as root: in a container another user must be able to enter the folder.
	chmodSync(folder, 0o711);
	process.env.TMPDIR = process.env.TEMP = process.env.TMP = folder;
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
