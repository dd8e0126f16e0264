import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** Where the lint tools are, once `installTools` has run. */
export const tools = join(folder, 'node_modules');

/** Installs what package-lock.json beside this file pins, unless exactly that is installed already. */
export function installTools() {
	const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
	const installedLock = join(tools, '.installed-package-lock.json');
	if (existsSync(installedLock) && readFileSync(installedLock, 'utf8') === lock) return;

	console.log('Installing the lint tools into scripts/lint (120 MB, once per change of its package-lock.json)');
	npm(['ci'], { cwd: folder, stdio: 'inherit' });
	// Written last, so that an interrupted installation is started afresh.
	writeFileSync(installedLock, lock);
}

/** Runs npm and returns what it prints; throws if it fails. */
export function npm(args, options) {
	// On Windows npm is a .cmd file, which only a shell can start.
	return execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32', ...options });
}
