/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
// Runs n8n's verification scanner (@n8n/scan-community-package) before anything is published: its lint rules on the
// source and on the packed package, every eslint-disable comment ignored. Left out is what only a published version
// has: the provenance, and the commit it names. What n8n verifies:
// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import { unpackPackage } from './packedPackage';
import { installTools, npm } from './tools';

const ROOT = join(__dirname, '..');

interface Scanner {
	readonly SOURCE_FILE_PATTERNS: readonly string[];
	analyzePackage(
		folder: string,
		files: readonly string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

async function main(): Promise<void> {
	const tools = installTools('lint', '120 MB');
	if (!process.argv.includes('--no-build')) npm(['run', 'build'], { cwd: ROOT, stdio: 'inherit' });

	const folder = mkdtempSync(join(tmpdir(), 'n8n-scan-'));
	// The scanner makes its own temporary folder when it is loaded, and leaves it behind: put it inside ours.
	process.env.TMPDIR = process.env.TEMP = process.env.TMP = folder;
	try {
		const scanner = pathToFileURL(
			join(tools, '@n8n', 'scan-community-package', 'scanner', 'scanner.mjs'),
		);
		const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(scanner.href)) as Scanner;

		const unpacked = join(folder, 'package');
		unpackPackage(unpacked);
		refuseUnbuilt(unpacked);
		const legs = [
			{ name: 'source', at: ROOT, files: SOURCE_FILE_PATTERNS },
			// The scanner's own list for the published package.
			{ name: 'package', at: unpacked, files: ['**/*.js', 'package.json'] },
		];
		for (const { name, at, files } of legs) {
			const { passed, message, details } = await analyzePackage(at, files);
			console.log(
				passed
					? `${name}: passed`
					: `${name}: ${message}\n${details ?? ''}`.replaceAll(`${at}${sep}`, ''),
			);
			if (!passed) process.exitCode = 1;
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** An unbuilt package contains nothing to check, and would pass. */
function refuseUnbuilt(unpacked: string): void {
	const { n8n } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const missing = [...n8n.nodes, ...n8n.credentials].filter(
		(file) => !existsSync(join(unpacked, file)),
	);
	if (missing.length > 0)
		throw new Error(`not in the packed package (is it built?): ${missing.join(', ')}`);
}

void main();
