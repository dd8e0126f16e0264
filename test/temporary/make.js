'use strict';
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Gives all tests of a run one folder for what is temporary, in which os.tmpdir() and programs they start find themselves:
 * n8n-core makes a folder in every test file, and inside Jest no handler for the end of the process is ever called.
 */
module.exports = () => {
	const folder = mkdtempSync(join(tmpdir(), 'feishu-helpdesk-tests-'));
	process.env.TMPDIR = process.env.TEMP = process.env.TMP = folder;
	globalThis.temporaryFolder = folder;
};
