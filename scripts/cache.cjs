// What the tests need besides the checkout (the real n8n, other versions of n8n-core and of Node) is installed once, outside
// of it: into FEISHU_HELPDESK_CACHE, or .cache/n8n-nodes-feishu-helpdesk in the home folder.
'use strict';
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');

const isWindows = process.platform === 'win32';
const cache = process.env.FEISHU_HELPDESK_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-feishu-helpdesk');

/** The npm package that holds Node itself. */
const nodePackage = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;

/** Where it is, and its folder of headers, once `nodePackage` is installed in a folder. */
const nodeIn = (folder) => {
	const home = join(folder, 'node_modules', nodePackage);
	return { home, binary: join(home, 'bin', isWindows ? 'node.exe' : 'node') };
};

/** Runs npm and returns what it prints on standard output, unless that is inherited. */
const npm = (args, options) => execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: isWindows, ...options });

const folderOf = (name) => join(cache, name);

/**
 * Installs packages into a folder of their own, unless that was done before.
 * @param finish what else it takes
 */
function installOnce(name, packages, finish) {
	const folder = folderOf(name);
	const stamp = join(folder, '.installed');
	if (existsSync(stamp)) return folder;
	console.log(`Installing ${packages.join(' and ')} into ${folder}, once`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
	npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd: folder, stdio: 'inherit' });
	finish?.();
	// Written last, so that an interrupted installation is started afresh.
	writeFileSync(stamp, '');
	return folder;
}

module.exports = { folderOf, installOnce, nodeIn, nodePackage, npm };
