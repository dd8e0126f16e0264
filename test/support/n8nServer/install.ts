/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- installs the real n8n */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';

import { cacheFolder, install, isAtLeast, nodeInstallation } from '../../../scripts/tools';

const N8N_VERSION = '2.41.1';
/** `engines` of that n8n. */
const NODE_MAJOR = 24;

/**
 * N8N_UNDER_TEST: another n8n than the pinned one. The path of its program (`…/node_modules/n8n/bin/n8n`; a relative one begins
 * with a dot), or the address of a container image, such as `docker.n8n.io/n8nio/n8n:3`: from 3.0 on n8n comes in no other form.
 */
const given = process.env.N8N_UNDER_TEST;
const givenPath =
	given && (isAbsolute(given) || given.startsWith('.')) ? resolve(given) : undefined;

const folder = cacheFolder(`n8n-${N8N_VERSION}`);
const runningIsEnough = isAtLeast(NODE_MAJOR, process.versions.node);
const ownNode = nodeInstallation(String(NODE_MAJOR));

/** What starts the real n8n of the end-to-end tests, the playground and the benchmarks: `node bin start`. */
export const n8n = {
	version: N8N_VERSION,
	/** The running Node, or one that is installed with n8n. */
	node: runningIsEnough ? process.execPath : ownNode.binary,
	bin: givenPath ?? join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	/** The container image to run instead. */
	image: givenPath ? undefined : given,
	/** For the database: sqlite3 comes as source code and is built. */
	sqlite: join(folder, 'node_modules', 'sqlite3'),
} as const;

/** Installs it once, outside the checkout. */
export function installN8n(): void {
	if (n8n.image) return;
	if (!runningIsEnough) install(ownNode);
	if (givenPath) return;
	install({ folder, packages: { n8n: N8N_VERSION }, size: '3 GB', finish: buildSqlite });
}

function buildSqlite(): void {
	const nodeGyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	// Most Node installations include their headers. Otherwise node-gyp downloads them.
	const home = join(dirname(n8n.node), '..');
	const headers = existsSync(join(home, 'include', 'node', 'node_api.h'))
		? [`--nodedir=${home}`]
		: [];
	const env = { ...process.env, PATH: [dirname(n8n.node), process.env.PATH].join(delimiter) };
	execFileSync(n8n.node, [nodeGyp, 'rebuild', ...headers], {
		cwd: n8n.sqlite,
		stdio: 'inherit',
		env,
	});
}

if (require.main === module) installN8n();
