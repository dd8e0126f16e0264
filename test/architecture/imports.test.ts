/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts a program on the source files */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const { forbidden } = jest.requireActual<{ forbidden: ReadonlyArray<{ from: { path?: string } }> }>(
	'./importRules.cjs',
);

test('every file imports only what its folder may: test/architecture/importRules.cjs', () => {
	const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const folders = ['nodes', 'credentials', 'emulator', 'test/support'];
	const { status, stdout } = spawnSync(
		process.execPath,
		[program, '--config', 'test/architecture/importRules.cjs', ...folders],
		{ cwd: ROOT, encoding: 'utf8', timeout: 120_000 },
	);
	expect({ status, stdout }).toEqual({
		status: 0,
		stdout: expect.stringContaining('no dependency violations found') as string,
	});
}, 130_000);

test('every folder of the shared rooms has a rule of its own', () => {
	const paths = forbidden.map(({ from }) => from.path);
	const folders = readdirSync(join(ROOT, 'nodes/shared'), { withFileTypes: true }).map((entry) =>
		entry.isDirectory() ? `${entry.name}/` : entry.name,
	);
	expect(folders.filter((folder) => !paths.includes(`^nodes/shared/${folder}`))).toEqual([]);
});
