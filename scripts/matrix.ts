/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a command for the terminal */
// Runs the tests on other versions of Node and of n8n. Each is installed once, outside the checkout.
//
//   npx tsx scripts/matrix.ts --node 22                  all tests on Node 22, the newest at installation
//   npx tsx scripts/matrix.ts --n8n 1.122.48             the tests of the node on that n8n-core; `latest` is the newest
//   npx tsx scripts/matrix.ts --node 24 --n8n latest     the tests of the node on both
//
// Both options may be repeated: every combination runs. Arguments after -- go to Jest. Build dist/ first.
import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { cacheFolder, install, nodeInstallation, npm } from './tools';

const ROOT = join(__dirname, '..');
const several = { type: 'string', multiple: true } as const;
const { values, positionals } = parseArgs({
	options: { node: several, n8n: several },
	allowPositionals: true,
});
if (!values.node && !values.n8n) throw new Error('Give --node or --n8n with a version, or both');

const nodes = values.node?.map(installNode) ?? [process.execPath];
const cores = values.n8n?.map(installCore) ?? [undefined];
const failed: string[] = [];
for (const node of nodes) {
	for (const core of cores) {
		const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
		const name = `Node ${nodeVersion}${core ? `, n8n-core ${core.version}` : ''}`;
		console.log(`\n== ${name}`);
		const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
		const { status } = spawnSync(
			node,
			[jest, ...(core ? ['--config', 'test/node/jest.versions.config.js'] : []), ...positionals],
			{
				cwd: ROOT,
				stdio: 'inherit',
				env: {
					...process.env,
					// For programs that the tests start under the name node.
					PATH: [dirname(node), process.env.PATH].join(delimiter),
					...(core && { N8N_CORE_FOLDER: core.folder }),
				},
			},
		);
		if (status !== 0) failed.push(name);
	}
}
if (failed.length > 0) {
	console.error(`Tests failed on ${failed.join('; ')}`);
	process.exitCode = 1;
}

function installNode(version: string): string {
	const node = nodeInstallation(version);
	install(node);
	return node.binary;
}

/** The matching n8n-workflow is installed too. */
function installCore(asked: string): { version: string; folder: string } {
	const version = /^\d+\.\d+\.\d+$/.test(asked) ? asked : newest(asked);
	const folder = cacheFolder(`n8n-core-${version}`);
	install({ folder, packages: { 'n8n-core': version } });
	return { version, folder };
}

/** @param range `latest`, or such as `2.31`; its newest version comes last */
function newest(range: string): string {
	const version = [
		JSON.parse(npm(['view', `n8n-core@${range}`, 'version', '--json'])) as string | string[],
	]
		.flat()
		.at(-1);
	if (version === undefined) throw new Error(`npm knows no n8n-core ${range}`);
	return version;
}
