/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs npm and tar */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './tools';

const ROOT = join(__dirname, '..');

/** In bytes, as npm would publish it. */
export interface PackedSize {
	readonly packed: number;
	readonly unpacked: number;
}

/** Packs the built package and unpacks it into a new folder. */
export function unpackPackage(target: string): PackedSize {
	const folder = mkdtempSync(join(tmpdir(), 'packed-'));
	try {
		const [{ filename, unpackedSize }] = JSON.parse(
			npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
				cwd: ROOT,
				stdio: ['ignore', 'pipe', 'ignore'],
			}),
		) as [{ filename: string; unpackedSize: number }];
		mkdirSync(target, { recursive: true });
		// Only its name: some versions of tar treat the text before a colon as another machine, so also a Windows drive letter.
		execFileSync('tar', ['-xzf', filename, '--strip-components=1', '-C', target], { cwd: folder });
		return { packed: statSync(join(folder, filename)).size, unpacked: unpackedSize };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
