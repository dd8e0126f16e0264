/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a command for the terminal */
// Mutation testing: docs/mutation-score.md. Of the pure modules with the unit tests; after --engine, of what touches n8n with the
// tests on n8n's engine. Other arguments go to Stryker, such as --mutate nodes/shared/feishu/judge.ts
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

const given = process.argv.slice(2);
const config = given.includes('--engine') ? 'engine' : 'stryker';

const run = spawnSync(
	process.execPath,
	[
		stryker,
		'run',
		`scripts/mutation/${config}.config.mjs`,
		...given.filter((argument) => argument !== '--engine'),
	],
	{
		cwd: join(__dirname, '..'),
		stdio: 'inherit',
	},
);
process.exitCode = run.status ?? 1;
