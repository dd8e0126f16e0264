// Runs n8n's verification scanner (@n8n/scan-community-package) before anything is published: its lint rules on the
// source and on the packed package, every eslint-disable comment ignored. Left out is what only a published version
// has: the provenance, and the commit it names. What n8n verifies:
// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTools, npm } from './install.mjs';

const root = join(import.meta.dirname, '..');

installTools('lint', '120 MB');
if (!process.argv.includes('--no-build')) npm(['run', 'build'], { cwd: root, stdio: 'inherit' });

const folder = mkdtempSync(join(tmpdir(), 'n8n-scan-'));
// The scanner makes a temporary folder of its own when it is loaded, and leaves it behind: put it inside ours.
process.env.TMPDIR = process.env.TEMP = folder;
try {
	const scanner = new URL('./lint/node_modules/@n8n/scan-community-package/scanner/scanner.mjs', import.meta.url);
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(scanner.href);

	const legs = [
		{ name: 'source', at: root, files: SOURCE_FILE_PATTERNS },
		// The scanner's own list for the published package.
		{ name: 'package', at: unpack(), files: ['**/*.js', 'package.json'] },
	];
	for (const { name, at, files } of legs) {
		const { passed, message, details } = await analyzePackage(at, files);
		console.log(passed ? `${name}: passed` : `${name}: ${message}\n${details ?? ''}`.replaceAll(join(at, '/'), ''));
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function unpack() {
	const env = { ...process.env, npm_config_pack_destination: folder };
	const [pack] = JSON.parse(npm(['pack', '--json', '--ignore-scripts'], { cwd: root, env }));
	execFileSync('tar', ['-xzf', pack.filename], { cwd: folder });

	// An unbuilt package holds nothing to find fault with, and would pass.
	const unpacked = join(folder, 'package');
	const { n8n } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
	const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !existsSync(join(unpacked, file)));
	if (missing.length > 0) throw new Error(`not in the packed package (is it built?): ${missing.join(', ')}`);
	return unpacked;
}
