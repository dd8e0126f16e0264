/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a command for the terminal */
// Mutation testing of the pure modules, only with the unit tests: docs/mutation-score.md. Arguments go to Stryker, such as
// --mutate nodes/shared/feishu/judge.ts
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { installTools } from './tools';

const stryker = join(
	installTools('mutation', '70 MB'),
	'@stryker-mutator',
	'core',
	'bin',
	'stryker.js',
);

const run = spawnSync(
	process.execPath,
	[stryker, 'run', 'scripts/mutation/stryker.config.mjs', ...process.argv.slice(2)],
	{
		cwd: join(__dirname, '..'),
		stdio: 'inherit',
	},
);
process.exitCode = run.status ?? 1;
