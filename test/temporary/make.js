'use strict';
const { chmodSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Gives all tests of a run one folder for what is temporary, in which os.tmpdir() and programs they start find themselves:
 * n8n-core makes a folder in every test file, and inside Jest no handler for the end of the process is ever called.
 */
module.exports = () => {
	const folder = mkdtempSync(join(tmpdir(), 'feishu-helpdesk-tests-'));
	// PostgreSQL does not run as root: in a container another user must find its way through.
	chmodSync(folder, 0o711);
	process.env.TMPDIR = process.env.TEMP = process.env.TMP = folder;
	globalThis.temporaryFolder = folder;
};
