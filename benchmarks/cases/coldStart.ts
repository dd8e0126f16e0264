/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { unpackPackage } from '../../scripts/packedPackage';
import { n8n } from '../../test/support/n8nServer/install';
import type { Load, Loaded } from '../coldStartProcess';
import { median } from '../measure';
import { start } from '../processes';
import type { Section } from '../report';

const ROOT = join(__dirname, '../..');

/** (e) What the package costs an n8n instance that does not use it yet. */
export async function coldStart({ runs }: { runs: number }): Promise<Section> {
	const folder = await mkdtemp(join(tmpdir(), 'benchmark-package-'));
	try {
		// Laid out like a community package of n8n.
		const installed = join(folder, 'node_modules', 'n8n-nodes-feishu-helpdesk');
		const size = unpackPackage(installed);
		const base = join(n8n.bin, '..', '..', '..', 'n8n-nodes-base');
		const subjects: ReadonlyArray<readonly [string, Omit<Load, 'n8n'>]> = [
			['This package, as n8n loads it', { folder: installed }],
			["n8n's HTTP Request node", { folder: base, node: 'httpRequest' }],
			[
				'Official SDK, required',
				{ folder: join(ROOT, 'node_modules/@larksuiteoapi/node-sdk'), isLibrary: true },
			],
		];
		const found = new Map<string, Loaded[]>();
		for (let run = 0; run < runs; run++) {
			for (const [name, load] of subjects) {
				const process = start<Load, Loaded>('coldStartProcess.ts', ['--expose-gc'], {
					NODE_PATH: join(base, '..'),
				});
				found.set(name, [...(found.get(name) ?? []), await process.ask({ n8n: n8n.bin, ...load })]);
				await process.end();
			}
		}
		const msOf = (name: string) => median((found.get(name) ?? []).map(({ ms }) => ms));
		const rows = subjects.map(([name]) => ({
			What: name,
			'Time to load': `${msOf(name).toFixed(1)} ms`,
			'More on the heap': `${(median((found.get(name) ?? []).map(({ heapBytes }) => heapBytes)) / 1e6).toFixed(2)} MB`,
		}));
		const ms = msOf(subjects[0]?.[0] ?? '');
		return {
			title: '(e) Cold start',
			how: `n8n's loader on the packed and unpacked package, in a process that has n8n-core, n8n-workflow and axios loaded already; median of ${runs}.`,
			rows,
			goals: [
				{ goal: '(e) Loaded in less than 30 ms', measured: `${ms.toFixed(1)} ms`, met: ms < 30 },
				{
					goal: '(e) Packed less than 300 kB',
					measured: `${Math.round(size.packed / 1000)} kB`,
					met: size.packed < 300_000,
				},
			],
		};
	} finally {
		await rm(folder, { recursive: true });
	}
}
