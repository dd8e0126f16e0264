// Installs the real n8n for the end-to-end tests and the playground, once, outside the checkout (about 3 GB). n8n 2.x wants
// Node 24, which comes as a package too.
'use strict';
const { execFileSync } = require('node:child_process');
const { delimiter, dirname, join } = require('node:path');
const { folderOf, installOnce, nodeIn, nodePackage } = require('../../../scripts/cache.cjs');

const N8N_VERSION = '2.41.1';
const NODE_VERSION = '24';

const name = `n8n-${N8N_VERSION}`;
const folder = folderOf(name);
const node = nodeIn(folder);

/** What starts n8n: `node bin start`. */
const n8n = {
	version: N8N_VERSION,
	node: node.binary,
	bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	/** For a database: sqlite3 comes as source and is built for this Node. */
	sqlite: join(folder, 'node_modules', 'sqlite3'),
};

function buildSqlite() {
	// The headers come with the Node package, so nothing has to be downloaded from elsewhere.
	const env = { ...process.env, PATH: [dirname(node.binary), process.env.PATH].join(delimiter) };
	const nodeGyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	execFileSync(n8n.node, [nodeGyp, 'rebuild', `--nodedir=${node.home}`], { cwd: n8n.sqlite, stdio: 'inherit', env });
}

module.exports = { n8n };
if (require.main === module) installOnce(name, [`n8n@${N8N_VERSION}`, `${nodePackage}@${NODE_VERSION}`], buildSqlite);
