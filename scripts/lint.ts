/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a command for the terminal */
// Runs the official `n8n-node lint`, with the arguments given here (such as --fix).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { installTools, npm } from './tools';

const ROOT = join(__dirname, '..');

const tools = installTools('lint', '120 MB');

// `n8n-node lint` insists on an unchanged eslint.config.mjs, which imports @n8n/node-cli, and starts ESLint through
// `npm exec`. Links in node_modules make both findable, for editors too. npm may remove them, so make them every time.
const nodeModules = join(ROOT, 'node_modules');
mkdirSync(join(nodeModules, '@n8n'), { recursive: true });
mkdirSync(join(nodeModules, '.bin'), { recursive: true });
for (const name of ['@n8n/node-cli', 'eslint']) {
	rmSync(join(nodeModules, name), { force: true });
	symlinkSync(join(tools, name), join(nodeModules, name), 'junction');
}
for (const name of readdirSync(join(tools, '.bin')).filter((name) => /^eslint(\.|$)/.test(name))) {
	const command = join(nodeModules, '.bin', name);
	rmSync(command, { force: true });
	cpSync(join(tools, '.bin', name), command, { verbatimSymlinks: true });
}

// `n8n-node lint` would exit with 0 if it could not start npm: so fail here instead.
npm(['--version']);

const lint = spawnSync(
	process.execPath,
	[join(tools, '@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), 'lint', ...process.argv.slice(2)],
	// n8n-node uses the user agent to choose between npm, pnpm and yarn.
	{ cwd: ROOT, stdio: 'inherit', env: { ...process.env, npm_config_user_agent: 'npm' } },
);
const isFixing = process.argv.includes('--fix');
const format = spawnSync(
	process.execPath,
	[
		join(nodeModules, 'prettier', 'bin', 'prettier.cjs'),
		isFixing ? '--write' : '--check',
		'--log-level',
		'warn',
		'.',
	],
	{ cwd: ROOT, stdio: 'inherit' },
);
process.exitCode = lint.status || format.status || ((lint.error ?? format.error) ? 1 : 0);
