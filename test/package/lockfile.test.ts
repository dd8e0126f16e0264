/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals --
   a test reads files; n8n's limits are for what runs inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

interface LockedPackage {
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

const root = resolve(__dirname, '../..');
const notOurs = new Set(['node_modules', 'dist', 'coverage']);

function findLockfiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			return notOurs.has(entry.name) || entry.name.startsWith('.') ? [] : findLockfiles(path);
		}
		return entry.name === 'package-lock.json' ? [path] : [];
	});
}

const lockfiles = findLockfiles(root).map((path) => relative(root, path));

describe.each(lockfiles)('%s', (lockfile) => {
	const text = readFileSync(join(root, lockfile), 'utf8');
	const packages = (JSON.parse(text) as { packages: Record<string, LockedPackage> }).packages;

	// An address ties everyone to the registry, or the mirror, of whoever ran npm last. Remedy: put
	// `omit-lockfile-registry-resolved=true` into the .npmrc beside the file and run `npm install` there.
	test('names no registry address as "resolved"', () => {
		const resolved = Object.values(packages).map((locked) => locked.resolved ?? '');
		expect(resolved.filter((value) => /^[\w+]+:\/\//.test(value))).toEqual([]);
	});

	// Remedy: depend on a released version in place of a folder or tarball outside the checkout, and run `npm install`.
	test('names no path outside the checkout', () => {
		const outside: string[] = [];
		const look = (value: string) => {
			const path = value.replace(/^file:/, '');
			const absolute = /^(\/|~\/|[A-Za-z]:[\\/])/.test(path);
			const climbsOut =
				path.startsWith('..') &&
				relative(root, join(root, dirname(lockfile), path)).startsWith('..');
			if (absolute || climbsOut) outside.push(value);
		};
		JSON.parse(text, (key, value) => {
			look(key);
			if (typeof value === 'string') look(value);
			return value;
		});
		expect(outside).toEqual([]);
	});

	// npm leaves a platform's package out, without a word, if the registry does not serve it when the lock is written.
	// `npm ci` then fails for everybody. Remedy: name a version that is complete (`npm view <package> versions`) and lock
	// it: `npm install --package-lock-only <owner>@<version>`, then `npm uninstall --package-lock-only <owner>` unless
	// the owner is a dependency of our own.
	test('locks every optional package, so that npm ci works on any system', () => {
		const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
			Object.keys(optionalDependencies ?? {})
				.filter((name) => !whereNodeLooks(path, name).some((candidate) => candidate in packages))
				.map((name) => `${name}, owned by ${path}`),
		);
		expect(missing).toEqual([]);
	});
});

function whereNodeLooks(from: string, name: string): string[] {
	const folders = from
		.split('/node_modules/')
		.map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
	return [`node_modules/${name}`, ...folders.map((folder) => `${folder}/node_modules/${name}`)];
}

// n8n installs a community node with everything it depends on, and does not verify one that depends on anything:
// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines
// Remedy: move it to devDependencies, if only the build or a test needs it.
test.each(['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'])(
	'package.json has no %s',
	(field) => {
		const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
		expect(manifest).not.toHaveProperty(field);
	},
);
