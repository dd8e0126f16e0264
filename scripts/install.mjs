import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs tools that few need and that are large, in a folder of their own beside this file: what the package-lock.json
 * there pins, unless exactly that is installed already.
 * @returns the folder they are in
 */
export function installTools(name, size) {
	const folder = join(import.meta.dirname, name);
	const tools = join(folder, 'node_modules');
	const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
	const installedLock = join(tools, '.installed-package-lock.json');
	if (existsSync(installedLock) && readFileSync(installedLock, 'utf8') === lock) return tools;

	console.log(`Installing tools into scripts/${name} (${size}, once per change of its package-lock.json)`);
	npm(['ci'], { cwd: folder, stdio: 'inherit' });
	// Written last, so that an interrupted installation is started afresh.
	writeFileSync(installedLock, lock);
	return tools;
}

/** Runs npm and returns what it prints; throws if it fails. */
export function npm(args, options) {
	// On Windows npm is a .cmd file, which only a shell can start.
	return execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32', ...options });
}
