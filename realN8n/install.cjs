// Installs the real n8n for the end-to-end tests and the playground, once, outside the checkout (about 3 GB). n8n 2.x wants Node 24, which
// comes as a package too. Folder: FEISHU_HELPDESK_CACHE, or .cache/n8n-nodes-feishu-helpdesk in the home folder.
'use strict';
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { delimiter, join } = require('node:path');

const N8N_VERSION = '2.41.1';
const NODE_VERSION = '24';

const cache = process.env.FEISHU_HELPDESK_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-feishu-helpdesk');
const folder = join(cache, `n8n-${N8N_VERSION}`);
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const nodeFolder = join(folder, 'node_modules', nodePackage);

/** What starts n8n: `node bin start`. */
const n8n = {
	version: N8N_VERSION,
	node: join(nodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
	bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	/** For a database: sqlite3 comes as source and is built for this Node. */
	sqlite: join(folder, 'node_modules', 'sqlite3'),
};

function install() {
	const stamp = join(folder, '.installed');
	if (existsSync(stamp)) return;
	console.log(`Installing n8n ${N8N_VERSION} into ${folder} (about 3 GB, once)`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
	const packages = [`n8n@${N8N_VERSION}`, `${nodePackage}@${NODE_VERSION}`];
	execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });

	// The headers come with the Node package, so nothing has to be downloaded from elsewhere.
	const env = { ...process.env, PATH: [join(nodeFolder, 'bin'), process.env.PATH].join(delimiter) };
	const nodeGyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	execFileSync(n8n.node, [nodeGyp, 'rebuild', `--nodedir=${nodeFolder}`], { cwd: n8n.sqlite, stdio: 'inherit', env });
	// Written last, so that an interrupted installation is started afresh.
	writeFileSync(stamp, '');
}

module.exports = { n8n };
if (require.main === module) install();
